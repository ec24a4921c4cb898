package chat.switchboard.contract;

import chat.switchboard.contract.Contract.Operation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Bodies of requests, made from the contract's schemas.
public final class SampleBodies {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// What the schemas of fields that must be there do not tell.
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("email", "a@b.example"),
            Map.entry("agentId", "me"),
            // Also a file without rows.
            Map.entry("content", "[]"),
            Map.entry("reason", "Late"),
            Map.entry("password", "wrong"),
            Map.entry("slug", "a-slug"),
            Map.entry("language", "en"),
            Map.entry("color", "#1f6feb"),
            Map.entry("shortcut", "hello"),
            Map.entry("category", "other"));

    private final JsonNode rest;
    private final JsonNode sockets;

    public SampleBodies(Contract contract) {
        rest = parsed(contract.openApi());
        sockets = parsed(contract.asyncApi());
    }

    /// The operation as it stands in the OpenAPI document.
    public JsonNode declared(Operation operation) {
        return rest.at(JsonPointer.compile("/paths")
                .appendProperty(operation.path())
                .appendProperty(operation.method().name().toLowerCase(Locale.ROOT)));
    }

    /// A socket's command as it stands in the AsyncAPI document.
    public JsonNode declared(String command) {
        return sockets.get("operations").get(command);
    }

    /// The least that fits; null where no body is read.
    public ObjectNode least(Operation operation) {
        return operation.body() == null ? null : (ObjectNode) sample(rest, schema(operation), "");
    }

    public String leastText(Operation operation) {
        ObjectNode least = least(operation);
        return least == null ? null : least.toString();
    }

    /// The least that changes something: one field where none has to be there, but one of them does.
    public ObjectNode change(Operation operation) {
        ObjectNode body = least(operation);
        JsonNode schema = schema(operation);
        if (body == null || !body.isEmpty() || schema.path("minProperties").asInt() == 0) return body;
        Map.Entry<String, JsonNode> field =
                schema.get("properties").properties().iterator().next();
        body.set(field.getKey(), sample(rest, field.getValue(), field.getKey()));
        return body;
    }

    /// The least that fits a socket's command.
    public ObjectNode least(String command) {
        JsonNode message = sockets.get("components").get("messages").get(command);
        return (ObjectNode) sample(sockets, message.get("payload"), "");
    }

    public Stream<JsonPointer> fields(Operation operation) {
        List<JsonPointer> found = new ArrayList<>();
        collect(schema(operation), JsonPointer.empty(), found);
        return found.stream();
    }

    private JsonNode schema(Operation operation) {
        JsonNode declared = declared(operation).path("requestBody");
        return resolved(rest, resolved(rest, declared).at("/content/application~1json/schema"));
    }

    private void collect(JsonNode schema, JsonPointer at, List<JsonPointer> found) {
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            JsonPointer place = at.appendProperty(field.getKey());
            found.add(place);
            JsonNode type = resolved(rest, field.getValue());
            collect(type, place, found);
            if (!type.has("items")) continue;
            found.add(place.appendIndex(0));
            collect(resolved(rest, type.get("items")), place.appendIndex(0), found);
        }
    }

    /// A body that fits, but for this value at this place.
    public String with(Operation operation, JsonPointer place, String value) {
        ObjectNode body = least(operation);
        put(body, schema(operation), place, value);
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void put(ObjectNode object, JsonNode schema, JsonPointer place, String value) {
        String name = place.getMatchingProperty();
        JsonNode type = resolved(rest, schema.get("properties").get(name));
        JsonPointer tail = place.tail();
        if (tail.matches()) object.putRawValue(name, new RawValue(value));
        else if (tail.getMatchingIndex() < 0) {
            if (!object.path(name).isObject()) object.set(name, sample(rest, type, name));
            put((ObjectNode) object.get(name), type, tail, value);
        } else {
            ArrayNode list = object.putArray(name);
            JsonNode items = resolved(rest, type.get("items"));
            if (tail.tail().matches()) list.addRawValue(new RawValue(value));
            else {
                list.add(sample(rest, items, name));
                put((ObjectNode) list.get(0), items, tail.tail(), value);
            }
        }
    }

    private static JsonNode sample(JsonNode document, JsonNode declared, String name) {
        JsonNode schema = resolved(document, declared);
        if (schema.has("enum")) return schema.get("enum").get(0);
        if (SAMPLES.containsKey(name)) return JSON.getNodeFactory().textNode(SAMPLES.get(name));
        String type = schema.path("type").isArray()
                ? schema.get("type").get(0).textValue()
                : schema.path("type").textValue();
        return switch (type) {
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                for (JsonNode required : schema.path("required"))
                    object.set(
                            required.textValue(),
                            sample(document, schema.get("properties").get(required.textValue()), required.textValue()));
                yield object;
            }
            case "array" -> JSON.createArrayNode();
            case "integer" ->
                JSON.getNodeFactory()
                        .numberNode(Math.max(1, schema.path("minimum").asInt()));
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            default ->
                JSON.getNodeFactory()
                        .textNode(
                                schema.path("format").asText().equals("uuid")
                                        ? UUID.randomUUID().toString()
                                        : "x");
        };
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").textValue().substring(1)) : schema;
    }

    private static JsonNode parsed(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
