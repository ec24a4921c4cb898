package chat.switchboard.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// The AsyncAPI 3 document of the sockets, made of a list of commands and events and of the schemas that REST has too:
/// nothing is described twice.
///
/// The server is the application that it describes: it receives commands, replies to them, and sends events.
final class AsyncApi {
    private static final String MESSAGES = "#/channels/socket/messages/";
    private static final String ANSWER = ".answer";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode sockets;
    private final ObjectNode schemas = JSON.objectNode();
    private final ObjectNode channelMessages = JSON.objectNode();
    private final ObjectNode messages = JSON.objectNode();
    private final ObjectNode operations = JSON.objectNode();

    private AsyncApi(JsonNode sockets, JsonNode restSchemas) {
        this.sockets = sockets;
        schemas.setAll((ObjectNode) restSchemas.deepCopy());
        schemas.setAll((ObjectNode) sockets.get("schemas").deepCopy());
        sockets.get("commands").properties().forEach(it -> command(it.getKey(), it.getValue()));
        sockets.get("events").properties().forEach(it -> event(it.getKey(), it.getValue()));
    }

    /// @param sockets what commands and events there are, as in `openapi/sockets.json`
    /// @param schemas of the OpenAPI document
    static JsonNode document(JsonNode sockets, JsonNode schemas) {
        return new AsyncApi(sockets, schemas).document();
    }

    /// Where in the document a command's payload is described, by the command's name.
    static Map<String, JsonPointer> payloads(JsonNode document) {
        Map<String, JsonPointer> payloads = new TreeMap<>();
        document.get("operations").properties().forEach(operation -> {
            if (operation.getValue().get("action").textValue().equals("receive"))
                payloads.put(
                        operation.getKey(),
                        JsonPointer.compile("/components/messages")
                                .appendProperty(operation.getKey())
                                .appendProperty("payload"));
        });
        return payloads;
    }

    private JsonNode document() {
        ObjectNode document = JSON.objectNode();
        document.put("asyncapi", "3.0.0");
        document.set("info", sockets.get("info"));
        document.put("defaultContentType", "application/json");
        ObjectNode socket = document.putObject("channels").putObject("socket");
        socket.setAll((ObjectNode) sockets.get("channel"));
        socket.set("messages", channelMessages);
        document.set("operations", operations);
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas);
        return document;
    }

    private void command(String name, JsonNode command) {
        JsonNode summary = command.get("summary");
        message(name, summary, payload(command));
        ObjectNode answer = JSON.objectNode();
        answer.putArray("oneOf")
                .add(accepted(command.path("answer")))
                .add(JSON.objectNode().put("$ref", "#/components/schemas/Refused"));
        message(name + ANSWER, JSON.textNode("What " + name + " is acknowledged with"), answer);
        ObjectNode operation = operation(name, "receive", summary);
        operation.set("x-from", command.get("from"));
        ObjectNode reply = operation.putObject("reply");
        reply.putObject("channel").put("$ref", "#/channels/socket");
        reply.putArray("messages").addObject().put("$ref", MESSAGES + name + ANSWER);
    }

    private void event(String name, JsonNode event) {
        message(name, event.get("summary"), event.get("payload"));
        operation(name, "send", event.get("summary")).set("x-to", event.get("to"));
    }

    /// The body that REST takes for the same; what is in REST's path is a field here.
    private JsonNode payload(JsonNode command) {
        String request = command.get("request").textValue();
        if (!command.path("aboutConversation").booleanValue())
            return JSON.objectNode().put("$ref", "#/components/schemas/" + request);
        ObjectNode payload = schemas.get(request).deepCopy();
        ArrayNode required = JSON.arrayNode().add("conversationId");
        for (JsonNode field : payload.path("required"))
            if (!isOptional(command, field.textValue())) required.add(field);
        payload.set("required", required);
        ObjectNode properties = JSON.objectNode();
        properties.putObject("conversationId").put("$ref", "#/components/schemas/Id");
        if (payload.get("properties") instanceof ObjectNode given) properties.setAll(given);
        payload.set("properties", properties);
        return payload;
    }

    /// Some commands may leave out what REST requires.
    private static boolean isOptional(JsonNode command, String field) {
        for (JsonNode optional : command.path("optional"))
            if (optional.textValue().equals(field)) return true;
        return false;
    }

    private static JsonNode accepted(JsonNode fields) {
        ObjectNode accepted = JSON.objectNode().put("type", "object");
        ArrayNode required = accepted.putArray("required").add("ok");
        ObjectNode properties = accepted.putObject("properties");
        properties.putObject("ok").put("const", true);
        fields.properties().forEach(field -> {
            required.add(field.getKey());
            properties.set(field.getKey(), field.getValue());
        });
        return accepted;
    }

    private void message(String name, JsonNode summary, JsonNode payload) {
        ObjectNode message = messages.putObject(name).put("name", name);
        message.set("summary", summary);
        message.set("payload", payload);
        channelMessages.putObject(name).put("$ref", "#/components/messages/" + name);
    }

    private ObjectNode operation(String name, String action, JsonNode summary) {
        ObjectNode operation = operations.putObject(name).put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/socket");
        operation.set("summary", summary);
        operation.putArray("messages").addObject().put("$ref", MESSAGES + name);
        return operation;
    }
}
