package chat.switchboard.http;

import chat.switchboard.http.api.Api;
import chat.switchboard.http.api.Body;
import chat.switchboard.http.api.Exchange;
import chat.switchboard.http.api.Metrics;
import chat.switchboard.http.api.Problem;
import chat.switchboard.http.api.Problems;
import chat.switchboard.http.api.PublishedDocument;
import chat.switchboard.http.api.Rates;
import chat.switchboard.http.operations.Operations;
import chat.switchboard.http.operations.Readiness;
import chat.switchboard.http.pages.Pages;
import chat.switchboard.http.routes.Features;
import chat.switchboard.http.routes.Routes;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.scheduler.Job;
import chat.switchboard.socketio.SocketIoServer;
import chat.switchboard.socketio.engine.ClientAddress;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The one port: pages, REST, sockets, health and metrics.
public final class WebServer {
    static final String SOCKETS = "/socket.io/";

    private static final int LONGEST_REQUEST_LINE = 8 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    /// A crowd that reconnects at once waits here, not in vain.
    private static final int BACKLOG = 4096;
    /// Longer than any long poll waits.
    private static final int IDLE_SECONDS = 75;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final SocketIoServer sockets;
    private final Map<String, PublishedDocument> published;
    private final Pages pages;
    private final Cors cors;
    private final Api api;
    private final SetupHints hints = new SetupHints();
    private final Operations operations;
    private final Rates rates;
    private final Connections connections;
    private final Connections managementConnections;
    private final Connections redirectConnections;
    private final Metrics metrics;
    private final CertificateWatch certificate;
    private volatile HttpServer listening;
    private volatile int port;
    private volatile int managementPort;
    private volatile int redirectPort;
    private String deployment;

    /// Reads the pages and the certificate; does not listen yet.
    ///
    /// @throws UnusableCertificateException with what is wrong and what to do
    public WebServer(Vertx vertx, HttpSettings settings, Features features, SocketIoServer sockets, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.sockets = sockets;
        this.certificate = settings.tls()
                .map(files -> new CertificateWatch(files, vertx, clock))
                .orElse(null);
        this.published = Map.of(
                Api.ROOT + "/openapi.json",
                        new PublishedDocument(features.contract().openApi()),
                Api.ROOT + "/asyncapi.json",
                        new PublishedDocument(features.contract().asyncApi()));
        this.pages = new Pages(
                settings.home(), key -> features.sites().ancestors(key, settings.widgetSites()), settings.demoShop());
        this.cors = new Cors(settings.origins());
        this.metrics = features.metrics();
        var readiness = new Readiness(features.database(), features.conversations()::commits, settings.disk());
        this.operations = new Operations(readiness, metrics, features.overdueJobs());
        this.rates = new Rates(settings.limits().rates(), clock);
        var routes = Routes.of(features, settings.limits().longPolls(), settings.https(), settings.origins(), clock);
        this.api = new Api(features.identity(), features.contract(), routes, metrics, rates);
        var guarded = new ConnectionGuard.Limits(
                settings.limits().headTime(),
                settings.limits().bodyTime(),
                Body.MOST_BYTES,
                settings.limits().importBody(),
                2 * settings.limits().socketBody(),
                api::bringsFile);
        var headers = new Headers(settings.https());
        var bodies = new UnfinishedBodies(settings.limits().unfinishedBodies());
        // Behind a proxy every connection is the proxy's.
        int perAddress = settings.trustedProxies() > 0 ? 0 : settings.limits().connectionsPerAddress();
        this.connections = new Connections(perAddress, guarded, headers, bodies);
        this.managementConnections = new Connections(0, guarded.withoutFiles(), headers, bodies);
        // Strict-Transport-Security is for answers over TLS (RFC 6797 §7.2).
        this.redirectConnections = new Connections(perAddress, guarded.withoutFiles(), new Headers(false), bodies);
    }

