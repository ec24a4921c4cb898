package chat.switchboard.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Engine.IO packets and polling bodies of `protocol/packets`.
class GoldenPayloadsTest {
    @ParameterizedTest
    @ValueSource(strings = {"polling-payload", "polling-payload-binary"})
    void a_polling_body_is_taken_apart_and_put_together_as_the_file_says(String file) throws IOException {
        JsonNode golden = golden(file);
        byte[] body = golden.get("text").textValue().getBytes(StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>();
        golden.get("packet").get("packets").forEach(packet -> expected.add(packet.textValue()));

        List<String> read = new ArrayList<>();
        List<EncodedPacket> packets = new ArrayList<>();
        assertThat(PollingPayload.decode(body, 10, new Collecting(read, packets)))
                .isTrue();

        assertThat(read).isEqualTo(expected);
        assertThat(PollingPayload.encode(packets).toString(StandardCharsets.UTF_8))
                .isEqualTo(golden.get("text").textValue());
    }

    @ParameterizedTest
    @CsvSource({"engine-ping,PING", "engine-pong-probe,PROBE_PONG", "engine-close,CLOSE", "engine-noop,NOOP"})
    void a_control_packet_is_written_as_the_file_says(String file, String packet) throws IOException {
        EncodedPacket written = switch (packet) {
            case "PING" -> EncodedPacket.PING;
            case "PROBE_PONG" -> EncodedPacket.PROBE_PONG;
            case "CLOSE" -> EncodedPacket.CLOSE;
            default -> EncodedPacket.NOOP;
        };

        assertThat(new String(written.payload(), StandardCharsets.UTF_8))
                .isEqualTo(golden(file).get("text").textValue());
    }

    @Test
    void a_message_is_written_as_the_file_says() throws IOException {
        EncodedPacket written = EncodedPacket.text("hello".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(written.payload(), StandardCharsets.UTF_8))
                .isEqualTo(golden("engine-message").get("text").textValue());
    }

    private static JsonNode golden(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("..", "protocol", "packets", name + ".json").toFile());
    }

    private record Collecting(List<String> texts, List<EncodedPacket> packets) implements PollingPayload.Sink {
        @Override
        public void text(byte[] bytes, int from, int to) {
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            texts.add(text);
            packets.add(EncodedPacket.control(text));
        }

        @Override
        public void binary(byte[] bytes) {
            texts.add("b" + Base64.getEncoder().encodeToString(bytes));
            packets.add(EncodedPacket.binary(bytes));
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
