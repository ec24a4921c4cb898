package chat.switchboard.socketio.websocket;

import static chat.switchboard.socketio.raw.RawWebSocket.BINARY;
import static chat.switchboard.socketio.raw.RawWebSocket.CLOSE;
import static chat.switchboard.socketio.raw.RawWebSocket.CONTINUATION;
import static chat.switchboard.socketio.raw.RawWebSocket.FIN;
import static chat.switchboard.socketio.raw.RawWebSocket.PING;
import static chat.switchboard.socketio.raw.RawWebSocket.TEXT;
import static chat.switchboard.socketio.raw.RawWebSocket.bytes;
import static chat.switchboard.socketio.raw.RawWebSocket.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The receiving half of RFC 6455, without a socket.
class FrameReaderTest {
    private static final int LIMIT = 1000;

    private final Received received = new Received();
    private final FrameReader reader = new FrameReader(received, LIMIT, null);

    private void read(byte[]... pieces) throws Violation {
        for (byte[] piece : pieces) reader.read(Unpooled.wrappedBuffer(piece));
    }

    /// The code with which reading these pieces fails.
    private int violation(byte[]... pieces) {
        try {
            read(pieces);
        } catch (Violation violation) {
            return violation.code();
        }
        throw new AssertionError("no violation, but " + received.events);
    }

    private static byte[] text(String text) {
        return frame(FIN | TEXT, text.getBytes(UTF_8));
    }

    private static byte[] join(byte[]... pieces) {
        ByteBuf joined = Unpooled.wrappedBuffer(pieces);
        byte[] bytes = new byte[joined.readableBytes()];
        joined.readBytes(bytes);
        return bytes;
    }

    @Test
    void a_frame_may_be_cut_anywhere() throws Violation {
        byte[] frame = text("Grüße, 世界 😀 ".repeat(20));
        for (int cut = 0; cut <= frame.length; cut++) {
            read(Arrays.copyOf(frame, cut), Arrays.copyOfRange(frame, cut, frame.length));
        }
        assertThat(received.events).hasSize(frame.length + 1).containsOnly("text " + "Grüße, 世界 😀 ".repeat(20));
    }

    @Test
    void bytes_may_come_one_by_one() throws Violation {
        for (byte b : join(text("one"), text("x".repeat(300)), text(""))) read(new byte[] {b});
        assertThat(received.events).containsExactly("text one", "text " + "x".repeat(300), "text ");
    }

    @Test
    void many_frames_may_come_at_once() throws Violation {
        read(join(text("a"), frame(FIN | BINARY, bytes(1, 2)), text("b"), frame(FIN | PING, bytes(7))));
        assertThat(received.events).containsExactly("text a", "binary [1, 2]", "text b", "ping [7]");
    }

    @Test
    void pieces_make_a_message_and_control_frames_may_come_between() throws Violation {
        read(
                frame(TEXT, "He".getBytes(UTF_8)),
                frame(FIN | PING, bytes()),
                frame(CONTINUATION, "ll".getBytes(UTF_8)),
                frame(FIN | CONTINUATION, "o".getBytes(UTF_8)));
        assertThat(received.events).containsExactly("ping []", "text Hello");
    }

    @Test
    void a_character_may_be_cut_by_a_frame_boundary() throws Violation {
        read(frame(TEXT, bytes(0xF0, 0x9F)), frame(FIN | CONTINUATION, bytes(0x98, 0x80)));
        assertThat(received.events).containsExactly("text 😀");
    }

    @Test
    void a_lone_continuation_is_refused() {
        assertThat(violation(frame(FIN | CONTINUATION, bytes(1)))).isEqualTo(1002);
    }

