package chat.switchboard.socketio.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.Allocated;
import chat.switchboard.socketio.raw.RawWebSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Whatever bytes come, and however they are cut, the reader reads or refuses; it never does anything else.
class FrameReaderFuzzTest {
    private static final int LIMIT = 4096;

    @Property
    void any_bytes_are_read_or_refused(@ForAll @Size(max = 300) byte[] bytes, @ForAll long seed) {
        readOrRefuse(bytes, seed);
    }

    /// Nearly right frames get deeper into the reader than noise does.
    @Property
    void a_damaged_frame_is_read_or_refused(
            @ForAll @Size(max = 200) byte[] payload, @ForAll @IntRange(max = 255) int flags, @ForAll long seed) {
        byte[] frame = RawWebSocket.frame(flags, payload);
        Random random = new Random(seed);
        frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        readOrRefuse(frame, seed);
    }

    private static void readOrRefuse(byte[] bytes, long seed) {
        readOrRefuse(new FrameReader(new Received(), LIMIT, null), bytes, seed);
        readOrRefuse(new FrameReader(new Received(), LIMIT, Deflate.INSTANCE), bytes, seed);
    }

    private static void readOrRefuse(FrameReader reader, byte[] bytes, long seed) {
        try {
            feed(reader, bytes, new Random(seed));
        } catch (Violation refused) {
            assertThat(refused.code()).isIn(1002, 1007, 1009);
        }
    }

    private static void feed(FrameReader reader, byte[] bytes, Random random) throws Violation {
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
            reader.read(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
    }

    @Property
    void messages_arrive_as_sent_however_they_are_cut(@ForAll @Size(max = 10) List<String> messages, @ForAll long seed)
            throws Violation {
        Received received = new Received();
        FrameReader reader = new FrameReader(received, 1_000_000, null);
        for (String message : messages)
            feed(reader, inPieces(message.getBytes(UTF_8), new Random(seed)), new Random(seed));
        assertThat(received.events)
                .isEqualTo(messages.stream()
                        .map(m -> "text " + new String(m.getBytes(UTF_8), UTF_8))
                        .toList());
    }

    /// Growing by each piece, a message of 64 KB in frames of one byte copied 2 GB.
    @Test
    void a_message_of_many_small_frames_is_not_copied_for_each() throws Violation {
        int size = 65_536;
        byte[] piece = RawWebSocket.frame(RawWebSocket.CONTINUATION, new byte[] {'a'});
        ByteBuf frames = Unpooled.buffer(size * piece.length);
        frames.writeBytes(RawWebSocket.frame(RawWebSocket.TEXT, new byte[] {'a'}));
        for (int i = 2; i < size; i++) frames.writeBytes(piece);
        frames.writeBytes(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.CONTINUATION, new byte[] {'a'}));
        Received received = new Received();
        FrameReader reader = new FrameReader(received, size, null);
        long before = Allocated.byThisThread();
        reader.read(frames);
        assertThat(received.events).containsExactly("text " + "a".repeat(size));
        assertThat(Allocated.byThisThread() - before).isLessThan(20L * size);
    }

    private static byte[] inPieces(byte[] payload, Random random) {
        int first = random.nextInt(payload.length + 1);
        byte[] start = RawWebSocket.frame(RawWebSocket.TEXT, Arrays.copyOf(payload, first));
        byte[] end = RawWebSocket.frame(
                RawWebSocket.FIN | RawWebSocket.CONTINUATION, Arrays.copyOfRange(payload, first, payload.length));
        byte[] both = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, both, start.length, end.length);
        return both;
    }

    @Property(tries = 5000)
    void utf8_is_judged_as_the_jdk_judges_it(
            @ForAll @Size(max = 12) byte[] tail, @ForAll @IntRange(max = 20) int ascii) {
        byte[] bytes = new byte[ascii + tail.length];
        Arrays.fill(bytes, 0, ascii, (byte) 'a');
        System.arraycopy(tail, 0, bytes, ascii, tail.length);
        assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(jdkDecodes(bytes));
    }

    @Property(tries = 5000)
    void utf8_near_its_edges_is_judged_as_the_jdk_judges_it(
            @ForAll @IntRange(min = 0xE0, max = 0xF5) int lead, @ForAll byte b, @ForAll byte c, @ForAll byte d) {
        byte[] bytes = {(byte) lead, b, (byte) (0x80 | c & 0x3F), (byte) (lead < 0xF0 ? 'x' : 0x80 | d & 0x3F)};
        assertThat(Utf8.isValid(bytes, 0, 4)).isEqualTo(jdkDecodes(bytes));
    }

    private static boolean jdkDecodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }

    @Property
    void unmasking_is_the_same_from_any_position(
            @ForAll @Size(max = 100) byte[] bytes, @ForAll int key, @ForAll @IntRange(max = 100) int cut) {
        byte[] whole = bytes.clone();
        Mask.undo(whole, 0, whole.length, key, 0);
        byte[] parts = bytes.clone();
        int at = Math.min(cut, parts.length);
        Mask.undo(parts, 0, at, key, 0);
        Mask.undo(parts, at, parts.length, key, at);
        assertThat(parts).isEqualTo(whole);
        for (int i = 0; i < bytes.length; i++) {
            assertThat(whole[i]).isEqualTo((byte) (bytes[i] ^ key >> 24 - 8 * (i % 4)));
        }
    }
}
