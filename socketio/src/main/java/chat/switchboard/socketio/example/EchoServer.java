package chat.switchboard.socketio.example;

import chat.switchboard.socketio.Options;
import chat.switchboard.socketio.SocketIoServer;
import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.engine.EngineServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/// The servers that the official protocol suites are written against, and a plain WebSocket beside them.
///
/// On `/socket.io/`: Socket.IO with the namespaces `/` and `/custom`; on connection the event `auth` with what the
/// client sent as such; `message` comes back as `message-back`, `message-with-ack` is acknowledged with its
/// arguments. On `/engine.io/`: Engine.IO that echoes every message; if engine-only, on both paths. On
/// `/websocket`: a WebSocket that echoes every message.
public final class EchoServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final EngineOptions options;
    private final EngineServer engine;
    private final SocketIoServer sockets;
    private final boolean engineOnly;
    private volatile int port;

    private EchoServer(EngineOptions options, boolean engineOnly) {
        this.options = options;
        this.engine = new EngineServer(options, EngineEcho::new);
        this.sockets = new SocketIoServer(Options.of(options), SocketEcho::admit);
        this.engineOnly = engineOnly;
    }

    /// Listens on `port`, or a free one if it is negative, with one event loop for each processor.
    public static EchoServer start(int port, EngineOptions options, boolean engineOnly) {
        EchoServer server = new EchoServer(options, engineOnly);
        int loops = Runtime.getRuntime().availableProcessors();
        server.vertx
                .deployVerticle(() -> server.new Listening(port), new DeploymentOptions().setInstances(loops))
                .await();
        return server;
    }

    public int port() {
        return port;
    }

    private void route(HttpServerRequest request) {
        switch (request.path()) {
            case "/socket.io/" -> {
                if (engineOnly) engine.handle(request);
                else sockets.handle(request);
            }
            case "/engine.io/" -> engine.handle(request);
            case "/websocket" -> WebSocketEcho.handle(request, options);
            default -> request.response().setStatusCode(404).end();
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private final class Listening extends VerticleBase {
        private final int wantedPort;

        Listening(int wantedPort) {
            this.wantedPort = wantedPort;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(SocketIoServer.prepare(new HttpServerOptions().setPort(wantedPort)))
                    .requestHandler(EchoServer.this::route)
                    .listen()
                    .onSuccess(listening -> port = listening.actualPort());
        }
    }
}
