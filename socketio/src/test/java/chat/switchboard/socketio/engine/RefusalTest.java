package chat.switchboard.socketio.engine;

import static chat.switchboard.socketio.engine.EngineFixture.next;
import static chat.switchboard.socketio.raw.Polling.get;
import static chat.switchboard.socketio.raw.Polling.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are refused, and what they are told.
class RefusalTest {
    private final EngineFixture fixture = new EngineFixture(o -> o.maxPayload = 1000);

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static void assertRefused(HttpResponse<String> response, int code, String message) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=4, 0, Transport unknown",
        "EIO=4&transport=, 0, Transport unknown",
        "EIO=4&transport=flashsocket, 0, Transport unknown",
        "EIO=4&transport=constructor, 0, Transport unknown",
        "EIO=4&transport=polling&sid=none, 1, Session ID unknown",
        "EIO=4&transport=polling&sid=__proto__, 1, Session ID unknown",
        "EIO=4&transport=polling&sid=toString, 1, Session ID unknown",
        "EIO=4&transport=polling&sid=, 1, Session ID unknown",
        "EIO=4&transport=websocket, 3, Bad request",
        "EIO=4&transport=polling&transport=polling, 3, Bad request",
        "transport=polling, 5, Unsupported protocol version",
        "EIO=3&transport=polling, 5, Unsupported protocol version",
        "EIO=04&transport=polling, 5, Unsupported protocol version"
    })
    void a_wrong_query_is_told_what_is_wrong(String query, int code, String message) {
        assertRefused(get(fixture.url(query)), code, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void only_get_opens_a_session(String method) {
        assertRefused(method(method, fixture.url("EIO=4&transport=polling")), 2, "Bad handshake method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void a_session_knows_get_and_post_only(String method) {
        String query = "EIO=4&transport=polling&sid=" + fixture.polling().sid();
        assertRefused(method(method, fixture.url(query)), 3, "Bad request");
    }

    @Test
    void a_websocket_with_a_wrong_query_is_refused_by_http() {
        assertThat(fixture.webSocket("EIO=4&transport=websocket&sid=none").status())
                .isEqualTo(400);
        assertThat(fixture.webSocket("EIO=4&transport=polling").status()).isEqualTo(400);
    }

    /// The way in which an old reference server was brought down from outside.
    @Test
    void a_session_cannot_change_its_transport_in_passing() {
        Polling polling = fixture.polling();
        String sid = "&sid=" + polling.sid();
        assertRefused(get(fixture.url("EIO=4&transport=websocket" + sid)), 3, "Bad request");
        assertThat(fixture.webSocket("EIO=4&transport=polling" + sid).status()).isEqualTo(400);
        polling.post("4still here").join();
        assertThat(polling.polled()).isEqualTo("4still here");
    }

    @Test
    void a_websocket_session_cannot_be_polled() {
        try (RawWebSocket socket = fixture.webSocket("EIO=4&transport=websocket")) {
            String sid = Polling.handshake(socket.receiveText()).get("sid").asText();
            assertRefused(get(fixture.url("EIO=4&transport=polling&sid=" + sid)), 3, "Bad request");
            assertThat(socket.text("4still here").receiveText()).isEqualTo("4still here");
        }
    }

    private RawWebSocket rawPost(Polling polling, String headers, String body) {
        String request = "POST /engine.io/?EIO=4&transport=polling&sid=" + polling.sid()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n" + headers + "\r\n" + body;
        return RawWebSocket.sent(fixture.server.port(), request);
    }

    @Test
    void a_second_post_beside_the_first_ends_the_session() {
        Polling polling = fixture.polling();
        try (RawWebSocket first = rawPost(polling, "Content-Length: 7\r\n", "4he")) {
            // Which of the two arrives first is the network's affair: one waits for the rest of its body.
            while (polling.post("4x").join().statusCode() == 200)
                assertThat(polling.polled()).isEqualTo("4x");
            assertThat(next(fixture.closed)).isEqualTo(CloseReason.MALFORMED);
            first.send("llo!".getBytes());
            assertThat(first.answer()).startsWith("HTTP/1.1 400");
        }
        assertThat(polling.poll().join().statusCode()).isEqualTo(400);
    }

    /// An answer that says so is the last one: whatever is sent behind it leads to nothing.
    private static void assertLastAnswer(RawWebSocket request, int status) {
        assertThat(request.answer()).startsWith("HTTP/1.1 " + status).containsIgnoringCase("connection: close");
        assertThat(request.rest()).startsWith("{\"code\":").endsWith("}");
    }

    private static final String ANOTHER = "GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void a_body_over_the_limit_is_refused_by_its_announced_length() {
        Polling polling = fixture.polling();
        for (String sent : List.of("", "4".repeat(1001) + ANOTHER, "4".repeat(1001) + ANOTHER.repeat(1000))) {
            try (RawWebSocket post = rawPost(polling, "Content-Length: 1001\r\n", sent)) {
                assertLastAnswer(post, sent.isEmpty() ? 413 : 400);
            }
        }
        assertThat(polling.poll().join().statusCode()).isEqualTo(400);
        assertThat(fixture.opened).hasSize(1);
    }

    @Test
    void a_body_over_the_limit_without_a_length_is_refused_as_it_comes() {
        Polling polling = fixture.polling();
        String chunk = "258\r\n" + "4".repeat(600) + "\r\n";
        try (RawWebSocket post =
                rawPost(polling, "Transfer-Encoding: chunked\r\n", chunk + chunk + "0\r\n\r\n" + ANOTHER)) {
            assertLastAnswer(post, 413);
        }
        assertThat(polling.poll().join().statusCode()).isEqualTo(400);
        assertThat(fixture.opened).hasSize(1);
    }

    /// However it comes, nobody reads a body for ever.
    @Test
    void a_body_without_end_is_not_read_to_its_end() {
        byte[] chunk = ("258\r\n" + "4".repeat(600) + "\r\n").getBytes();
        try (RawWebSocket post = rawPost(fixture.polling(), "Transfer-Encoding: chunked\r\n", "")) {
            assertThatThrownBy(() -> {
                        while (true) post.send(chunk);
                    })
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 7\r\n", "Transfer-Encoding: chunked\r\n"})
    void a_body_that_does_not_come_in_time_ends_the_request_and_the_session(String headers) {
        try (EngineFixture hasty = new EngineFixture(o -> o.receiveTimeout = Duration.ofMillis(100))) {
            Polling polling = hasty.polling();
            String body = headers.startsWith("C") ? "4he" : "3\r\n4he\r\n";
            String request = "POST /engine.io/?EIO=4&transport=polling&sid=" + polling.sid()
                    + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
            try (RawWebSocket post = RawWebSocket.sent(hasty.server.port(), request)) {
                assertLastAnswer(post, 408);
            }
            assertThat(next(hasty.closed)).isEqualTo(CloseReason.MALFORMED);
        }
    }

    static Stream<Arguments> bodiesNobodyReads() {
        String sid = "&sid=" + "#";
        return Stream.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD")
                .flatMap(method -> Stream.of(
                                "EIO=4&transport=polling",
                                "EIO=4&transport=websocket",
                                "EIO=4&transport=polling&sid=none",
                                "EIO=4&transport=websocket" + sid,
                                "EIO=4",
                                "%")
                        .flatMap(query -> Stream.of("Content-Length: 100000\r\n", "Transfer-Encoding: chunked\r\n")
                                .map(headers -> Arguments.of(method, query, headers))));
    }

    /// Such a body may have no end, so the connection ends with the answer.
    @ParameterizedTest
    @MethodSource("bodiesNobodyReads")
    void a_refused_request_with_a_body_ends_its_connection(String method, String query, String headers) {
        String target = "/engine.io/?" + query.replace("#", fixture.polling().sid());
        String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
        try (RawWebSocket sent = RawWebSocket.sent(fixture.server.port(), request)) {
            assertThat(sent.answer()).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close");
            sent.rest();
        }
    }

    @Test
    void a_get_with_a_body_opens_nothing_and_polls_nothing() {
        Polling polling = fixture.polling();
        for (String query : List.of("EIO=4&transport=polling", "EIO=4&transport=polling&sid=" + polling.sid())) {
            String request = "GET /engine.io/?" + query + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n4a";
            try (RawWebSocket sent = RawWebSocket.sent(fixture.server.port(), request)) {
                assertLastAnswer(sent, 400);
            }
        }
        assertThat(fixture.opened).hasSize(1);
        polling.post("4still here").join();
        assertThat(polling.polled()).isEqualTo("4still here");
    }

    @Test
    void a_connection_whose_bodies_were_read_is_kept() {
        Polling polling = fixture.polling();
        String post = "POST /engine.io/?EIO=4&transport=polling&sid=" + polling.sid()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n";
        try (RawWebSocket sent = RawWebSocket.sent(fixture.server.port(), post + "4a" + post + "4b")) {
            assertThat(sent.answer()).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection: close");
        }
        assertThat(polling.polled()).startsWith("4a");
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() {
        Polling polling = fixture.polling();
        assertThat(polling.post("4" + "x".repeat(999)).join().statusCode()).isEqualTo(200);
        assertThat(polling.polled()).hasSize(1000);
    }

    @Test
    void a_post_that_breaks_off_ends_the_session() {
        Polling polling = fixture.polling();
        rawPost(polling, "Content-Length: 7\r\n", "4he").cut();
        assertThat(next(fixture.closed)).isEqualTo(CloseReason.MALFORMED);
        assertThat(polling.poll().join().statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0{}", "2", "5", "8", "4a\u001e", "bnot base64", "4a\u001e9"})
    void a_payload_that_is_none_ends_the_session(String payload) {
        Polling polling = fixture.polling();
        assertThat(polling.post(payload).join().statusCode()).isEqualTo(400);
        assertThat(polling.poll().join().statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0{}", "2", "2probe", "5", "8", "é"})
    void a_websocket_packet_that_is_none_ends_the_session(String packet) {
        try (RawWebSocket socket = fixture.webSocket()) {
            assertThat(socket.text(packet).receiveClose()).isEqualTo(1008);
        }
    }

    @Test
    void others_do_not_notice() {
        try (RawWebSocket bystander = fixture.webSocket()) {
            try (RawWebSocket offender = fixture.webSocket()) {
                offender.text("nonsense").receiveClose();
            }
            assertThat(bystander.text("4well").receiveText()).isEqualTo("4well");
        }
    }
}
