package chat.switchboard.http;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.socketio.SocketIoServer;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The one port: pages, REST, sockets, health and metrics.
public final class WebServer {
    private static final int LONGEST_REQUEST_LINE = 8 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    /// A crowd that reconnects at once waits here, not in vain.
    private static final int BACKLOG = 4096;
    /// Longer than any long poll waits.
    private static final int IDLE_SECONDS = 75;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final SocketIoServer sockets;
    private final Contract contract = Contract.load();
    private final Pages pages;
    private final Cors cors;
    private final Api api;
    private final SetupHints hints = new SetupHints();
    private final Health health;
    private final Metrics metrics;
    private volatile int port;
    private String deployment;

    /// Reads the contract and the pages; does not listen yet.
    public WebServer(Vertx vertx, HttpSettings settings, Doors doors, SocketIoServer sockets, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.sockets = sockets;
        this.pages = new Pages(settings.home(), settings.widgetSites(), settings.demoShop());
        this.cors = new Cors(settings.origins());
        this.health = new Health(doors.database());
        this.metrics = doors.metrics();
        var resources = new Resources(contract, routes(doors, clock));
        this.api = new Api(doors.identity(), resources, metrics, settings.trustedProxies());
    }

    /// Listens when it returns, with one event loop for each processor.
    ///
    /// @throws CannotListenException when somebody else listens there
    public void listen() {
        var loops = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            deployment = vertx.deployVerticle(Loop::new, loops)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) throw new CannotListenException(settings, cause);
            throw e;
        }
    }

    /// The port, also where a free one was asked for.
    public int port() {
        return port;
    }

    /// Tells balancers to send nobody here any more.
    public void announceStop() {
        health.stopping();
    }

    /// Stops listening, lets requests that are being answered finish for a moment, then closes all connections.
    public void stop() {
        if (deployment != null)
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
    }

    private Map<String, Route> routes(Doors doors, Clock clock) {
        var news = new News(doors.conversations());
        metrics.gauge("switchboard.long.polls", "Requests that wait for news", news::waiting);
        Map<String, Route> routes = new HashMap<>();
        routes.putAll(new SessionRoutes(doors.identity(), settings.https(), settings.origins(), clock).byOperation());
        routes.putAll(new ConversationRoutes(
                        doors.conversations(), doors.inbox(), doors.floor().routing()::place)
                .byOperation());
        routes.putAll(new MessageRoutes(
                        doors.identity(), doors.conversations(), doors.floor().presence(), news)
                .byOperation());
        routes.putAll(new DeskRoutes(doors.desk()).byOperation());
        routes.putAll(new FloorRoutes(doors.floor(), doors.identity()).byOperation());
        return routes;
    }

    private void handle(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        hints.forwarded(request, settings.trustedProxies());
        try {
            if (path.startsWith("/socket.io/")) sockets.handle(request);
            else if (path.startsWith(Api.ROOT + "/")) handleApi(request, path);
            else handleOther(request, path);
        } catch (Throwable fault) {
            new Exchange(request, "unknown", metrics).fail(fault);
        }
    }

    private void handleApi(HttpServerRequest request, String path) {
        if (cors.isAnswered(request)) return;
        if (path.equals(Api.ROOT + "/openapi.json")) serveContract(request);
        else api.handle(request);
    }

    private void handleOther(HttpServerRequest request, String path) {
        switch (path) {
            case "/health/live" -> health.live(request);
            case "/health/ready" -> health.ready(request);
            case "/metrics" ->
                request.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(metrics.text());
            default -> pages.handle(request);
        }
    }

    private void serveContract(HttpServerRequest request) {
        Headers.ofApi(request.response());
        request.response().putHeader("Content-Type", "application/json").end(contract.published());
    }

    /// What is not even HTTP.
    private static void refuseInvalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem = cause instanceof TooLongHttpLineException || cause instanceof TooLongHttpHeaderException
                ? Problem.of(Refusal.of(Code.TOO_LARGE, "The address or a header is too long."))
                        .withStatus(cause instanceof TooLongHttpLineException ? 414 : 431)
                : Problem.of(Refusal.of(Code.VALIDATION_FAILED, "This is not HTTP."))
                        .withStatus(400);
        Problems.answer(request, problem);
        request.connection().close();
    }

    /// One event loop's share of the port.
    private final class Loop extends VerticleBase {
        private HttpServer server;

        @Override
        public Future<?> start() {
            // Negative: a free port, the same for all loops.
            int wanted = settings.port() == 0 ? -1 : settings.port();
            server = vertx.createHttpServer(options())
                    .requestHandler(WebServer.this::handle)
                    .invalidRequestHandler(WebServer::refuseInvalid);
            return server.listen(wanted, settings.host()).onSuccess(it -> port = it.actualPort());
        }

        @Override
        public Future<?> stop() {
            return server.shutdown(2, TimeUnit.SECONDS);
        }

        private HttpServerOptions options() {
            return SocketIoServer.prepare(new HttpServerOptions())
                    .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                    .setMaxHeaderSize(LARGEST_HEADERS)
                    .setAcceptBacklog(BACKLOG)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setHandle100ContinueAutomatically(true);
        }
    }
}
