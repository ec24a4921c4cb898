package chat.switchboard.gateway;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.type.LogicalType;

/// Reads an event's one argument strictly: unknown fields and wrong types are refused by name.
final class PayloadReader {
    private static final JsonMapper JSON = strict();

    private PayloadReader() {}

    static <T extends Payload> Outcome<T> read(ArrayNode args, Class<T> type) {
        JsonNode payload = args.isEmpty() ? JSON.createObjectNode() : args.get(0);
        if (!payload.isObject()) return Outcome.refused(Refusal.invalid("payload", "Send one JSON object."));
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

    private static String path(JsonMappingException fault) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : fault.getPath()) {
            if (reference.getFieldName() == null) continue;
            if (!path.isEmpty()) path.append('.');
            path.append(reference.getFieldName());
        }
        return path.isEmpty() ? "payload" : path.toString();
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
                .build();
    }
}
