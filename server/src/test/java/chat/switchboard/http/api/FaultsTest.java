package chat.switchboard.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.contract.Contract;
import chat.switchboard.kernel.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/// Whatever breaks behind a request, errors of the machine included: one answer, and one line in the log with its id.
class FaultsTest {
    final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("at once", (Route) _ -> {
                    throw new StackOverflowError();
                }),
                Arguments.of("later", (Route) _ -> CompletableFuture.failedFuture(new OutOfMemoryError("for a test"))),
                Arguments.of("while its answer is made", (Route) _ -> done().thenApply(_ -> {
                    throw new NoClassDefFoundError("for a test");
                })),
                Arguments.of("while it is written", (Route) _ -> CompletableFuture.completedFuture(
                        Outcome.done(new ApiResponse(-1, null, List.of(), null, Map.of())))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void a_request_that_breaks_is_answered_once(String when, Route route) throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("chat.switchboard");
        logger.addAppender(log);
        try {
            HttpResponse<String> answer = get(serve(route));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(log.list).hasSize(1);
            String id = log.list.getFirst().getArgumentArray()[0].toString();
            assertThat(answer.body()).contains("\"instance\":\"urn:uuid:" + id + "\"");
        } finally {
            logger.detachAppender(log);
        }
    }

    private static CompletionStage<Outcome<ApiResponse>> done() {
        return CompletableFuture.completedFuture(Outcome.done(ApiResponse.nothing()));
    }

    private int serve(Route route) {
        Contract contract = Contract.load();
        Map<String, Route> routes = new HashMap<>();
        contract.operations().forEach(operation -> routes.put(operation.id(), route));
        Api api = new Api(null, contract, routes, new Metrics(), null);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> api.handle(request, new Api.Arrived("127.0.0.1", Buffer.buffer())));
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static HttpResponse<String> get(int port) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/categories");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
