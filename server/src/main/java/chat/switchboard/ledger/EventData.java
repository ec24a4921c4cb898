package chat.switchboard.ledger;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.conversation.Topic;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/// Events as the JSON that is stored, and back.
final class EventData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventData() {}

    /// The name of an event in the `event_log` table; null for those that are rows of a table of their own.
    static String type(Event event) {
        return switch (event) {
            case Event.Opened _ -> "opened";
            case Event.AgentAssigned _ -> "agent_assigned";
            case Event.Updated _ -> "updated";
            case Event.ChatClosed _ -> "closed";
            case Event.Escalated _ -> "escalated";
            case Event.ReplyDue _ -> "reply_due";
            case Event.MessageCreated _, Event.MessagesRead _, Event.ActivityCreated _ -> null;
        };
    }

    /// @param after the conversation right after the event
    static String write(Event event, Conversation after) {
        ObjectNode data = JSON.createObjectNode();
        switch (event) {
            case Event.Opened _, Event.Updated _ -> state(data, after);
            case Event.AgentAssigned assigned -> data.set("agent", JSON.valueToTree(assigned.agent()));
            case Event.ChatClosed closed -> sender(data, closed.by());
            case Event.Escalated escalated -> {
                sender(data, escalated.by());
                data.setAll(ActivityDetails.tree(escalated.why()));
            }
            case Event.ReplyDue due -> {
                data.put("level", due.level().wireName());
                data.put("dueAt", text(due.dueAt()));
            }
            case Event.MessageCreated _, Event.MessagesRead _, Event.ActivityCreated _ ->
                throw new IllegalArgumentException("Stored as a row of its own");
        }
        return data.toString();
    }

    static LoggedEvent read(Position position, String type, UUID conversationId, Instant at, String json) {
        JsonNode data = parse(json);
        boolean hasState = type.equals("opened") || type.equals("updated");
        return new LoggedEvent(
                position, conversationId, at, event(type, conversationId, at, data), hasState ? json : null);
    }

    private static Event event(String type, UUID conversationId, Instant at, JsonNode data) {
        return switch (type) {
            case "message" -> new Event.MessageCreated(message(conversationId, at, data));
            case "read" ->
                new Event.MessagesRead(new ReadMark(
                        conversationId,
                        new Message.Reader(
                                Message.Sender.Type.of(data.path("reader_type").textValue()), id(data, "reader_id")),
                        data.path("seq").intValue(),
                        at));
            case "activity" ->
                new Event.ActivityCreated(new Activity(
                        id(data, "id"),
                        conversationId,
                        sender(data, "actor_"),
                        ActivityDetails.read(
                                data.path("type").textValue(),
                                data.path("details").toString()),
                        at));
            case "opened" -> new Event.Opened();
            case "updated" -> new Event.Updated();
            case "agent_assigned" ->
                new Event.AgentAssigned(
                        new NamedRef(
                                id(data.path("agent"), "id"),
                                data.path("agent").path("name").textValue()),
                        at);
            case "closed" -> new Event.ChatClosed(sender(data, "by_"), at);
            case "escalated" -> new Event.Escalated(sender(data, "by_"), ActivityDetails.escalated(data), at);
            case "reply_due" ->
                new Event.ReplyDue(ReplyClock.Level.of(data.path("level").textValue()), time(data, "dueAt"), at);
            default -> throw new IllegalStateException("The log holds an event of unknown type " + type);
        };
    }

    private static Message message(UUID conversationId, Instant at, JsonNode row) {
        JsonNode metadata = row.path("metadata");
        return new Message(
                conversationId,
                row.path("seq").intValue(),
                id(row, "id"),
                sender(row, "sender_"),
                Message.Kind.of(row.path("kind").textValue()),
                row.path("content").textValue(),
                metadata.isNull() ? null : MessageMetadata.parse(metadata.toString()),
                row.path("reply_to").isNull() ? null : row.path("reply_to").intValue(),
                at);
    }

    private static Message.Sender sender(JsonNode row, String prefix) {
        return new Message.Sender(
                Message.Sender.Type.of(row.path(prefix + "type").textValue()),
                id(row, prefix + "id"),
                row.path(prefix + "name").textValue());
    }

    private static void sender(ObjectNode data, Message.Sender by) {
        data.put("by_type", by.type().wireName());
        data.put("by_id", by.id() == null ? null : by.id().toString());
        data.put("by_name", by.name());
    }

    private static void state(ObjectNode data, Conversation after) {
        Topic topic = after.topic();
        data.put("status", after.status().wireName());
        data.put("priority", topic.priority().wireName());
        data.put("category", topic.category());
        data.put("subject", topic.subject());
        topic.labels().forEach(data.putArray("labels")::add);
        data.set("department", JSON.valueToTree(topic.department()));
        data.set("assignedAgent", JSON.valueToTree(after.assignedAgent()));
        data.put("requestedAgentAt", text(after.times().requestedAgentAt()));
        data.put("assignedAt", text(after.times().assignedAt()));
        data.put("firstResponseAt", text(after.times().firstResponseAt()));
        data.put("escalatedAt", text(after.times().escalatedAt()));
        data.put("resolvedAt", text(after.times().resolvedAt()));
        data.put("closedAt", text(after.times().closedAt()));
        data.put("rating", after.rating() == null ? null : after.rating().score());
    }

    private static UUID id(JsonNode data, String field) {
        String text = data.path(field).textValue();
        return text == null ? null : UUID.fromString(text);
    }

    private static Instant time(JsonNode data, String field) {
        String text = data.path(field).textValue();
        return text == null ? null : Instant.parse(text);
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("The log holds an event nobody can read", fault);
        }
    }
}
