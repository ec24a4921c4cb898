package chat.switchboard.wire;

import static chat.switchboard.wire.Json.field;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.Contact;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.conversation.Status;
import chat.switchboard.conversation.Times;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.ActivityDetails;
import chat.switchboard.presence.Arrival;
import chat.switchboard.queue.QueuePosition;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The objects of the contract as JSON. Every field is written by name: a customer's view is an allow-list,
/// and what staff see in addition stands in one place each.
public final class Views {
    private Views() {}

    /// @param queue its place while it waits, or null
    public static void conversation(JsonGenerator json, Conversation c, QueuePosition queue, Audience audience)
            throws IOException {
        json.writeStartObject();
        field(json, "id", c.id());
        json.writeNumberField("number", c.number());
        field(json, "subject", c.topic().subject());
        field(json, "category", c.topic().category());
        field(json, "priority", c.topic().priority().wireName());
        field(json, "status", c.status().wireName());
        customer(json, c.customer(), audience);
        person(json, "assignedAgent", c.assignedAgent());
        person(json, "department", c.topic().department());
        times(json, c.times());
        json.writeNumberField("unansweredCount", c.counts().unanswered());
        json.writeNumberField("lastSeq", c.counts().lastSeq());
        lastMessage(json, c.lastMessage());
        queueField(json, c.status() == Status.WAITING ? queue : null);
        rating(json, c.rating());
        json.writeFieldName("metadata");
        json.writeRawValue(
                audience == Audience.STAFF
                        ? c.topic().metadata()
                        : StaffMetadata.without(c.topic().metadata()));
        field(json, "createdAt", c.times().createdAt());
        field(json, "updatedAt", c.times().updatedAt());
        if (audience == Audience.STAFF) staffOnly(json, c);
        json.writeEndObject();
    }

    public static void message(JsonGenerator json, Message m) throws IOException {
        json.writeStartObject();
        field(json, "conversationId", m.conversationId());
        json.writeNumberField("seq", m.seq());
        field(json, "id", m.id());
        json.writeFieldName("sender");
        sender(json, m.sender());
        field(json, "kind", m.kind().wireName());
        field(json, "content", m.content());
        json.writeArrayFieldStart("attachments");
        json.writeEndArray();
        metadata(json, m.metadata());
        if (m.replyTo() == null) json.writeNullField("replyTo");
        else json.writeNumberField("replyTo", m.replyTo());
        field(json, "createdAt", m.createdAt());
        json.writeEndObject();
    }

