package chat.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private static final UUID CONVERSATION = UUID.fromString("01993a20-0000-7000-8000-000000000001");
    private static final String MARKER = "01993a21-0000-7000-8000-";

    @Test
    void a_text_frame_is_what_rfc_6455_shows() {
        byte[] hello = ClientFrame.text("Hello".getBytes(StandardCharsets.US_ASCII), 0x37fa213d);
        assertThat(hello).asHexString().isEqualTo("818537FA213D7F9F4D5158");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 1000})
    void a_masked_payload_of_any_length_is_read_back(int length) {
        int mask = 0x9e3779b9;
        byte[] payload = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        assertThat(unmasked(Unpooled.wrappedBuffer(ClientFrame.text(payload, mask))))
                .isEqualTo("x".repeat(length));
    }

    @Test
    void a_message_differs_from_the_last_in_its_number_only() {
        SendFrame frame = new SendFrame(CONVERSATION, MARKER, 0, 10, 0x12345678);
        assertThat(unmasked(frame.numbered(42)))
                .isEqualTo("4210000042[\"message.send\",{\"conversationId\":\"" + CONVERSATION + "\",\"id\":\"" + MARKER
                        + "000000000042\",\"content\":\"the rider \"}]");
    }

    @Test
    void a_frame_that_still_waits_to_leave_is_not_overwritten() {
        SendFrame frame = new SendFrame(CONVERSATION, MARKER, 0, 10, 7);
        ByteBuf waiting = frame.numbered(1);
        ByteBuf next = frame.numbered(2);
        assertThat(unmasked(waiting)).startsWith("4210000001[");
        assertThat(unmasked(next)).startsWith("4210000002[");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 127, 128, 1000, 100_000})
    void frames_are_found_however_the_bytes_arrive(int piece) {
        List<String> sent = List.of("", "2", "x".repeat(125), "y".repeat(126), "z".repeat(70_000));
        ByteBuf stream = Unpooled.buffer();
        for (String text : sent) write(stream, text);
        assertThat(read(stream, piece)).isEqualTo(sent);
    }

    @Test
    void a_needle_is_found_where_it_was_the_last_time_and_elsewhere() {
        Needle seq = new Needle("\"seq\":");
        for (String text : List.of("{\"seq\":1}", "{\"a\":1,\"seq\":2}", "{\"b\":1,\"seq\":3}", "{\"seq\":4}")) {
            ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
            int end = seq.endIn(in, 0, in.writerIndex());
            assertThat(text.substring(end)).matches("\\d}");
        }
        assertThat(seq.endIn(Unpooled.copiedBuffer("{}", StandardCharsets.US_ASCII), 0, 2))
                .isEqualTo(-1);
    }

    private static void write(ByteBuf out, String text) {
        int length = text.length();
        out.writeByte(0x81);
        if (length < 126) out.writeByte(length);
        else if (length < 65_536) out.writeByte(126).writeShort(length);
        else out.writeByte(127).writeLong(length);
        out.writeCharSequence(text, StandardCharsets.US_ASCII);
    }

    private static List<String> read(ByteBuf stream, int piece) {
        var found = new ArrayList<String>();
        var reader = new FrameReader();
        ByteBuf in = Unpooled.buffer();
        while (stream.isReadable()) {
            in.writeBytes(stream, Math.min(piece, stream.readableBytes()));
            while (reader.next(in)) found.add(in.toString(reader.start, reader.length, StandardCharsets.US_ASCII));
        }
        return found;
    }

    private static String unmasked(ByteBuf frame) {
        int length = frame.getByte(1) & 0x7f;
        int header = length < 126 ? 6 : 8;
        int mask = frame.getInt(header - 4);
        var text = new StringBuilder();
        for (int i = 0; header + i < frame.writerIndex(); i++)
            text.append((char) ClientFrame.masked(frame.getByte(header + i), mask, i));
        return text.toString();
    }
}
