package chat.switchboard.wire;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/// JSON that a client sent, made fit to be measured, compared and stored: the same at both edges.
///
/// How deep it may be nested is limited where it is parsed.
public final class Received {
    private Received() {}

    /// Every text in it cleaned ([Text#clean]), names included. Refuses numbers that are beyond all measure, which
    /// are `1e400` on the wire and infinite once read.
    ///
    /// @param json is changed
    public static Outcome<JsonNode> clean(JsonNode json) {
        String infinite = infinite(json);
        return infinite == null
                ? Outcome.done(cleaned(json))
                : Outcome.refused(Refusal.invalid(infinite, "This number is too large."));
    }

    private static JsonNode cleaned(JsonNode node) {
        return switch (node) {
            case TextNode text -> {
                String clean = Text.clean(text.textValue());
                yield clean.equals(text.textValue()) ? text : TextNode.valueOf(clean);
            }
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) list.set(i, cleaned(list.get(i)));
                yield list;
            }
            case ObjectNode object -> {
                ObjectNode clean = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> field : object.properties())
                    clean.set(Text.clean(field.getKey()), cleaned(field.getValue()));
                yield clean;
            }
            default -> node;
        };
    }

    /// The path of the first number that is not finite, or null.
    private static String infinite(JsonNode node) {
        if (node.isFloatingPointNumber()) return Double.isFinite(node.doubleValue()) ? null : "";
        if (node.isArray())
            for (int i = 0; i < node.size(); i++) {
                String path = infinite(node.get(i));
                if (path != null) return joined(Integer.toString(i), path);
            }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String path = infinite(field.getValue());
            if (path != null) return joined(Text.clean(field.getKey()), path);
        }
        return null;
    }

    private static String joined(String name, String rest) {
        return rest.isEmpty() ? name : name + "." + rest;
    }
}