    public static void readMark(JsonGenerator json, ReadMark mark) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("reader");
        field(json, "type", mark.reader().type().wireName());
        field(json, "id", mark.reader().id());
        json.writeEndObject();
        json.writeNumberField("seq", mark.seq());
        field(json, "at", mark.at());
        json.writeEndObject();
    }

    /// Staff only.
    public static void activity(JsonGenerator json, Activity activity) throws IOException {
        json.writeStartObject();
        field(json, "id", activity.id());
        field(json, "type", activity.type());
        json.writeFieldName("by");
        sender(json, activity.by());
        json.writeFieldName("details");
        json.writeRawValue(ActivityDetails.write(activity.details()));
        field(json, "createdAt", activity.createdAt());
        json.writeEndObject();
    }

    public static void sender(JsonGenerator json, Message.Sender sender) throws IOException {
        json.writeStartObject();
        field(json, "type", sender.type().wireName());
        field(json, "id", sender.id());
        field(json, "name", sender.name());
        json.writeEndObject();
    }

    public static void person(JsonGenerator json, String name, NamedRef person) throws IOException {
        if (person == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        field(json, "id", person.id());
        field(json, "name", person.name());
        json.writeEndObject();
    }

    private static void customer(JsonGenerator json, Conversation.Customer customer, Audience audience)
            throws IOException {
        json.writeObjectFieldStart("customer");
        field(json, "id", customer.id());
        field(json, "name", customer.name());
        field(json, "kind", customer.kind().wireName());
        if (audience == Audience.STAFF) contact(json, customer.contact());
        json.writeEndObject();
    }

    private static void contact(JsonGenerator json, Contact contact) throws IOException {
        field(json, "email", contact.email());
        field(json, "phone", contact.phone());
        field(json, "locale", contact.locale());
        json.writeFieldName("attributes");
        json.writeRawValue(contact.attributes());
    }

    private static void times(JsonGenerator json, Times times) throws IOException {
        field(json, "requestedAgentAt", times.requestedAgentAt());
        field(json, "assignedAt", times.assignedAt());
        field(json, "firstResponseAt", times.firstResponseAt());
        field(json, "escalatedAt", times.escalatedAt());
        field(json, "resolvedAt", times.resolvedAt());
        field(json, "closedAt", times.closedAt());
    }

    private static void lastMessage(JsonGenerator json, LastMessage last) throws IOException {
        if (last == null) {
            json.writeNullField("lastMessageAt");
            json.writeNullField("lastMessage");
            return;
        }
        field(json, "lastMessageAt", last.at());
        json.writeObjectFieldStart("lastMessage");
        json.writeObjectFieldStart("sender");
        field(json, "type", last.senderType().wireName());
        field(json, "name", last.senderName());
        json.writeEndObject();
        field(json, "kind", last.kind().wireName());
        field(json, "preview", last.preview());
        json.writeEndObject();
    }

    private static void rating(JsonGenerator json, Conversation.Rating rating) throws IOException {
        if (rating == null) {
            json.writeNullField("rating");
            return;
        }
        json.writeObjectFieldStart("rating");
        json.writeNumberField("score", rating.score());
        field(json, "comment", rating.comment());
        json.writeEndObject();
    }

    private static void staffOnly(JsonGenerator json, Conversation c) throws IOException {
        json.writeArrayFieldStart("labels");
        for (String label : c.topic().labels()) json.writeString(label);
        json.writeEndArray();
        json.writeNumberField("unreadCount", c.counts().unread());
        json.writeNumberField("notesCount", 0);
        field(json, "previousConversationId", c.service().previousConversationId());
        replyDue(json, c.replyClock());
    }

    public static void queueField(JsonGenerator json, QueuePosition place) throws IOException {
        if (place == null) {
            json.writeNullField("queue");
            return;
        }
        json.writeObjectFieldStart("queue");
        placeFields(json, place);
        json.writeEndObject();
    }

    public static void placeFields(JsonGenerator json, QueuePosition place) throws IOException {
        json.writeNumberField("position", place.position());
        waitField(json, place.estimatedWaitSeconds());
    }

    public static void waitField(JsonGenerator json, Integer seconds) throws IOException {
        if (seconds == null) json.writeNullField("estimatedWaitSeconds");
        else json.writeNumberField("estimatedWaitSeconds", seconds);
    }

    private static void replyDue(JsonGenerator json, ReplyClock clock) throws IOException {
        if (clock.dueAt() == null) {
            json.writeNullField("replyDue");
            return;
        }
        json.writeObjectFieldStart("replyDue");
        field(json, "dueAt", clock.dueAt());
        json.writeBooleanField("overdue", clock.isOverdue());
        field(json, "level", clock.level().wireName());
        person(json, "acknowledgedBy", clock.acknowledgedBy());
        json.writeEndObject();
    }

    /// What somebody of the staff is told who says that they are here.
    public static void arrivalFields(JsonGenerator json, Arrival arrival) throws IOException {
        field(json, "status", arrival.status().wireName());
        json.writeArrayFieldStart("lost");
        for (Arrival.Lost lost : arrival.lost()) {
            json.writeStartObject();
            idField(json, lost.conversationId());
            json.writeNumberField("number", lost.number());
            field(json, "at", lost.at());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// Why something is refused, for those who say it in words of their own; nothing where an edge has only a sentence.
    public static void becauseFields(JsonGenerator json, Refusal.Because because) throws IOException {
        if (because == null) return;
        field(json, "reason", because.reason().wireName());
        if (because.parameters().isEmpty()) return;
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, Object> parameter : because.parameters().entrySet())
            json.writeObjectField(parameter.getKey(), parameter.getValue());
        json.writeEndObject();
    }

    private static void plain(JsonGenerator json, Object value) throws IOException {
        if (!(value instanceof List<?> list)) {
            json.writeObject(value);
            return;
        }
        json.writeStartArray();
        for (Object element : list) json.writeObject(element);
        json.writeEndArray();
    }

    /// @param fields numbers, truth values, texts, lists of them, null
    public static void object(JsonGenerator json, Map<String, ?> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, ?> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            plain(json, field.getValue());
        }
        json.writeEndObject();
    }

    /// What stands instead of what was expected.
    public static void currentField(JsonGenerator json, Refusal.Current current) throws IOException {
        switch (current) {
            case Refusal.Current.Text(String value) -> field(json, "current", value);
            case Refusal.Current.Texts(List<String> values) -> {
                json.writeArrayFieldStart("current");
                for (String value : values) json.writeString(value);
                json.writeEndArray();
            }
            case Refusal.Current.Values(Map<String, ?> byName) -> {
                json.writeFieldName("current");
                object(json, byName);
            }
            case Refusal.Current.Rows(List<Map<String, Object>> rows) -> {
                json.writeArrayFieldStart("current");
                for (Map<String, Object> row : rows) object(json, row);
                json.writeEndArray();
            }
            case Refusal.Current.Named(UUID id, String name) -> {
                json.writeObjectFieldStart("current");
                field(json, "id", id);
                field(json, "name", name);
                json.writeEndObject();
            }
        }
    }

    private static void metadata(JsonGenerator json, Message.Metadata metadata) throws IOException {
        json.writeObjectFieldStart("metadata");
        switch (metadata) {
            case null -> {}
            case Message.Metadata.Fact(String event, NamedRef agent, NamedRef department, boolean inOwnWords) -> {
                field(json, "event", event);
                if (agent != null) person(json, "agent", agent);
                if (department != null) person(json, "department", department);
                if (inOwnWords) json.writeBooleanField("inOwnWords", true);
            }
            case Message.Metadata.QuickReplies replies -> options(json, replies);
            case Message.Metadata.Chosen(String value) -> field(json, "value", value);
        }
        json.writeEndObject();
    }

    private static void options(JsonGenerator json, Message.Metadata.QuickReplies replies) throws IOException {
        json.writeArrayFieldStart("options");
        for (Message.Metadata.Option option : replies.options()) {
            json.writeStartObject();
            field(json, "value", option.value());
            field(json, "label", option.label());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// `{"ok":true}` and the parts an acknowledgement adds.
    public static void conversationField(JsonGenerator json, Conversation c, QueuePosition queue, Audience audience)
            throws IOException {
        json.writeFieldName("conversation");
        conversation(json, c, queue, audience);
    }

    public static void messageField(JsonGenerator json, Message message) throws IOException {
        json.writeFieldName("message");
        message(json, message);
    }

    public static void idField(JsonGenerator json, UUID conversationId) throws IOException {
        field(json, "conversationId", conversationId);
    }
}
