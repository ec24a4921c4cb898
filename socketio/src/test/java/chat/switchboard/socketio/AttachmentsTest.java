package chat.switchboard.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
    private static Attachments of(String packet) throws MalformedPacket {
        return new Attachments(PacketReaderTest.read(packet), 100);
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
    void a_placeholder_for_nothing_is_malformed() throws MalformedPacket {
        for (String number : List.of("1", "-1", "99999999999", "\"x\"", "null", "1.5", "{}")) {
            Attachments attachments = of("51-[\"a\",{\"_placeholder\":true,\"num\":" + number + "}]");
            assertThatThrownBy(() -> attachments.add(new byte[0])).as(number).isInstanceOf(MalformedPacket.class);
        }
    }

    @Test
    void what_only_looks_like_a_placeholder_stays() throws MalformedPacket {
        Packet whole =
                of("51-[\"a\",{\"_placeholder\":false,\"num\":0},{\"num\":0}]").add(new byte[0]);
        assertThat(whole.data().toString()).isEqualTo("[\"a\",{\"_placeholder\":false,\"num\":0},{\"num\":0}]");
    }

    @Test
    void together_they_are_no_longer_than_a_payload() throws MalformedPacket {
        Attachments attachments = of("53-[\"a\"]");
        assertThat(attachments.add(new byte[60])).isNull();
        assertThat(attachments.add(new byte[40])).isNull();
        assertThatThrownBy(() -> attachments.add(new byte[1])).isInstanceOf(MalformedPacket.class);
    }

    @Test
    void binary_parts_are_taken_out_and_put_back() throws MalformedPacket {
        JsonNode value = Json.NODES
                .arrayNode()
                .add(new byte[] {1, 2})
                .add(Json.NODES.objectNode().put("text", "t").put("bytes", new byte[] {3}));
        List<byte[]> attachments = new ArrayList<>();
        JsonNode out = Attachments.takeOut(value, attachments);
        assertThat(out.toString())
                .isEqualTo("[" + placeholder(0) + ",{\"text\":\"t\",\"bytes\":" + placeholder(1) + "}]");
        assertThat(Attachments.putBack(out, attachments)).isEqualTo(value);
    }
}
