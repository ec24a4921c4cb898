package chat.switchboard.gateway;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.insight.Inbox;
import chat.switchboard.presence.Change;
import chat.switchboard.queue.Availability;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.socketio.Frame;
import chat.switchboard.texts.Texts;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// The server's events, each encoded once for everybody who gets it.
final class Frames {
    private Frames() {}

    static Frame messageCreated(Message message) {
        return about(message.conversationId(), "message.created", json -> Views.messageField(json, message));
    }

    static Frame messagesRead(ReadMark mark) {
        return about(mark.conversationId(), "messages.read", json -> {
            json.writeFieldName("mark");
            Views.readMark(json, mark);
        });
    }

    static Frame agentAssigned(UUID conversationId, Event.AgentAssigned assigned) {
        return about(conversationId, "agent.assigned", json -> {
            Views.person(json, "agent", assigned.agent());
            json.writeStringField("at", Json.time(assigned.at()));
        });
    }

    static Frame chatClosed(UUID conversationId, Event.ChatClosed closed) {
        return about(conversationId, "chat.closed", json -> {
            json.writeFieldName("by");
            Views.sender(json, closed.by());
            json.writeStringField("at", Json.time(closed.at()));
        });
    }

    static Frame activityCreated(Activity activity) {
        return about(activity.conversationId(), "activity.created", json -> {
            json.writeFieldName("activity");
            Views.activity(json, activity);
        });
    }

    static Frame escalated(UUID conversationId, Event.Escalated escalated) {
        return about(conversationId, "conversation.escalated", json -> {
            json.writeFieldName("by");
            Views.sender(json, escalated.by());
            Activity.Details.Escalated why = escalated.why();
            json.writeStringField("cause", why.cause().name().toLowerCase(Locale.ROOT));
            if (why.messages() != null) json.writeNumberField("messages", why.messages());
            json.writeStringField("reason", reason(why));
            json.writeStringField("at", Json.time(escalated.at()));
        });
    }

    /// What was said, or an English sentence for clients that do not know the cause.
    private static String reason(Activity.Details.Escalated why) {
        return switch (why.cause()) {
            case BY_HAND -> why.reason();
            case UNANSWERED_MESSAGES ->
                Texts.SHIPPED.render(
                        "escalation.unanswered_messages", Texts.FALLBACK, Map.of("messages", why.messages()));
        };
    }

    static Frame replyDue(UUID conversationId, Event.ReplyDue due) {
        return about(conversationId, "reply.due", json -> {
            json.writeStringField("level", due.level().wireName());
            json.writeStringField("dueAt", Json.time(due.dueAt()));
            json.writeStringField("at", Json.time(due.at()));
        });
    }

    static Frame conversationCreated(Conversation conversation, QueuePosition place, Audience audience) {
        return event("conversation.created", json -> Views.conversationField(json, conversation, place, audience));
    }

    static Frame conversationUpdated(Conversation conversation, QueuePosition place, Audience audience) {
        return event("conversation.updated", json -> Views.conversationField(json, conversation, place, audience));
    }

    /// @param rows conversations in the view of staff, as JSON
    static Frame inboxChanged(List<byte[]> rows, List<UUID> removed, Inbox.Counts counts) {
        byte[] rest = Json.object(json -> {
            json.writeArrayFieldStart("removed");
            for (UUID id : removed) json.writeString(id.toString());
            json.writeEndArray();
            counts(json, counts);
        });
        return Frame.event("inbox.changed", Json.withArray("conversations", rows, rest));
    }

    static void counts(JsonGenerator json, Inbox.Counts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("automated", counts.automated());
        json.writeNumberField("waiting", counts.waiting());
        json.writeNumberField("active", counts.active());
        json.writeNumberField("mine", counts.mine());
        json.writeNumberField("escalated", counts.escalated());
        json.writeNumberField("overdue", counts.overdue());
        json.writeEndObject();
    }

    static Frame queueUpdated(UUID conversationId, QueuePosition place) {
        return about(conversationId, "queue.updated", json -> Views.placeFields(json, place));
    }

    static Frame presenceChanged(Change change) {
        return event("agent.presence.changed", json -> {
            Views.person(json, "agent", change.agent());
            json.writeStringField("status", change.status().wireName());
            json.writeStringField("at", Json.time(change.at()));
        });
    }

    static Frame availability(Availability availability) {
        return event("agents.availability", json -> {
            json.writeBooleanField("online", availability.online());
            Views.waitField(json, availability.estimatedWaitSeconds());
            json.writeBooleanField("bot", availability.bot());
        });
    }

    static Frame position(UUID conversationId, int lastSeq) {
        return about(conversationId, "conversation.position", json -> json.writeNumberField("lastSeq", lastSeq));
    }

    static Frame typingStarted(UUID conversationId, Message.Sender by, String preview) {
        return about(conversationId, "typing.started", json -> {
            json.writeFieldName("by");
            Views.sender(json, by);
            if (preview != null) json.writeStringField("preview", preview);
        });
    }

    static Frame typingStopped(UUID conversationId, Message.Sender by) {
        return about(conversationId, "typing.stopped", json -> {
            json.writeFieldName("by");
            Views.sender(json, by);
        });
    }

    static Frame draining(long reconnectWithinMillis) {
        return event("server.draining", json -> json.writeNumberField("reconnectWithinMs", reconnectWithinMillis));
    }

    private static Frame about(UUID conversationId, String event, Json.Part parts) {
        return event(event, json -> {
            Views.idField(json, conversationId);
            parts.writeTo(json);
        });
    }

    private static Frame event(String name, Json.Part parts) {
        return Frame.event(name, Json.object(parts));
    }
}