    @Test
    void a_message_inside_a_message_is_refused() {
        assertThat(violation(frame(TEXT, bytes('a')), frame(FIN | TEXT, bytes('b'))))
                .isEqualTo(1002);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x40, 0x20, 0x10, 0x70})
    void reserved_bits_are_refused(int bits) {
        assertThat(violation(frame(FIN | bits | TEXT, bytes()))).isEqualTo(1002);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void reserved_opcodes_are_refused(int opcode) {
        assertThat(violation(frame(FIN | opcode, bytes()))).isEqualTo(1002);
    }

    @Test
    void an_unmasked_frame_is_refused() {
        assertThat(violation(bytes(FIN | TEXT, 0))).isEqualTo(1002);
    }

    @Test
    void a_control_frame_in_pieces_is_refused() {
        assertThat(violation(frame(PING, bytes()))).isEqualTo(1002);
    }

    @Test
    void a_control_frame_over_125_bytes_is_refused_by_its_header() {
        assertThat(violation(bytes(FIN | PING, 0x80 | 126))).isEqualTo(1002);
    }

    @Test
    void a_length_that_is_not_in_its_shortest_form_is_refused() {
        assertThat(violation(bytes(FIN | TEXT, 0x80 | 126, 0, 125))).isEqualTo(1002);
        assertThat(new FrameReaderTest().violation(bytes(FIN | TEXT, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF)))
                .isEqualTo(1002);
    }

    @Test
    void a_length_with_its_highest_bit_set_is_refused() {
        assertThat(violation(bytes(FIN | BINARY, 0x80 | 127, 0x80, 0, 0, 0, 0, 0, 0, 1)))
                .isEqualTo(1002);
    }

    @Test
    void a_message_over_the_limit_is_refused_by_its_header() {
        assertThat(violation(bytes(FIN | BINARY, 0x80 | 127, 0, 0, 0, 1, 0, 0, 0, 0)))
                .isEqualTo(1009);
    }

    @Test
    void pieces_that_together_pass_the_limit_are_refused() throws Violation {
        read(frame(BINARY, new byte[LIMIT]));
        assertThat(violation(frame(FIN | CONTINUATION, new byte[1]))).isEqualTo(1009);
    }

    @Test
    void a_message_of_exactly_the_limit_is_read() throws Violation {
        read(frame(FIN | BINARY, new byte[LIMIT]));
        assertThat(received.events).hasSize(1);
    }

    @Test
    void an_announced_length_allocates_nothing() throws Violation {
        FrameReader generous = new FrameReader(received, Integer.MAX_VALUE, null);
        byte[] header = bytes(FIN | BINARY, 0x80 | 127, 0, 0, 0, 0, 0x7F, 0xFF, 0, 0, 1, 2, 3, 4, 5);
        assertThatCode(() -> generous.read(Unpooled.wrappedBuffer(header))).doesNotThrowAnyException();
    }

    @Test
    void invalid_utf8_is_refused_before_the_frame_is_whole() {
        byte[] frame = frame(FIN | TEXT, bytes('a', 0xC0, 0xAF, 'b', 'c'));
        assertThat(violation(Arrays.copyOf(frame, frame.length - 3))).isEqualTo(1007);
    }

    @Test
    void text_that_ends_inside_a_character_is_refused() {
        assertThat(violation(frame(FIN | TEXT, bytes(0xE4, 0xB8)))).isEqualTo(1007);
    }

    @Test
    void binary_need_not_be_utf8() throws Violation {
        read(frame(FIN | BINARY, bytes(0xC0, 0xFF)));
        assertThat(received.events).containsExactly("binary [-64, -1]");
    }

    @Test
    void a_close_frame_has_no_code_or_a_whole_one() throws Violation {
        read(frame(FIN | CLOSE, bytes()));
        assertThat(received.events).containsExactly("close 1005");
        assertThat(violation(frame(FIN | CLOSE, bytes(3)))).isEqualTo(1002);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void close_codes_for_peers_are_accepted(int code) throws Violation {
        read(frame(FIN | CLOSE, bytes(code >> 8, code, 'b', 'y', 'e')));
        assertThat(received.events).containsExactly("close " + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void other_close_codes_are_refused(int code) {
        assertThat(violation(frame(FIN | CLOSE, bytes(code >> 8, code)))).isEqualTo(1002);
    }

    @Test
    void a_close_reason_must_be_utf8() {
        assertThat(violation(frame(FIN | CLOSE, bytes(3, 0xE8, 0xFF)))).isEqualTo(1007);
    }
}
