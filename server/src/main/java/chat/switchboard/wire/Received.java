package chat.switchboard.wire;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/// JSON that a client sent, made fit to be measured, compared and stored: the same at both edges.
///
/// How deep it may be nested is limited where it is parsed.
public final class Received {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(UUID.class, new CanonicalUuid()))
            .build();

    private Received() {}

    /// Every text in it cleaned ([Text#clean]), names included. Refuses numbers that are beyond all measure, which
    /// are `1e400` on the wire and infinite once read.
    ///
    /// @param json is changed
    public static Outcome<JsonNode> clean(JsonNode json) {
        String infinite = infinite(json);
        return infinite == null
                ? Outcome.done(cleaned(json))
                : Outcome.refused(Refusal.invalid(infinite, Refusal.Reason.NUMBER_TOO_LARGE));
    }

    /// As one of the records of [Requests], or another that has the fields of the schema it was held against.
    ///
    /// @throws IllegalStateException when it does not fit the record: the record or the contract is wrong
    public static <T> T as(Class<T> type, JsonNode request) {
        try {
            return JSON.treeToValue(request, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
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
            case ObjectNode object -> cleaned(object);
            default -> node;
        };
    }

    /// In place, unless a name changes too: nearly every request has the names of the contract.
    private static ObjectNode cleaned(ObjectNode object) {
        boolean hasCleanNames = true;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            field.setValue(cleaned(field.getValue()));
            hasCleanNames &= Text.clean(field.getKey()).equals(field.getKey());
        }
        if (hasCleanNames) return object;
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> renamed.set(Text.clean(field.getKey()), field.getValue()));
        return renamed;
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

    /// Only the usual form of 36 characters; Jackson also takes Base64, and nothing for an id of zeros.
    private static final class CanonicalUuid extends StdScalarDeserializer<UUID> {
        private static final int LENGTH = 36;

        private CanonicalUuid() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            if (text.length() == LENGTH)
                try {
                    return UUID.fromString(text);
                } catch (IllegalArgumentException _) { // as any other text
                }
            throw JsonMappingException.from(json, "not a UUID");
        }
    }
}
