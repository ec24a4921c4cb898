package chat.switchboard.gateway;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.wire.Received;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/// Reads an event's one argument strictly: unknown fields and wrong types are refused by name, and so are binary parts,
/// which no command takes.
final class PayloadReader {
    private static final String PAYLOAD = "payload";
    private static final JsonMapper JSON = strict();

    private PayloadReader() {}

    static <T extends Payload> Outcome<T> read(ArrayNode args, Class<T> type) {
        String binary = binaryIn(args);
        if (binary != null) return Outcome.refused(Refusal.invalid(binary, "No binary parts here."));
        JsonNode payload = args.isEmpty() ? JSON.createObjectNode() : args.get(0);
        if (!payload.isObject()) return Outcome.refused(Refusal.invalid(PAYLOAD, "Send one JSON object."));
        return Received.clean(payload).then(clean -> decoded(clean, type));
    }

    private static <T> Outcome<T> decoded(JsonNode payload, Class<T> type) {
        try {
            return Outcome.done(JSON.treeToValue(payload, type));
        } catch (UnrecognizedPropertyException unknown) {
            return Outcome.refused(Refusal.invalid(path(unknown), "There is no such field."));
        } catch (JsonMappingException wrong) {
            return Outcome.refused(Refusal.invalid(path(wrong), "This is not of the type the field takes."));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The payload was parsed already", impossible);
        }
    }

    /// The field with binary parts in it, at any depth, or null. How deep it can be is limited before it comes here.
    private static String binaryIn(ArrayNode args) {
        for (JsonNode argument : args) {
            for (Map.Entry<String, JsonNode> field : argument.properties())
                if (hasBinary(field.getValue())) return field.getKey();
            if (hasBinary(argument)) return PAYLOAD;
        }
        return null;
    }

    private static boolean hasBinary(JsonNode node) {
        if (node.isBinary()) return true;
        for (JsonNode child : node) if (hasBinary(child)) return true;
        return false;
    }

    private static String path(JsonMappingException fault) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : fault.getPath()) {
            if (reference.getFieldName() == null) continue;
            if (!path.isEmpty()) path.append('.');
            path.append(reference.getFieldName());
        }
        return path.isEmpty() ? PAYLOAD : path.toString();
    }

    private static JsonMapper strict() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .addModule(new SimpleModule().addDeserializer(UUID.class, new CanonicalUuid()))
                .build();
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
