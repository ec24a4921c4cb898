package chat.switchboard.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {
    private static Attachments of(String packet) throws MalformedPacket {
        Packet read = PacketReaderTest.read(packet);
        return new Attachments(packet.getBytes(UTF_8), read.attachments(), 100);
    }

    private static String placeholder(int number) {
        return "{\"_placeholder\":true,\"num\":" + number + "}";
    }

    @Test
    void placeholders_are_replaced_at_any_depth_and_in_any_order() throws MalformedPacket {
        Attachments attachments = of("52-[\"a\",{\"x\":[" + placeholder(1) + "]}," + placeholder(0) + "]");
        assertThat(attachments.add(new byte[] {1})).isNull();
        JsonNode data = attachments.add(new byte[] {2}).data();
        assertThat(data.at("/1/x/0").isBinary()).isTrue();
        assertThat(data.at("/1/x/0").toString()).isEqualTo("\"Ag==\"");
        assertThat(data.at("/2").toString()).isEqualTo("\"AQ==\"");
    }

    @Test
    void placeholders_are_replaced_as_deep_as_json_may_be() throws MalformedPacket {
        String deepest = "[".repeat(62) + placeholder(0) + "]".repeat(62);
        JsonNode data = of("51-[\"a\"," + deepest + "]").add(new byte[] {1}).data();
        assertThat(data.toString()).isEqualTo("[\"a\"," + "[".repeat(62) + "\"AQ==\"" + "]".repeat(62) + "]");
    }

    /// `#` is a placeholder for the first attachment.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "51-[\"a\"]",
                "52-[\"a\",#]",
                "51-[\"a\",#,#]",
                "51-[\"a\",{\"x\":#,\"y\":[[#]]}]",
                "52-[\"a\",#,#]",
                "50-[\"a\",#]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":1}]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":-1}]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":99999999999}]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":4294967296}]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":null}]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":0.5}]",
                "51-[\"a\",{\"_placeholder\":true,\"num\":{}}]",
                "51-[\"a\",{\"_placeholder\":true}]",
                "51-[\"a\",{\"_placeholder\":\"true\",\"num\":0}]",
                "51-[\"a\",{\"_placeholder\":1,\"num\":0}]",
                "51-[\"a\",{\"_placeholder\":false,\"num\":0},{\"num\":0}]",
                "52-[\"a\",{\"_placeholder\":true,\"num\":0,\"x\":{\"_placeholder\":true,\"num\":1}}]",
                "61-1[#,#]",
                "61-1[]"
            })
    void attachments_that_are_not_named_exactly_once_are_malformed(String packet) {
        assertThatThrownBy(() -> of(packet.replace("#", placeholder(0)))).isInstanceOf(MalformedPacket.class);
    }

    /// Each placeholder is 28 bytes and names the same attachment: unchecked, 64 KB became 150 MB.
    @Test
    void one_attachment_named_thousands_of_times_is_malformed() {
        String bomb = "51-[\"a\"" + ("," + placeholder(0)).repeat(2000) + "]";
        assertThatThrownBy(() -> of(bomb)).isInstanceOf(MalformedPacket.class);
    }

    @Test
    void what_only_looks_like_a_placeholder_stays() throws MalformedPacket {
        Packet whole = of("51-[\"a\",{\"_placeholder\":false,\"num\":0},{\"num\":0}," + placeholder(0) + "]")
                .add(new byte[0]);
        assertThat(whole.data().toString()).isEqualTo("[\"a\",{\"_placeholder\":false,\"num\":0},{\"num\":0},\"\"]");
        assertThat(PacketReaderTest.read("2[\"a\"," + placeholder(7) + "]")
                        .data()
                        .get(1)
                        .toString())
                .isEqualTo(placeholder(7));
    }

    @Test
    void together_they_are_no_longer_than_a_payload() throws MalformedPacket {
        Attachments attachments = of("53-[\"a\"," + placeholder(0) + "," + placeholder(1) + "," + placeholder(2) + "]");
        assertThat(attachments.add(new byte[60])).isNull();
        assertThat(attachments.add(new byte[40])).isNull();
        assertThatThrownBy(() -> attachments.add(new byte[1])).isInstanceOf(MalformedPacket.class);
    }

    @Test
    void binary_parts_are_taken_out_and_put_back() {
        JsonNode value = Json.NODES
                .arrayNode()
                .add(new byte[] {1, 2})
                .add(Json.NODES.objectNode().put("text", "t").put("bytes", new byte[] {3}));
        List<byte[]> attachments = new ArrayList<>();
        JsonNode out = Attachments.takeOut(value, attachments);
        assertThat(out.toString())
                .isEqualTo("[" + placeholder(0) + ",{\"text\":\"t\",\"bytes\":" + placeholder(1) + "}]");
        assertThat(Attachments.areNamedOnce(out, 2)).isTrue();
        assertThat(Attachments.putBack(out, attachments)).isEqualTo(value);
    }
}