    /// Listens when it returns, with one event loop for each processor.
    ///
    /// @throws CannotListenException when somebody else listens there
    public void listen() {
        var loops = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            deployment = vertx.deployVerticle(Loop::new, loops)
                    .compose(deployed -> listenForManagement().map(deployed))
                    .compose(deployed -> listenForRedirect().map(deployed))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            if (certificate != null) certificate.serves(listening);
        } catch (CompletionException e) {
            if (e.getCause() instanceof CannotListenException cause) throw cause;
            throw e;
        }
    }

    public List<Job> jobs() {
        return certificate == null ? List.of() : List.of(certificate.job());
    }

    /// The port, also where a free one was asked for.
    public int port() {
        return port;
    }

    /// The port of health and metrics, where they have one of their own.
    public int managementPort() {
        return managementPort;
    }

    /// The port of plain HTTP that leads to https, where there is one.
    public int redirectPort() {
        return redirectPort;
    }

    /// Tells balancers to send nobody here any more.
    public void announceStop() {
        operations.stopping();
    }

    /// Stops listening, lets requests that are being answered finish for a moment, then closes all connections.
    public void stop() {
        if (deployment != null)
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        hints.forwarded(request, settings.trustedProxies());
        guarded(request, () -> {
            if (path.startsWith(SOCKETS)) sockets.handle(request);
            // An answer before the end of the body would have to be the connection's last.
            else Body.read(request, body -> guarded(request, () -> route(request, path, body)));
        });
    }

    private void route(HttpServerRequest request, String path, Buffer body) {
        if (Operations.has(path) && settings.managementPort().isEmpty()) {
            operations.handle(request);
            return;
        }
        String address = ClientAddress.of(request, settings.trustedProxies());
        if (rates.request(address) instanceof Outcome.Refused<String>(Refusal refusal)) {
            SecurityLog.refused(refusal, null, address, "requests");
            Problems.answer(request, Problem.of(refusal));
        } else if (path.startsWith(Api.ROOT + "/")) handleApi(request, path, new Api.Arrived(address, body));
        else pages.handle(request);
    }

    private void handleApi(HttpServerRequest request, String path, Api.Arrived arrived) {
        if (cors.isAnswered(request)) return;
        PublishedDocument document = published.get(path);
        if (document != null) document.serve(request);
        else api.handle(request, arrived);
    }

    private void guarded(HttpServerRequest request, Runnable work) {
        try {
            work.run();
        } catch (Throwable fault) {
            new Exchange(request, "unknown", metrics).fail(fault);
        }
    }

    private Future<Void> listenForManagement() {
        if (settings.managementPort().isEmpty()) return Future.succeededFuture();
        int wanted = settings.managementPort().get();
        return vertx.createHttpServer(options())
                .connectionHandler(managementConnections::begun)
                .requestHandler(request -> Body.read(request, _ -> operations.handle(request)))
                .listen(wanted, settings.host())
                .recover(fault -> Future.failedFuture(cannotListen(wanted, "SWITCHBOARD_MANAGEMENT_PORT=", fault)))
                .onSuccess(it -> managementPort = it.actualPort())
                .mapEmpty();
    }

    private HttpServerOptions options() {
        return SocketIoServer.prepare(new HttpServerOptions())
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setAcceptBacklog(BACKLOG)
                .setIdleTimeout(IDLE_SECONDS)
                .setSslHandshakeTimeout(settings.limits().headTime().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHandle100ContinueAutomatically(true);
    }

    private Future<Void> listenForRedirect() {
        if (settings.redirect().isEmpty()) return Future.succeededFuture();
        HttpsRedirect redirect = settings.redirect().get();
        return vertx.createHttpServer(options())
                .connectionHandler(redirectConnections::begun)
                .requestHandler(request -> Body.read(request, _ -> redirect.answer(request, port)))
                .listen(redirect.port(), settings.host())
                .recover(fault ->
                        Future.failedFuture(cannotListen(redirect.port(), "SWITCHBOARD_HTTP_REDIRECT_PORT=", fault)))
                .onSuccess(it -> redirectPort = it.actualPort())
                .mapEmpty();
    }

    private Throwable cannotListen(int wanted, String flag, Throwable fault) {
        return fault instanceof IOException cause
                ? new CannotListenException(settings.host(), wanted, flag, cause)
                : fault;
    }

    /// One event loop's share of the port.
    private final class Loop extends VerticleBase {
        private HttpServer server;

        @Override
        public Future<?> start() {
            // Negative: a free port, the same for all loops.
            int wanted = settings.port() == 0 ? -1 : settings.port();
            HttpServerOptions options =
                    certificate == null ? options() : certificate.current().secure(options());
            server = vertx.createHttpServer(options)
                    .connectionHandler(connections::begun)
                    .requestHandler(WebServer.this::handle);
            return server.listen(wanted, settings.host())
                    .recover(fault -> Future.failedFuture(cannotListen(settings.port(), "--port ", fault)))
                    .onSuccess(it -> {
                        port = it.actualPort();
                        listening = it;
                    });
        }

        @Override
        public Future<?> stop() {
            return server.shutdown(2, TimeUnit.SECONDS);
        }
    }
}
