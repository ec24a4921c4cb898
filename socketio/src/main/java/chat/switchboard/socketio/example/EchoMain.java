package chat.switchboard.socketio.example;

import chat.switchboard.socketio.Options;
import chat.switchboard.socketio.SocketIoServer;
import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.engine.EngineServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The server that the official Engine.IO and Socket.IO protocol test suites are written against.
///
/// On `/socket.io/`: Socket.IO with the namespaces `/` and `/custom`; on connection the event `auth` with what the
/// client sent as such; `message` comes back as `message-back`, `message-with-ack` is acknowledged with its
/// arguments. On `/engine.io/`: Engine.IO that echoes every message; with `--engine-only` on both paths. On
/// `/websocket`: a plain WebSocket that echoes every message. The defaults are what the suites expect.
public final class EchoMain {
    private static final Map<String, Integer> DEFAULTS = new TreeMap<>(Map.of(
            "--port", 3000,
            "--ping-interval", 300,
            "--ping-timeout", 200,
            "--connect-timeout", 1000,
            "--max-payload", 1_000_000,
            "--max-connections", 100_000));

    private EchoMain() {}

    public static void main(String[] args) {
        Map<String, Integer> settings = new TreeMap<>(DEFAULTS);
        boolean engineOnly = Arrays.asList(args).contains("--engine-only");
        boolean compression = Arrays.asList(args).contains("--compression");
        List<String> pairs = Arrays.stream(args)
                .filter(arg -> !arg.equals("--engine-only") && !arg.equals("--compression"))
                .toList();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!DEFAULTS.containsKey(pairs.get(i)) || i + 1 == pairs.size()) usage();
            settings.put(pairs.get(i), Integer.parseInt(pairs.get(i + 1)));
        }
        start(settings.get("--port"), options(settings).with(o -> o.compression = compression), engineOnly);
        System.out.println("Echo: " + settings);
    }

    private static void usage() {
        System.err.println(
                "Options: --engine-only, --compression, and with a value (times in milliseconds) " + DEFAULTS);
        System.exit(2);
    }

    private static EngineOptions options(Map<String, Integer> settings) {
        return EngineOptions.defaults().with(o -> {
            o.pingInterval = Duration.ofMillis(settings.get("--ping-interval"));
            o.pingTimeout = Duration.ofMillis(settings.get("--ping-timeout"));
            o.connectTimeout = Duration.ofMillis(settings.get("--connect-timeout"));
            o.maxPayload = settings.get("--max-payload");
            o.maxConnectionsPerAddress = settings.get("--max-connections");
        });
    }

    /// Listens on `port`, 0 for any.
    ///
    /// @param engineOnly whether `/socket.io/` speaks plain Engine.IO too
    public static HttpServer start(int port, EngineOptions options, boolean engineOnly) {
        EngineServer engine = new EngineServer(options, EngineEcho::new);
        SocketIoServer sockets = new SocketIoServer(Options.of(options), SocketEcho::admit);
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        HttpServer server = vertx.createHttpServer(SocketIoServer.prepare(new HttpServerOptions().setPort(port)));
        server.requestHandler(request -> {
            if (request.path().startsWith("/socket.io/") && !engineOnly) sockets.handle(request);
            else plain(request, engine, options);
        });
        return server.listen().await();
    }

    private static void plain(HttpServerRequest request, EngineServer engine, EngineOptions options) {
        switch (request.path()) {
            case "/engine.io/", "/socket.io/" -> engine.handle(request);
            case "/websocket" -> WebSocketEcho.handle(request, options);
            default -> request.response().setStatusCode(404).end();
        }
    }
}
