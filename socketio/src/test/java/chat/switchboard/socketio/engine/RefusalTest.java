package chat.switchboard.socketio.engine;

import static chat.switchboard.socketio.engine.EngineFixture.next;
import static chat.switchboard.socketio.raw.Polling.get;
import static chat.switchboard.socketio.raw.Polling.method;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            assertThat(fixture.webSocket("EIO=4&transport=websocket&sid=" + sid).status())
                    .isEqualTo(400);
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

    @Test
    void a_body_over_the_limit_is_refused_by_its_announced_length() {
        Polling polling = fixture.polling();
        try (RawWebSocket post = rawPost(polling, "Content-Length: 1001\r\n", "")) {
            assertThat(post.answer()).startsWith("HTTP/1.1 413");
        }
        assertThat(polling.poll().join().statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_over_the_limit_without_a_length_is_refused_as_it_comes() {
        Polling polling = fixture.polling();
        String chunk = "258\r\n" + "4".repeat(600) + "\r\n";
        try (RawWebSocket post = rawPost(polling, "Transfer-Encoding: chunked\r\n", chunk + chunk)) {
            assertThat(post.answer()).startsWith("HTTP/1.1 413");
        }
        assertThat(polling.poll().join().statusCode()).isEqualTo(400);
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
