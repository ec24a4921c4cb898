package chat.switchboard.socketio.example;

import static chat.switchboard.socketio.raw.RawWebSocket.BINARY;
import static chat.switchboard.socketio.raw.RawWebSocket.CLOSE;
import static chat.switchboard.socketio.raw.RawWebSocket.CONTINUATION;
import static chat.switchboard.socketio.raw.RawWebSocket.FIN;
import static chat.switchboard.socketio.raw.RawWebSocket.PING;
import static chat.switchboard.socketio.raw.RawWebSocket.PONG;
import static chat.switchboard.socketio.raw.RawWebSocket.TEXT;
import static chat.switchboard.socketio.raw.RawWebSocket.bytes;
import static chat.switchboard.socketio.raw.RawWebSocket.closePayload;
import static chat.switchboard.socketio.raw.RawWebSocket.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455 over real sockets, in the order of the chapters of the Autobahn suite.
class WebSocketConformanceTest {
    private static EchoServer server;
    private static EchoServer compressing;

    @BeforeAll
    static void start() {
        server = EchoMain.start("--port", "-1");
        compressing = EchoMain.start("--port", "-1", "--compression");
    }

    @AfterAll
    static void stop() {
        server.close();
        compressing.close();
    }

    private static RawWebSocket open(String... headers) {
        return RawWebSocket.open(server.port(), "/websocket", headers);
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) joined.writeBytes(piece);
        return joined.toByteArray();
    }

    @Nested
    class OpeningHandshake {
        @Test
        void the_key_of_the_rfc_gets_the_answer_of_the_rfc() {
            assertThat(open().head()).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        }

        @Test
        void the_answer_has_no_body_and_no_length() {
            assertThat(open().head().toLowerCase(Locale.ROOT)).doesNotContain("content-length", "transfer");
        }

        private int answer(String... lines) {
            String request = String.join("\r\n", lines) + "\r\nHost: localhost\r\n\r\n";
            return RawWebSocket.request(server.port(), request, new byte[0]).status();
        }

        @Test
        void anything_less_than_the_rfc_demands_is_refused() {
            String get = "GET /engine.io/?EIO=4&transport=websocket HTTP/1.1";
            String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
            String version = "Sec-WebSocket-Version: 13";
            String upgrade = "Upgrade: websocket";
            String connection = "Connection: Upgrade";
            assertThat(answer(get, upgrade, connection, key, version)).isEqualTo(101);
            assertThat(answer(get, connection, key, version)).isEqualTo(400);
            assertThat(answer(get, upgrade, key, version)).isEqualTo(400);
            assertThat(answer(get, upgrade, connection, version)).isEqualTo(400);
            assertThat(answer(get, upgrade, connection, "Sec-WebSocket-Key: c2hvcnQ=", version))
                    .isEqualTo(400);
            assertThat(answer(get, upgrade, connection, "Sec-WebSocket-Key: !!!", version))
                    .isEqualTo(400);
            assertThat(answer(get, upgrade, connection, key)).isEqualTo(400);
            assertThat(answer(get.replace("1.1", "1.0"), upgrade, connection, key, version))
                    .isEqualTo(400);
            assertThat(answer(get.replace("GET", "POST"), upgrade, connection, key, version))
                    .isEqualTo(400);
        }

        @Test
        void another_version_is_told_which_one_is_spoken() {
            String request = "GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            RawWebSocket refused = RawWebSocket.request(server.port(), request, new byte[0]);
            assertThat(refused.status()).isEqualTo(426);
            assertThat(refused.head()).contains("Sec-WebSocket-Version: 13");
        }

        @Test
        void frames_behind_the_handshake_in_the_same_packet_are_not_lost() {
            byte[] early = join(frame(FIN | TEXT, bytes('a')), Arrays.copyOf(frame(FIN | TEXT, bytes('b')), 3));
            try (RawWebSocket socket = RawWebSocket.open(server.port(), "/websocket", early)) {
                assertThat(socket.receiveText()).isEqualTo("a");
                byte[] second = frame(FIN | TEXT, bytes('b'));
                socket.send(Arrays.copyOfRange(second, 3, second.length));
                assertThat(socket.receiveText()).isEqualTo("b");
            }
        }
    }

    @Nested
    class Framing {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 125, 126, 127, 128, 65_535, 65_536, 200_000})
        void text_and_binary_of_any_length_are_echoed(int length) {
            byte[] payload = new byte[length];
            Arrays.fill(payload, (byte) '*');
            try (RawWebSocket socket = open()) {
                assertThat(socket.frameOf(FIN | TEXT, payload).receive().payload())
                        .isEqualTo(payload);
                assertThat(socket.frameOf(FIN | BINARY, payload).receive().payload())
                        .isEqualTo(payload);
            }
        }

        @Test
        void a_message_that_drips_in_is_echoed() {
            byte[] payload = "d".repeat(500).getBytes(UTF_8);
            try (RawWebSocket socket = open()) {
                socket.sendBytewise(frame(FIN | TEXT, payload));
                assertThat(socket.receive().payload()).isEqualTo(payload);
            }
        }
    }

    @Nested
    class PingsAndPongs {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 125})
        void a_ping_is_answered_with_its_payload(int length) {
            byte[] payload = new byte[length];
            Arrays.fill(payload, (byte) 0xFE);
            try (RawWebSocket socket = open()) {
                RawWebSocket.Frame pong = socket.frameOf(FIN | PING, payload).receive();
                assertThat(pong.opcode()).isEqualTo(PONG);
                assertThat(pong.payload()).isEqualTo(payload);
            }
        }

        @Test
        void a_ping_of_126_bytes_ends_the_connection() {
            try (RawWebSocket socket = open()) {
                assertThat(socket.frameOf(FIN | PING, new byte[126]).receiveClose())
                        .isEqualTo(1002);
            }
        }

        @Test
        void unasked_pongs_are_ignored() {
            try (RawWebSocket socket = open()) {
                socket.frameOf(FIN | PONG, bytes(1))
                        .frameOf(FIN | PONG, bytes())
                        .frameOf(FIN | PING, bytes(2));
                assertThat(socket.receive().payload()).containsExactly(2);
            }
        }

        @Test
        void ten_pings_get_ten_pongs_in_order() {
            try (RawWebSocket socket = open()) {
                for (int i = 0; i < 10; i++) socket.sendBytewise(frame(FIN | PING, bytes(i)));
                for (int i = 0; i < 10; i++)
                    assertThat(socket.receive().payload()).containsExactly(i);
            }
        }
    }

    @Nested
    class Violations {
        private void assertFailed(int code, byte[]... frames) {
            try (RawWebSocket socket = open()) {
                socket.send(join(frames));
                assertThat(socket.receiveClose()).isEqualTo(code);
            }
        }

        @Test
        void reserved_bits_end_the_connection() {
            for (int bits : new int[] {0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70}) {
                assertFailed(1002, frame(FIN | bits | TEXT, bytes('x')));
                assertFailed(1002, frame(FIN | bits | PING, bytes()));
                assertFailed(1002, frame(FIN | bits | CLOSE, bytes()));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
        void reserved_opcodes_end_the_connection(int opcode) {
            assertFailed(1002, frame(FIN | opcode, bytes()));
        }

        @Test
        void what_came_before_a_violation_is_still_echoed() {
            try (RawWebSocket socket = open()) {
                socket.send(
                        join(frame(FIN | TEXT, bytes('a')), frame(FIN | 5, bytes()), frame(FIN | TEXT, bytes('b'))));
                assertThat(socket.receiveText()).isEqualTo("a");
                assertThat(socket.receiveClose()).isEqualTo(1002);
            }
        }

        @Test
        void an_unmasked_frame_ends_the_connection() {
            assertFailed(1002, bytes(FIN | TEXT, 1, 'x'));
        }

        @Test
        void a_message_over_the_limit_ends_the_connection_by_its_header() {
            assertFailed(1009, bytes(FIN | TEXT, 0x80 | 127, 0, 0, 0, 0, 0, 0x0F, 0x42, 0x41));
        }

        @Test
        void pieces_over_the_limit_end_the_connection() {
            assertFailed(1009, frame(TEXT, new byte[600_000]), frame(CONTINUATION, new byte[600_000]));
        }
    }

    @Nested
    class Fragmentation {
        @Test
        void pieces_are_put_together() {
            try (RawWebSocket socket = open()) {
                socket.frameOf(TEXT, bytes('a')).frameOf(CONTINUATION, bytes()).frameOf(FIN | CONTINUATION, bytes('b'));
                assertThat(socket.receiveText()).isEqualTo("ab");
            }
        }

        @Test
        void a_ping_between_pieces_is_answered_at_once() {
            try (RawWebSocket socket = open()) {
                socket.frameOf(TEXT, bytes('a')).frameOf(FIN | PING, bytes(9));
                assertThat(socket.receive().opcode()).isEqualTo(PONG);
                assertThat(socket.frameOf(FIN | CONTINUATION, bytes('b')).receiveText())
                        .isEqualTo("ab");
            }
        }

        @Test
        void pieces_of_control_frames_end_the_connection() {
            try (RawWebSocket socket = open()) {
                assertThat(socket.frameOf(PING, bytes(1))
                                .frameOf(FIN | CONTINUATION, bytes(2))
                                .receiveClose())
                        .isEqualTo(1002);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {FIN | CONTINUATION, CONTINUATION})
        void a_continuation_of_nothing_ends_the_connection(int flags) {
            try (RawWebSocket socket = open()) {
                assertThat(socket.frameOf(flags, bytes(1)).receiveClose()).isEqualTo(1002);
            }
        }

        @Test
        void a_new_message_before_the_last_one_is_whole_ends_the_connection() {
            try (RawWebSocket socket = open()) {
                assertThat(socket.frameOf(TEXT, bytes('a'))
                                .frameOf(FIN | TEXT, bytes('b'))
                                .receiveClose())
                        .isEqualTo(1002);
            }
        }
    }

    @Nested
    class Utf8 {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "cebae1bdb9cf83cebcceb5",
                    "00",
                    "c280",
                    "e0a080",
                    "f0908080",
                    "7f",
                    "dfbf",
                    "efbfbf",
                    "f48fbfbf",
                    "ed9fbf",
                    "ee8080",
                    "efbfbd",
                    "efbfbe",
                    "f09fbfbe"
                })
        void valid_text_is_echoed_whole_and_bytewise(String hex) {
            byte[] payload = HexFormat.of().parseHex(hex);
            try (RawWebSocket socket = open()) {
                assertThat(socket.frameOf(FIN | TEXT, payload).receive().payload())
                        .isEqualTo(payload);
                for (int i = 0; i < payload.length; i++) {
                    socket.frameOf(i == 0 ? TEXT : CONTINUATION, new byte[] {payload[i]});
                }
                assertThat(socket.frameOf(FIN | CONTINUATION, bytes()).receive().payload())
                        .isEqualTo(payload);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "80",
                    "bf",
                    "808080",
                    "c020",
                    "e0",
                    "e4b8",
                    "f0908d",
                    "f8888080",
                    "fc84808080",
                    "fe",
                    "ff",
                    "c0af",
                    "e080af",
                    "f08080af",
                    "c1bf",
                    "e09fbf",
                    "f08fbfbf",
                    "eda080",
                    "edbfbf",
                    "eda081edb080",
                    "f4908080",
                    "cebae1bdb9cf83cebcceb5eda080656469746564"
                })
        void invalid_text_ends_the_connection(String hex) {
            try (RawWebSocket socket = open()) {
                assertThat(socket.frameOf(FIN | TEXT, HexFormat.of().parseHex(hex))
                                .receiveClose())
                        .isEqualTo(1007);
            }
        }

        @Test
        void invalid_text_ends_the_connection_before_the_message_is_whole() {
            byte[] frame = frame(FIN | TEXT, HexFormat.of().parseHex("cebaf4908080656469746564"));
            try (RawWebSocket socket = open()) {
                socket.send(Arrays.copyOf(frame, frame.length - 8));
                assertThat(socket.receiveClose()).isEqualTo(1007);
            }
        }
    }

    @Nested
    class Closing {
        private int answerTo(byte[] payload) {
            try (RawWebSocket socket = open()) {
                return socket.frameOf(FIN | CLOSE, payload).receiveClose();
            }
        }

        @Test
        void a_close_is_answered_with_its_code() {
            assertThat(answerTo(bytes())).isEqualTo(1005);
            assertThat(answerTo(closePayload(1000, ""))).isEqualTo(1000);
            assertThat(answerTo(closePayload(4321, "x".repeat(123)))).isEqualTo(4321);
        }

        @Test
        void a_close_with_half_a_code_or_too_long_a_reason_is_a_violation() {
            assertThat(answerTo(bytes(3))).isEqualTo(1002);
            assertThat(answerTo(closePayload(1000, "x".repeat(124)))).isEqualTo(1002);
        }

        @Test
        void a_reason_that_is_not_utf8_is_a_violation() {
            assertThat(answerTo(bytes(3, 0xE8, 0xCE, 0xBA, 0xE1))).isEqualTo(1007);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535})
        void codes_nobody_may_send_are_a_violation(int code) {
            assertThat(answerTo(closePayload(code, ""))).isEqualTo(1002);
        }

        @Test
        void what_follows_a_close_is_ignored() {
            try (RawWebSocket socket = open()) {
                byte[] close = frame(FIN | CLOSE, closePayload(1000, ""));
                socket.send(join(close, frame(FIN | PING, bytes()), frame(FIN | TEXT, bytes('x')), close));
                RawWebSocket.Frame first = socket.receive();
                assertThat(first.opcode()).isEqualTo(CLOSE);
            }
        }

        @Test
        void a_close_between_pieces_ends_the_connection_without_them() {
            try (RawWebSocket socket = open()) {
                socket.frameOf(TEXT, bytes('a')).frameOf(FIN | CLOSE, closePayload(1001, ""));
                assertThat(socket.receive().closeCode()).isEqualTo(1001);
            }
        }
    }

    @Nested
    class Compression {
        private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";

        @Test
        void is_off_unless_the_server_wants_it() {
            assertThat(open(OFFER).head()).doesNotContain("Sec-WebSocket-Extensions");
        }

        private RawWebSocket compressed() {
            return RawWebSocket.open(compressing.port(), "/websocket", OFFER);
        }

        @Test
        void is_agreed_on_without_context() {
            assertThat(compressed().head())
                    .contains("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
            assertThat(RawWebSocket.open(compressing.port(), "/websocket").head())
                    .doesNotContain("Sec-WebSocket-Extensions");
        }

        /// "Hello" as RFC 7692 §7.2.3.1 compresses it, whole and in two pieces.
        @Test
        void a_compressed_message_is_echoed_compressed() {
            byte[] hello = HexFormat.of().parseHex("f248cdc9c90700");
            try (RawWebSocket socket = compressed()) {
                RawWebSocket.Frame echo =
                        socket.frameOf(FIN | 0x40 | TEXT, hello).receive();
                assertThat(echo.isCompressed()).isTrue();
                assertThat(echo.payload()).isEqualTo(hello);
                socket.frameOf(0x40 | TEXT, Arrays.copyOf(hello, 3));
                socket.frameOf(FIN | CONTINUATION, Arrays.copyOfRange(hello, 3, 7));
                assertThat(socket.receive().payload()).isEqualTo(hello);
            }
        }

        /// RFC 7692 §7.1.2.1: a window that was asked for is promised, or the offer is declined.
        @Test
        void offers_are_answered_as_they_stand() {
            String asked = "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=";
            assertThat(RawWebSocket.open(compressing.port(), "/websocket", asked + "15")
                            .head())
                    .contains("; server_max_window_bits=15\r\n");
            RawWebSocket declined = RawWebSocket.open(compressing.port(), "/websocket", asked + "9");
            assertThat(declined.status()).isEqualTo(101);
            assertThat(declined.head()).doesNotContain("Sec-WebSocket-Extensions");
            assertThat(declined.frameOf(FIN | 0x40 | TEXT, bytes(0)).receiveClose())
                    .isEqualTo(1002);
        }

        @Test
        void nothing_of_a_compressed_message_is_lost() {
            byte[] twice = HexFormat.of().parseHex("f348cdc9c90700f248cdc9c90700");
            try (RawWebSocket socket = compressed()) {
                byte[] echo = socket.frameOf(FIN | 0x40 | TEXT, twice).receive().payload();
                assertThat(echo).isEqualTo(socket.text("HelloHello").receive().payload());
                assertThat(socket.frameOf(FIN | 0x40 | TEXT, Arrays.copyOf(twice, 7))
                                .receiveClose())
                        .isEqualTo(1007);
            }
        }

        @Test
        void an_uncompressed_message_is_fine_too() {
            try (RawWebSocket socket = compressed()) {
                assertThat(socket.text("Hello").receive().payload())
                        .isEqualTo(HexFormat.of().parseHex("f248cdc9c90700"));
            }
        }

        @Test
        void a_compressed_continuation_or_ping_is_a_violation() {
            try (RawWebSocket socket = compressed()) {
                assertThat(socket.frameOf(TEXT, bytes('a'))
                                .frameOf(FIN | 0x40 | CONTINUATION, bytes('b'))
                                .receiveClose())
                        .isEqualTo(1002);
            }
            try (RawWebSocket socket = compressed()) {
                assertThat(socket.frameOf(FIN | 0x40 | PING, bytes()).receiveClose())
                        .isEqualTo(1002);
            }
        }
    }
}
