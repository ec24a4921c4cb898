package chat.switchboard.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A packet some of whose attachments are still to come. Until it is whole only bytes are kept: the same JSON takes
/// many times the memory as a tree.
///
/// Binary parts of JSON travel as attachments with a placeholder left behind. Each attachment is named by exactly one
/// placeholder, so a whole packet is never larger than what was sent.
final class Attachments {
    private final byte[] utf8;
    private final int count;
    private final int maxBytes;
    private final List<byte[]> received = new ArrayList<>(1);
    private Future<?> deadline;
    private int bytes;

    /// @param utf8 the packet's text, which [PacketReader] has accepted
    /// @param count how many attachments there will be, which is believed only as they come
    /// @param maxBytes how long they may be together
    Attachments(byte[] utf8, int count, int maxBytes) {
        this.utf8 = utf8;
        this.count = count;
        this.maxBytes = maxBytes;
    }

    /// Sets what is to happen if they do not come in time.
    void deadline(Future<?> late) {
        deadline = late;
    }

    /// The next attachment.
    ///
    /// @return the whole packet if it was the last one, else null
    Packet add(byte[] attachment) throws MalformedPacket {
        if (attachment.length > maxBytes - bytes) throw new MalformedPacket("attachments too long");
        bytes += attachment.length;
        received.add(attachment);
        if (received.size() < count) return null;
        cancelDeadline();
        Packet packet = PacketReader.read(utf8, 0, utf8.length, count);
        return packet.with(putBack(packet.data(), received));
    }

    void cancelDeadline() {
        if (deadline != null) deadline.cancel(false);
    }

    /// Whether each of `count` attachments is named by exactly one placeholder, and nothing else is named.
    static boolean areNamedOnce(JsonNode value, int count) {
        boolean[] named = new boolean[count];
        if (!name(value, named)) return false;
        for (boolean one : named) if (!one) return false;
        return true;
    }

    /// Marks what is named in `value`; false if a placeholder names nothing, or what is named already.
    private static boolean name(JsonNode value, boolean[] named) {
        if (isPlaceholder(value)) {
            int number = number(value);
            if (number < 0 || number >= named.length || named[number]) return false;
            named[number] = true;
            return true;
        }
        for (JsonNode element : value) if (!name(element, named)) return false;
        return true;
    }

    private static boolean isPlaceholder(JsonNode value) {
        JsonNode mark = value.get("_placeholder");
        return mark != null && mark.isBoolean() && mark.booleanValue();
    }

    private static int number(JsonNode placeholder) {
        JsonNode number = placeholder.path("num");
        return number.isInt() ? number.intValue() : -1;
    }

    /// The value with its placeholders replaced, each of which must name one of the attachments.
    static JsonNode putBack(JsonNode value, List<byte[]> attachments) {
        if (isPlaceholder(value)) return Json.NODES.binaryNode(attachments.get(number(value)));
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
