package chat.switchboard.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Binary parts of JSON: out of it as attachments with a placeholder left behind, and back in.
final class Attachments {
    private final Packet packet;
    private final int maxBytes;
    private final List<byte[]> received = new ArrayList<>(1);
    private int bytes;

    /// @param packet what the attachments belong to; it says how many there will be, which is believed only as they
    ///     come
    /// @param maxBytes how long they may be together
    Attachments(Packet packet, int maxBytes) {
        this.packet = packet;
        this.maxBytes = maxBytes;
    }

    /// The next attachment.
    ///
    /// @return the whole packet if it was the last one, else null
    Packet add(byte[] attachment) throws MalformedPacket {
        bytes += attachment.length;
        if (bytes > maxBytes) throw new MalformedPacket("attachments too long");
        received.add(attachment);
        return received.size() == packet.attachments() ? packet.with(putBack(packet.data(), received)) : null;
    }

    /// The value with its placeholders replaced.
    static JsonNode putBack(JsonNode value, List<byte[]> attachments) throws MalformedPacket {
        if (value.path("_placeholder").asBoolean(false)) {
            int number = value.path("num").asInt(-1);
            if (number < 0 || number >= attachments.size()) throw new MalformedPacket("no such attachment");
            return Json.NODES.binaryNode(attachments.get(number));
        }
        if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) array.set(i, putBack(array.get(i), attachments));
        } else if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(putBack(field.getValue(), attachments));
            }
        }
        return value;
    }

    /// The value with each binary part moved to `attachments`; the value itself is left as it is.
    static JsonNode takeOut(JsonNode value, List<byte[]> attachments) {
        if (value.isBinary()) {
            attachments.add(binary(value));
            return Json.NODES.objectNode().put("_placeholder", true).put("num", attachments.size() - 1);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = Json.NODES.arrayNode(array.size());
            array.forEach(element -> copy.add(takeOut(element, attachments)));
            return copy;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.NODES.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), takeOut(field.getValue(), attachments)));
            return copy;
        }
        return value;
    }

    private static byte[] binary(JsonNode value) {
        return ((BinaryNode) value).binaryValue();
    }
}
