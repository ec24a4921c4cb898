package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.json.JSONException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No command takes binary parts, wherever they are.
class BinaryPartsTest {
    private static final BinaryNode BINARY = BinaryNode.valueOf(new byte[] {1, 2, 3});

    @ParameterizedTest
    @MethodSource("commands")
    void each_field_of_each_command_refuses_them_by_its_name(Path file) {
        JsonNode golden = Golden.read(file);
        String command = golden.get("command").textValue();
        ObjectNode payload = (ObjectNode) golden.get("payload");
        for (Map.Entry<String, JsonNode> field : payload.properties())
            for (JsonNode value : Stream.of(BINARY, inList(), inObject()).toList()) {
                ArrayNode args =
                        Golden.JSON.createArrayNode().add(payload.deepCopy().set(field.getKey(), value));
                assertThat(refused(command, args)).isEqualTo(field.getKey());
            }
        assertThat(refused(command, Golden.JSON.createArrayNode().add(BINARY))).isEqualTo("payload");
        assertThat(refused(command, Golden.JSON.createArrayNode().add(payload).add(BINARY)))
                .isEqualTo("payload");
    }

    @Test
    void a_buffer_as_text_is_refused_and_stored_nowhere() throws JSONException {
        try (var desk = new SocketDesk();
                var ayesha = desk.connect(desk.customer("Ayesha")).connected()) {
            String id =
                    ayesha.ok("conversation.open", "{}").at("/conversation/id").textValue();
            String payload = "{'conversationId':'" + id + "','id':'" + Cast.id() + "'}";
            JsonNode answer = ayesha.ask(
                            "message.send", TestSocket.object(payload).put("content", new byte[] {1, 2, 3}))
                    .join();

            assertThat(answer.at("/error/code").textValue()).isEqualTo("validation_failed");
            assertThat(answer.at("/error/field").textValue()).isEqualTo("content");
            assertThat(ayesha.ok("conversation.join", "{'conversationId':'" + id + "'}")
                            .get("messages"))
                    .isEmpty();
        }
    }

    static Stream<Path> commands() {
        return Golden.files("client");
    }

    private static ArrayNode inList() {
        return Golden.JSON.createArrayNode().add(1).add(BINARY);
    }

    private static ObjectNode inObject() {
        ObjectNode object = Golden.JSON.createObjectNode();
        object.putObject("a").putArray("b").add(BINARY);
        return object;
    }

    private static String refused(String command, ArrayNode args) {
        return ProtocolTest.read(command, args) instanceof Outcome.Refused<?>(Refusal refusal) ? refusal.field() : null;
    }
}
