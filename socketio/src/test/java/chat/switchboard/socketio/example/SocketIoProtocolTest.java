package chat.switchboard.socketio.example;

import static chat.switchboard.socketio.example.EngineProtocolTest.assertHandshake;
import static chat.switchboard.socketio.raw.Polling.get;
import static chat.switchboard.socketio.raw.Polling.handshake;
import static chat.switchboard.socketio.raw.Polling.method;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The cases of the official Socket.IO protocol 5 test suite, one for one, against the echo example with its
/// defaults.
class SocketIoProtocolTest {
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
        http = "http://localhost:" + hasty.port() + "/socket.io/";
    }

    @AfterAll
    static void stop() {
        hasty.close();
        pinging.close();
        server.close();
    }

    private static Polling polling(EchoServer server) {
        return Polling.open(server.port(), "/socket.io/");
    }

    private static Polling polling() {
        return polling(server);
    }

    private static RawWebSocket webSocket(EchoServer server, String query) {
        return RawWebSocket.open(server.port(), "/socket.io/?" + query);
    }

    private static RawWebSocket webSocket(String query) {
        return webSocket(server, query);
    }

    private static RawWebSocket openWebSocket(EchoServer server) {
        RawWebSocket socket = webSocket(server, "EIO=4&transport=websocket");
        socket.receive();
        return socket;
    }

    private static RawWebSocket openWebSocket() {
        return openWebSocket(server);
    }

    private static RawWebSocket connected() {
        return connected(server);
    }

    private static RawWebSocket connected(EchoServer server) {
        RawWebSocket socket = openWebSocket(server).text("40");
        socket.receivePacket();
        socket.receivePacket();
        return socket;
    }

    @Nested
    class EngineHandshake {
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
    class EngineSessions {
        @Test
        void polling_pings_again_and_again() {
            Polling polling = polling(pinging);
            for (int i = 0; i < 3; i++) {
                assertThat(polling.polled()).isEqualTo("2");
                assertThat(polling.post("3").join().statusCode()).isEqualTo(200);
            }
        }

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

        @Test
        void polling_closes_when_told_to() {
            Polling polling = polling();
            CompletableFuture<HttpResponse<String>> poll = polling.poll();
            CompletableFuture<HttpResponse<String>> post = polling.post("1");
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

        private RawWebSocket candidate(Polling polling) {
            return webSocket("EIO=4&transport=websocket&sid=" + polling.sid());
        }

        @Test
        void a_session_moves_from_polling_to_a_websocket() {
            Polling polling = polling(pinging);
            try (RawWebSocket socket = webSocket(pinging, "EIO=4&transport=websocket&sid=" + polling.sid())) {
                assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
                assertThat(socket.text("5").receiveText()).isEqualTo("2");
            }
        }

        @Test
        void polling_requests_are_refused_after_an_upgrade() {
            Polling polling = polling();
            try (RawWebSocket socket = candidate(polling)) {
                socket.text("2probe").text("5").text("40");
                assertThat(socket.receiveText()).isEqualTo("3probe");
                // The answer proves that the upgrade, which came before it, has been seen.
                assertThat(socket.receivePacket()).startsWith("40");
                assertThat(polling.poll().join().statusCode()).isEqualTo(400);
            }
        }

        @Test
        void another_websocket_is_closed_at_once_after_an_upgrade() {
            Polling polling = polling();
            try (RawWebSocket socket = candidate(polling)) {
                socket.text("2probe").text("5");
                try (RawWebSocket second = candidate(polling)) {
                    assertThat(second.receive().opcode()).isEqualTo(RawWebSocket.CLOSE);
                }
            }
        }
    }

    @Nested
    class Connect {
        private void assertConnected(String connect, String prefix, String auth) {
            try (RawWebSocket socket = openWebSocket().text(connect)) {
                String answer = socket.receiveText();
                assertThat(answer).startsWith(prefix + "{");
                assertThat(handshake(answer.substring(prefix.length() - 1)).fieldNames())
                        .toIterable()
                        .containsExactly("sid");
                assertThat(socket.receiveText()).isEqualTo(auth);
            }
        }

        @Test
        void to_the_main_namespace() {
            assertConnected("40", "40", "42[\"auth\",{}]");
        }

        @Test
        void to_the_main_namespace_with_a_payload() {
            assertConnected("40{\"token\":\"123\"}", "40", "42[\"auth\",{\"token\":\"123\"}]");
        }

        @Test
        void to_a_custom_namespace() {
            assertConnected("40/custom,", "40/custom,", "42/custom,[\"auth\",{}]");
        }

        @Test
        void to_a_custom_namespace_with_a_payload() {
            assertConnected("40/custom,{\"token\":\"abc\"}", "40/custom,", "42/custom,[\"auth\",{\"token\":\"abc\"}]");
        }

        @Test
        void not_to_an_unknown_namespace() {
            try (RawWebSocket socket = openWebSocket().text("40/random")) {
                assertThat(socket.receiveText()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
            }
        }

        @Test
        void not_with_an_invalid_handshake() {
            try (RawWebSocket socket = openWebSocket().text("4abc")) {
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
        }

        @Test
        void not_without_a_handshake() {
            try (RawWebSocket socket = webSocket(hasty, "EIO=4&transport=websocket")) {
                assertThat(socket.receiveClose()).isIn(1000, 1006);
            }
        }
    }

    @Nested
    class Disconnect {
        @Test
        void from_the_main_namespace() {
            try (RawWebSocket socket = connected(pinging).text("41")) {
                assertThat(socket.receiveText()).isEqualTo("2");
            }
        }

        @Test
        void from_a_custom_namespace_leaves_the_main_one() {
            try (RawWebSocket socket = connected().text("40/custom")) {
                assertThat(socket.receivePacket()).startsWith("40/custom,");
                assertThat(socket.receivePacket()).startsWith("42/custom,[\"auth\"");
                socket.text("41/custom").text("42[\"message\",\"message to main namespace\"]");
                assertThat(socket.receivePacket()).isEqualTo("42[\"message-back\",\"message to main namespace\"]");
            }
        }
    }

    @Nested
    class Message {
        private static final String TWO_PLACEHOLDERS =
                "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";

        @Test
        void of_plain_text() {
            try (RawWebSocket socket = connected().text("42[\"message\",1,\"2\",{\"3\":[true]}]")) {
                assertThat(socket.receivePacket()).isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
            }
        }

        private void assertAttachments(RawWebSocket socket, String expectedHead) {
            assertThat(socket.receivePacket()).isEqualTo(expectedHead);
            assertThat(socket.receive().payload()).containsExactly(1, 2, 3);
            assertThat(socket.receive().payload()).containsExactly(4, 5, 6);
        }

        @Test
        void with_binary_attachments() {
            try (RawWebSocket socket = connected().text("452-[\"message\"," + TWO_PLACEHOLDERS)) {
                socket.binary(1, 2, 3).binary(4, 5, 6);
                assertAttachments(socket, "452-[\"message-back\"," + TWO_PLACEHOLDERS);
            }
        }

        @Test
        void of_plain_text_with_an_ack() {
            try (RawWebSocket socket = connected().text("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]")) {
                assertThat(socket.receivePacket()).isEqualTo("43456[1,\"2\",{\"3\":[false]}]");
            }
        }

        @Test
        void with_binary_attachments_and_an_ack() {
            try (RawWebSocket socket = connected().text("452-789[\"message-with-ack\"," + TWO_PLACEHOLDERS)) {
                socket.binary(1, 2, 3).binary(4, 5, 6);
                assertAttachments(socket, "462-789[" + TWO_PLACEHOLDERS);
            }
        }

        @Test
        void of_an_unknown_type_closes_the_connection() {
            try (RawWebSocket socket = connected().text("4abc")) {
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
        }

        @Test
        void with_an_invalid_payload_closes_the_connection() {
            try (RawWebSocket socket = connected().text("42{}")) {
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
        }

        @Test
        void with_an_invalid_ack_id_closes_the_connection() {
            try (RawWebSocket socket = connected().text("42abc[\"message-with-ack\",1,\"2\",{\"3\":[false]}]")) {
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
        }
    }
}
