package chat.switchboard.socketio.example;

import static chat.switchboard.socketio.raw.Polling.get;
import static chat.switchboard.socketio.raw.Polling.handshake;
import static chat.switchboard.socketio.raw.Polling.method;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The cases of the official Engine.IO protocol 4 test suite, one for one, against the echo example with its
/// defaults.
class EngineProtocolTest {
    /// With the times that the suite asserts.
    private static EchoServer hasty;

    /// With its pings, but more patient: a busy machine may be late with a pong.
    private static EchoServer pinging;

    /// Without either, for all that is not about them.
    private static EchoServer server;

    private static String http;

    @BeforeAll
    static void start() {
        hasty = EchoMain.start("--port", "-1");
        pinging = EchoMain.start("--port", "-1", "--ping-timeout", "20000", "--connect-timeout", "20000");
        server = EchoMain.start("--port", "-1", "--ping-interval", "25000", "--connect-timeout", "20000");
        http = "http://localhost:" + hasty.port() + "/engine.io/";
    }

    @AfterAll
    static void stop() {
        hasty.close();
        pinging.close();
        server.close();
    }

    private static Polling polling(EchoServer server) {
        return Polling.open(server.port(), "/engine.io/");
    }

    private static Polling polling() {
        return polling(server);
    }

    private static RawWebSocket webSocket(EchoServer server, String query) {
        return RawWebSocket.open(server.port(), "/engine.io/?" + query);
    }

    private static RawWebSocket webSocket(String query) {
        return webSocket(server, query);
    }

    private static RawWebSocket webSocket() {
        return webSocket("EIO=4&transport=websocket");
    }

    private static RawWebSocket openWebSocket() {
        RawWebSocket socket = webSocket();
        socket.receive();
        return socket;
    }

