package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the endpoint does, whoever asked is answered in time, and the desk goes on without it.
class ModelFailuresTest {
    private static final ModelDesk desk = new ModelDesk("SWITCHBOARD_LANGUAGE_MODEL_ANSWER_BYTES", "64KB");
    private static final byte[] NOISE = "x".repeat(1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final Map<String, ModelServer.Behaviour> BAD = bad();

    @AfterAll
    static void stop() {
        desk.close();
    }

    @BeforeEach
    void later() {
        desk.later(Duration.ofHours(2));
        desk.model.behave(ModelServer.says("Hello"));
        desk.draft(desk.conversation("Hello")).is(200);
    }

    private static Map<String, ModelServer.Behaviour> bad() {
        Map<String, ModelServer.Behaviour> bad = new LinkedHashMap<>();
        bad.put("timed_out", (_, connection) -> ModelServer.untilGone(connection));
        bad.put("timed_out after the head", (_, connection) -> {
            ModelServer.begin(connection, "Content-Length: 100\r\n");
            ModelServer.untilGone(connection);
        });
        bad.put("timed_out in the middle", (_, connection) -> {
            ModelServer.begin(connection, "Content-Length: 100\r\n").write(NOISE, 0, 50);
            ModelServer.untilGone(connection);
        });
        bad.put("timed_out, byte after byte", (_, connection) -> drip(connection));
        bad.put("too_large", (_, connection) -> {
            OutputStream out = ModelServer.begin(connection, "Content-Length: 1000000000\r\n");
            while (true) out.write(NOISE);
        });
        bad.put("too_large without an end", (_, connection) -> {
            OutputStream out = ModelServer.begin(connection, "Transfer-Encoding: chunked\r\n");
            while (true) {
                out.write("400\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                out.write(NOISE);
                out.write("\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        });
        bad.put("unreachable", (_, connection) -> reset(connection));
        bad.put("unreachable in the middle", (_, connection) -> {
            ModelServer.begin(connection, "Content-Length: 100\r\n").write(NOISE, 0, 50);
            reset(connection);
        });
        bad.put(
                "unreachable, no HTTP",
                (_, connection) -> connection
                        .getOutputStream()
                        .write("SSH-2.0-OpenSSH_9.9\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        bad.put("broken", ModelServer.body("<html>Bad gateway</html>"));
        bad.put("broken, 500", ModelServer.status(500, ""));
        bad.put("broken, 503", ModelServer.status(503, "Retry-After: 30\r\n"));
        bad.put("rejected", ModelServer.status(400, ""));
        bad.put("rejected, elsewhere", ModelServer.status(307, "Location: " + desk.model.url() + "/x\r\n"));
        bad.put("key_refused", ModelServer.status(401, ""));
        bad.put("rate_limited", ModelServer.status(429, "Retry-After: 90\r\n"));
        bad.put("unusable", ModelServer.body("{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{}]}}]}"));
        return bad;
    }

    static Stream<String> behaviours() {
        return BAD.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("behaviours")
    void a_failure_is_a_refusal_that_says_when_to_try_again(String behaviour) {
        String id = desk.conversation("Hello");
        int asked = desk.model.asked().size();
        desk.model.behave(BAD.get(behaviour));
        Rest.Answer refused = desk.draft(id).isProblem(Code.UNAVAILABLE);

        assertThat(refused.at("/reason")).isEqualTo("language_model_failed");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
        assertThat(desk.lastRequest().get("result").textValue()).isEqualTo(behaviour.replaceFirst("[ ,].*", ""));
        assertThat(desk.lastRequest().get("answer").isNull()).isTrue();
        assertThat(desk.lastRequest().toString()).doesNotContain(ModelDesk.KEY);
        // Nothing was tried twice, and nobody was followed elsewhere.
        assertThat(desk.model.asked()).hasSize(asked + 1);
        desk.sana().say(id, "I look into it myself.").is(201);
    }

    @Test
    void after_five_failures_it_is_left_alone_and_then_tried_once() {
        String id = desk.conversation("Hello");
        desk.model.behave(ModelServer.status(500, ""));
        for (int i = 0; i < 5; i++) desk.draft(id).isProblem(Code.UNAVAILABLE);
        int asked = desk.model.asked().size();
        assertThat(desk.draft(id).isProblem(Code.UNAVAILABLE).header("retry-after"))
                .isEqualTo("15");
        assertThat(desk.model.asked()).hasSize(asked);
        assertThat(desk.state().get("circuit").textValue()).isEqualTo("open");
        assertThat(desk.state().get("restsUntil").textValue()).isNotNull();

        desk.later(Duration.ofSeconds(16));
        desk.draft(id).isProblem(Code.UNAVAILABLE);
        assertThat(desk.model.asked()).hasSize(asked + 1);
        assertThat(desk.draft(id).header("retry-after")).isEqualTo("30");

        desk.later(Duration.ofSeconds(31));
        desk.model.behave(ModelServer.says("Here again"));
        assertThat(desk.draft(id).is(200).at("/draft")).isEqualTo("Here again");
        assertThat(desk.state().get("circuit").textValue()).isEqualTo("closed");
    }

    @Test
    void an_endpoint_that_says_how_long_to_wait_is_left_alone_so_long() {
        String id = desk.conversation("Hello");
        desk.model.behave(ModelServer.status(429, "Retry-After: 90\r\n"));
        assertThat(desk.draft(id).isProblem(Code.UNAVAILABLE).header("retry-after"))
                .isEqualTo("90");
        int asked = desk.model.asked().size();
        assertThat(desk.draft(id).isProblem(Code.UNAVAILABLE).header("retry-after"))
                .isEqualTo("90");
        assertThat(desk.model.asked()).hasSize(asked);
        desk.later(Duration.ofSeconds(91));
        desk.model.behave(ModelServer.says("Hello"));
        desk.draft(id).is(200);
    }

    @Test
    void where_nobody_listens_the_desk_goes_on() {
        try (ModelDesk other = new ModelDesk("SWITCHBOARD_LANGUAGE_MODEL_URL", "http://127.0.0.1:1/v1")) {
            String id = other.conversation("Hello");
            other.draft(id).isProblem(Code.UNAVAILABLE);
            assertThat(other.lastRequest().get("result").textValue()).isEqualTo("unreachable");
            other.sana().say(id, "Hello Ayesha").is(201);
        }
    }

    @Test
    void a_server_that_stops_waits_for_no_model() {
        ModelDesk other = new ModelDesk("SWITCHBOARD_LANGUAGE_MODEL_TIMEOUT", "10m");
        String id = other.conversation("Hello");
        other.model.behave((_, connection) -> ModelServer.untilGone(connection));
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                other.draft(id);
            } catch (RuntimeException gone) {
                // The server stopped.
            }
        });
        Eventually.until("it was asked", () -> !other.model.asked().isEmpty());
        long begun = System.nanoTime();
        other.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        asking.interrupt();
    }

    /// As slowly as nobody could wait for, and never silent.
    private static void drip(Socket connection) throws java.io.IOException {
        OutputStream out = ModelServer.begin(connection, "Content-Length: 100000000\r\n");
        connection.setSoTimeout(50);
        while (true) {
            out.write(' ');
            out.flush();
            try {
                if (connection.getInputStream().read() < 0) return;
            } catch (java.net.SocketTimeoutException again) {
                // Nothing was said, as expected.
            }
        }
    }

    private static void reset(Socket connection) throws java.io.IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }
}
