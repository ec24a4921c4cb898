package chat.switchboard.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.engine.EncodedPacket;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Socket.IO packets of `protocol/packets`: what clients send is read as the file says, what the server sends
/// is written so.
class GoldenPacketsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("..", "protocol", "packets");

    @ParameterizedTest
    @MethodSource("fromClients")
    void a_clients_packet_is_read_as_the_file_says(JsonNode golden) throws MalformedPacket {
        byte[] text = golden.get("text").textValue().getBytes(StandardCharsets.UTF_8);
        JsonNode expected = golden.get("packet");

        Packet packet = PacketReader.read(text, 0, text.length, 10);

        assertThat(packet.type().name()).isEqualTo(expected.get("type").textValue());
        assertThat(packet.namespace()).isEqualTo(expected.get("nsp").textValue());
        assertThat(packet.id()).isEqualTo(id(expected));
        assertThat(packet.attachments()).isEqualTo(expected.path("attachments").intValue());
        assertThat(packet.data()).isEqualTo(expected.get("data"));
    }

    @ParameterizedTest
    @MethodSource("fromServer")
    void a_packet_of_the_server_is_written_as_the_file_says(JsonNode golden) {
        assertThat(written(golden.get("packet")))
                .isEqualTo("4" + golden.get("text").textValue());
    }

    static Stream<JsonNode> fromClients() throws IOException {
        return packets().filter(it -> !it.get("from").textValue().equals("server"));
    }

    static Stream<JsonNode> fromServer() throws IOException {
        return packets().filter(it -> !it.get("from").textValue().equals("client"));
    }

    private static Stream<JsonNode> packets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream()
                    .map(GoldenPacketsTest::read)
                    .filter(it -> it.get("layer").textValue().equals("socket.io"));
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new AssertionError(file.toString(), unreadable);
        }
    }

    private static String written(JsonNode packet) {
        String namespace = packet.get("nsp").textValue();
        JsonNode data = packet.get("data");
        EncodedPacket written = switch (Packet.Type.valueOf(packet.get("type").textValue())) {
            case CONNECT -> PacketWriter.connect(namespace, data.get("sid").textValue());
            case CONNECT_ERROR ->
                PacketWriter.connectError(
                        namespace, new Admission.Refused(data.get("message").textValue(), data.get("data")));
            case DISCONNECT -> PacketWriter.disconnect(namespace);
            case EVENT -> tree(Packet.Type.EVENT, packet);
            case ACK -> tree(Packet.Type.ACK, packet);
            case BINARY_EVENT -> tree(Packet.Type.EVENT, packet);
            case BINARY_ACK -> tree(Packet.Type.ACK, packet);
        };
        return new String(written.payload(), StandardCharsets.UTF_8);
    }

    /// The first of the packets: the text one. Attachments take the place of the file's placeholders.
    private static EncodedPacket tree(Packet.Type type, JsonNode packet) {
        ArrayNode data = packet.get("data").deepCopy();
        for (int i = 0; i < data.size(); i++)
            if (data.get(i).has("_placeholder")) data.set(i, BinaryNode.valueOf(new byte[] {1, 2, 3}));
        return PacketWriter.tree(type, packet.get("nsp").textValue(), id(packet), data)[0];
    }

    private static long id(JsonNode packet) {
        return packet.has("id") ? packet.get("id").longValue() : Packet.NO_ID;
    }
}