    static void assertHandshake(String packet, String... upgrades) {
        assertThat(packet).startsWith("0");
        JsonNode value = handshake(packet);
        assertThat(value.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(value.get("sid").isTextual()).isTrue();
        assertThat(value.get("upgrades")).extracting(JsonNode::asText).containsExactly(upgrades);
        assertThat(value.get("pingInterval").asInt()).isEqualTo(300);
        assertThat(value.get("pingTimeout").asInt()).isEqualTo(200);
        assertThat(value.get("maxPayload").asInt()).isEqualTo(1_000_000);
    }

    @Nested
    class Handshake {
        @Test
        void polling_opens_a_session() {
            HttpResponse<String> response = get(http + "?EIO=4&transport=polling");
            assertThat(response.statusCode()).isEqualTo(200);
            assertHandshake(response.body(), "websocket");
        }

        @Test
        void polling_fails_with_an_invalid_version() {
            assertThat(get(http + "?transport=polling").statusCode()).isEqualTo(400);
            assertThat(get(http + "?EIO=abc&transport=polling").statusCode()).isEqualTo(400);
        }

        @Test
        void polling_fails_with_an_invalid_transport() {
            assertThat(get(http + "?EIO=4").statusCode()).isEqualTo(400);
            assertThat(get(http + "?EIO=4&transport=abc").statusCode()).isEqualTo(400);
        }

        @Test
        void polling_fails_with_an_invalid_method() {
            assertThat(method("POST", http + "?EIO=4&transport=polling").statusCode())
                    .isEqualTo(400);
            assertThat(method("PUT", http + "?EIO=4&transport=polling").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void a_websocket_opens_a_session() {
            try (RawWebSocket socket = webSocket(hasty, "EIO=4&transport=websocket")) {
                assertThat(socket.status()).isEqualTo(101);
                assertHandshake(socket.receiveText());
            }
        }

        @Test
        void a_websocket_fails_with_an_invalid_version() {
            assertThat(webSocket("transport=websocket").status()).isEqualTo(400);
            assertThat(webSocket("EIO=abc&transport=websocket").status()).isEqualTo(400);
        }

        @Test
        void a_websocket_fails_with_an_invalid_transport() {
            assertThat(webSocket("EIO=4").status()).isEqualTo(400);
            assertThat(webSocket("EIO=4&transport=abc").status()).isEqualTo(400);
        }
    }

    @Nested
    class Messages {
        private void assertEchoed(String payload) {
            Polling polling = polling();
            HttpResponse<String> posted = polling.post(payload).join();
            assertThat(posted.statusCode()).isEqualTo(200);
            assertThat(posted.body()).isEqualTo("ok");
            assertThat(polling.polled()).isEqualTo(payload);
        }

        @Test
        void polling_echoes_one_text() {
            assertEchoed("4hello");
        }

        @Test
        void polling_echoes_several_texts() {
            assertEchoed("4test1\u001e4test2\u001e4test3");
        }

        @Test
        void polling_echoes_text_and_binary() {
            assertEchoed("4hello\u001ebAQIDBA==");
        }

        @Test
        void polling_closes_on_a_malformed_packet() {
            Polling polling = polling();
            assertThat(polling.post("abc").join().statusCode()).isEqualTo(400);
            assertThat(polling.poll().join().statusCode()).isEqualTo(400);
        }

        @Test
        void polling_closes_on_a_second_poll() {
            Polling polling = polling();
            CompletableFuture<HttpResponse<String>> one = polling.poll();
            CompletableFuture<HttpResponse<String>> other = polling.poll();
            assertThat(CompletableFuture.anyOf(one, other)).succeedsWithin(Duration.ofSeconds(5));
            assertThat(List.of(one.join().statusCode(), other.join().statusCode()))
                    .containsExactlyInAnyOrder(200, 400);
            assertThat(
                            one.join().statusCode() == 200
                                    ? one.join().body()
                                    : other.join().body())
                    .isEqualTo("1");
            assertThat(polling.poll().join().statusCode()).isEqualTo(400);
        }

        @Test
        void polling_closes_when_a_poll_is_abandoned() {
            Polling polling = polling();
            String request = "GET /engine.io/?EIO=4&transport=polling&sid=" + polling.sid()
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            RawWebSocket.abandoned(server.port(), request);
            // This poll may overtake the abandoned one, on its other connection; then it is told of the end instead.
            HttpResponse<String> next = polling.poll().join();
            assertThat(next.statusCode() == 400 || next.body().equals("1")).isTrue();
            assertThat(polling.poll().join().statusCode()).isEqualTo(400);
        }

        @Test
        void a_websocket_echoes_text() {
            try (RawWebSocket socket = openWebSocket()) {
                assertThat(socket.text("4hello").receiveText()).isEqualTo("4hello");
            }
        }

        @Test
        void a_websocket_echoes_binary() {
            try (RawWebSocket socket = openWebSocket()) {
                RawWebSocket.Frame echoed = socket.binary(1, 2, 3, 4).receive();
                assertThat(echoed.opcode()).isEqualTo(RawWebSocket.BINARY);
                assertThat(echoed.payload()).containsExactly(1, 2, 3, 4);
            }
        }

        @Test
        void a_websocket_closes_on_a_malformed_packet() {
            try (RawWebSocket socket = openWebSocket()) {
                assertThat(socket.text("abc").receiveClose()).isEqualTo(1008);
            }
        }
    }

    @Nested
    class Heartbeat {
        @Test
        void polling_pings_again_and_again() {
            Polling polling = polling(pinging);
            for (int i = 0; i < 3; i++) {
                assertThat(polling.polled()).isEqualTo("2");
                assertThat(polling.post("3").join().statusCode()).isEqualTo(200);
            }
        }

        /// The suite waits 500 ms and asks; here the ping time-out's own goodbye is the condition waited for.
        @Test
        void polling_closes_when_no_pong_comes() {
            Polling polling = polling(hasty);
            assertThat(polling.polled()).isEqualTo("2");
            assertThat(polling.polled()).isEqualTo("1");
            assertThat(polling.poll().join().statusCode()).isEqualTo(400);
        }

        @Test
        void a_websocket_is_pinged_again_and_again() {
            try (RawWebSocket socket = webSocket(pinging, "EIO=4&transport=websocket")) {
                assertThat(socket.receiveText()).startsWith("0");
                for (int i = 0; i < 3; i++) {
                    assertThat(socket.receiveText()).isEqualTo("2");
                    socket.text("3");
                }
            }
        }

        @Test
        void a_websocket_closes_when_no_pong_comes() {
            try (RawWebSocket socket = webSocket(hasty, "EIO=4&transport=websocket")) {
                assertThat(socket.receiveClose()).isEqualTo(1006);
            }
        }
    }

    @Nested
    class Close {
        @Test
        void polling_closes_when_told_to() {
            Polling polling = polling();
            CompletableFuture<HttpResponse<String>> poll = polling.poll();
            CompletableFuture<HttpResponse<String>> post = polling.post("1");
            assertThat(poll.join().statusCode()).isEqualTo(200);
            assertThat(poll.join().body()).isEqualTo("6");
            assertThat(post.join().statusCode()).isEqualTo(200);
            assertThat(polling.poll().join().statusCode()).isEqualTo(400);
        }

        @Test
        void a_websocket_closes_when_told_to() {
            try (RawWebSocket socket = openWebSocket()) {
                assertThat(socket.text("1").receiveClose()).isEqualTo(1000);
            }
        }
    }

    @Nested
    class Upgrade {
        private RawWebSocket candidate(Polling polling) {
            return webSocket("EIO=4&transport=websocket&sid=" + polling.sid());
        }

        @Test
        void a_session_moves_from_polling_to_a_websocket() {
            Polling polling = polling();
            try (RawWebSocket socket = candidate(polling)) {
                assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
                assertThat(polling.polled()).isEqualTo("6");
                socket.text("5");
                assertThat(socket.text("4hello").receiveText()).isEqualTo("4hello");
            }
        }

        @Test
        void polling_requests_are_refused_after_an_upgrade() {
            Polling polling = polling();
            try (RawWebSocket socket = candidate(polling)) {
                assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
                socket.text("5");
                // The echo proves that the upgrade, which came before it, has been seen.
                assertThat(socket.text("4hello").receiveText()).isEqualTo("4hello");
                assertThat(polling.poll().join().statusCode()).isEqualTo(400);
                assertThat(socket.text("4again").receivePacket()).isEqualTo("4again");
            }
        }

        @Test
        void another_websocket_is_closed_at_once_after_an_upgrade() {
            Polling polling = polling();
            try (RawWebSocket socket = candidate(polling)) {
                assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
                socket.text("5");
                try (RawWebSocket second = candidate(polling)) {
                    assertThat(second.receive().opcode()).isEqualTo(RawWebSocket.CLOSE);
                }
                assertThat(socket.text("4hello").receivePacket()).isEqualTo("4hello");
            }
        }
    }
}
