package chat.switchboard.http.operations;

import chat.switchboard.http.api.Metrics;
import chat.switchboard.http.api.Problem;
import chat.switchboard.http.api.Problems;
import chat.switchboard.kernel.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What balancers and monitoring ask, without a token: `/health/live`, `/health/ready`, `/metrics`. None has a rate
/// limit, so none may cost much: an answer is at most a second old, and shared by all who ask.
public final class Operations {
    private static final Set<String> PATHS = Set.of("/health/live", "/health/ready", "/metrics");
    private static final String JSON = "application/json";
    private static final String UP = "{\"status\":\"up\"}";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    /// Who asks for readiness gives up soon; no answer is an answer.
    private static final int LONGEST_CHECK_SECONDS = 2;

    private final Readiness readiness;
    private final Supplier<List<String>> overdueJobs;
    private final OnceASecond<Readiness.State> ready;
    private final OnceASecond<String> metrics;

    public Operations(Readiness readiness, Metrics metrics, Supplier<List<String>> overdueJobs) {
        this.readiness = readiness;
        this.overdueJobs = overdueJobs;
        this.ready = new OnceASecond<>("readiness", readiness::look);
        this.metrics = new OnceASecond<>("metrics", metrics::text);
    }

    public static boolean has(String path) {
        return PATHS.contains(path);
    }

    /// From now on balancers are told to send nobody here.
    public void stopping() {
        readiness.stopping();
    }

    /// Call on the request's event loop.
    public void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            request.response().putHeader("Allow", "GET, HEAD");
            Problems.answer(request, Problem.of(Refusal.notFound()).withStatus(405));
            return;
        }
        switch (request.path()) {
            case "/health/live" -> answer(request, 200, JSON, UP);
            case "/health/ready" -> ready(request);
            case "/metrics" -> metrics(request);
            default -> Problems.answer(request, Problem.of(Refusal.notFound()));
        }
    }

    private void ready(HttpServerRequest request) {
        if (readiness.isStopping()) {
            answer(request, Readiness.State.STOPPING);
            return;
        }
        var state = ready.get()
                .copy()
                .completeOnTimeout(Readiness.State.DATABASE_UNAVAILABLE, LONGEST_CHECK_SECONDS, TimeUnit.SECONDS);
        onEventLoop(state, found -> answer(request, found));
    }

    private void metrics(HttpServerRequest request) {
        onEventLoop(metrics.get(), text -> answer(request, 200, PROMETHEUS, text));
    }

    private void answer(HttpServerRequest request, Readiness.State state) {
        if (state == Readiness.State.READY) answer(request, 200, JSON, up(overdueJobs.get()));
        else
            answer(
                    request,
                    503,
                    JSON,
                    String.format(Locale.ROOT, "{\"status\":\"down\",\"reason\":\"%s\"}", name(state)));
    }

    /// A job that hangs is named, but the node serves on: to stop it would end what still works.
    private static String up(List<String> overdue) {
        return overdue.isEmpty()
                ? UP
                : "{\"status\":\"up\",\"overdueJobs\":[\"" + String.join("\",\"", overdue) + "\"]}";
    }

    private static String name(Readiness.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static void answer(HttpServerRequest request, int status, String type, String body) {
        if (request.response().closed()) return;
        request.response().setStatusCode(status).putHeader("Content-Type", type).end(body);
    }

    private static <T> void onEventLoop(CompletableFuture<T> value, Consumer<T> answer) {
        Context context = Vertx.currentContext();
        value.thenAccept(found -> context.runOnContext(_ -> answer.accept(found)));
    }
}
