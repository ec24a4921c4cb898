package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.EngineServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A Socket.IO server for one path of a Vert.x HTTP server, usually `/socket.io/`.
///
/// ```java
/// var sockets = new SocketIoServer(Options.defaults(), application);
/// vertx.createHttpServer(SocketIoServer.prepare(new HttpServerOptions())).requestHandler(request -> {
///     if (request.path().startsWith("/socket.io/")) sockets.handle(request); else …
/// });
/// ```
public final class SocketIoServer {
    private static final int ID_BYTES = 15;

    private final Options options;
    private final Application application;
    private final EngineServer engine;
    private final SecureRandom random = new SecureRandom();

    public SocketIoServer(Options options, Application application) {
        this.options = options;
        this.application = application;
        this.engine = new EngineServer(options.engine(), session -> new Connection(this, session));
    }

    /// Sets what the HTTP server must have for its channels to be taken over: no HTTP/2, neither without TLS (its
    /// detection sits in front of every connection) nor offered with it, and none of Vert.x's own WebSocket
    /// compression. TLS itself may be set before or after.
    public static HttpServerOptions prepare(HttpServerOptions http) {
        return http.setHttp2ClearTextEnabled(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    /// Answers a request. To be called inside the server's request handler, on its event loop, before anything
    /// asynchronous has happened to the request and before its body is read.
    public void handle(HttpServerRequest request) {
        engine.handle(request);
    }

    /// Clients there are now.
    public int connections() {
        return engine.connections();
    }

    /// Closes all connections after sending what is queued, and refuses new ones; completes when the last one is
    /// gone.
    public CompletableFuture<Void> close() {
        return engine.close();
    }

    Options options() {
        return options;
    }

    Application application() {
        return application;
    }

    String newSocketId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
