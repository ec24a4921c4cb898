package chat.switchboard.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// What is known of a conversation beside its fields, as JSON: the page's, and what the bot found out.
final class ConversationMetadata {
    static final String LANGUAGE = "language";
    static final String SENTIMENT = "sentiment";
    static final String INTENT = "detectedIntent";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConversationMetadata() {}

    /// Null where there is none, or another than a text.
    static String value(String metadata, String name) {
        return metadata.contains('"' + name + '"') ? object(metadata).path(name).textValue() : null;
    }

    /// With these values; null where that changes nothing. What is null stays as it was.
    static String with(String metadata, Map<String, String> values) {
        ObjectNode object = object(metadata);
        boolean changes = false;
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (value.getValue().equals(object.path(value.getKey()).textValue())) continue;
            object.put(value.getKey(), value.getValue());
            changes = true;
        }
        return changes ? object.toString() : null;
    }

    private static ObjectNode object(String metadata) {
        try {
            return (ObjectNode) JSON.readTree(metadata);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Metadata is a JSON object", impossible);
        }
    }
}
