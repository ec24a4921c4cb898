package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Counts;
import chat.switchboard.conversation.Counts.Bursts;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.Sender;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.conversation.Service;
import chat.switchboard.conversation.Status;
import chat.switchboard.conversation.Times;
import chat.switchboard.conversation.Topic;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.queue.QueuePosition;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// The golden files of `protocol/`, and how a client's JSON becomes our values again.
final class Golden {
    static final ObjectMapper JSON = new ObjectMapper();
    static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final Path FOLDER = Path.of("..", "protocol");

    private Golden() {}

    static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList().stream();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static Conversation conversation(JsonNode json) {
        JsonNode customer = json.get("customer");
        return new Conversation(
                uuid(json.get("id")),
                json.get("number").longValue(),
                new Conversation.Customer(
                        uuid(customer.get("id")),
                        text(customer.get("name")),
                        Sender.Type.of(customer.get("kind").textValue()),
                        contact(customer)),
                topic(json),
                Status.of(json.get("status").textValue()),
                person(json.get("assignedAgent")),
                times(json),
                new Counts(
                        json.get("lastSeq").intValue(),
                        json.get("unansweredCount").intValue(),
                        Bursts.NONE,
                        json.path("unreadCount").intValue(),
                        0),
                lastMessage(json),
                rating(json.get("rating")),
                Service.after(uuid(json.path("previousConversationId")), null),
                replyClock(json.path("replyDue")),
                Map.of());
    }

    private static ReplyClock replyClock(JsonNode json) {
        if (!json.isObject()) return ReplyClock.STOPPED;
        return new ReplyClock(
                time(json.get("dueAt")),
                time(json.get("dueAt")),
                null,
                ReplyClock.Level.of(json.get("level").textValue()),
                person(json.get("acknowledgedBy")));
    }

    static QueuePosition place(JsonNode json) {
        if (!json.isObject()) return null;
        JsonNode wait = json.get("estimatedWaitSeconds");
        return new QueuePosition(json.get("position").intValue(), wait.isNull() ? null : wait.intValue());
    }

    static Message message(JsonNode json) {
        return new Message(
                uuid(json.get("conversationId")),
                json.get("seq").intValue(),
                uuid(json.get("id")),
                sender(json.get("sender")),
                Message.Kind.of(json.get("kind").textValue()),
                json.get("content").textValue(),
                metadata(json.get("metadata")),
                json.get("replyTo").isNull() ? null : json.get("replyTo").intValue(),
                time(json.get("createdAt")));
    }

    static Sender sender(JsonNode json) {
        return new Sender(Sender.Type.of(json.get("type").textValue()), uuid(json.get("id")), text(json.get("name")));
    }

    static NamedRef person(JsonNode json) {
        return json.isNull() ? null : new NamedRef(uuid(json.get("id")), text(json.get("name")));
    }

    static UUID uuid(JsonNode json) {
        return json.isTextual() ? UUID.fromString(json.textValue()) : null;
    }

    static Instant time(JsonNode json) {
        return json.isNull() ? null : Instant.parse(json.textValue());
    }

    static String text(JsonNode json) {
        return json == null || json.isNull() ? null : json.textValue();
    }

    private static Conversation.Contact contact(JsonNode customer) {
        return new Conversation.Contact(
                text(customer.get("email")),
                text(customer.get("phone")),
                text(customer.get("locale")),
                customer.has("attributes") ? customer.get("attributes").toString() : "{}");
    }

    private static Topic topic(JsonNode json) {
        List<String> labels = new ArrayList<>();
        json.path("labels").forEach(label -> labels.add(label.textValue()));
        return new Topic(
                text(json.get("subject")),
                json.get("category").textValue(),
                Priority.of(json.get("priority").textValue()),
                person(json.get("department")),
                json.get("metadata").toString(),
                labels);
    }

    private static Times times(JsonNode json) {
        return new Times(
                time(json.get("createdAt")),
                time(json.get("updatedAt")),
                time(json.get("requestedAgentAt")),
                time(json.get("assignedAt")),
                time(json.get("firstResponseAt")),
                time(json.get("escalatedAt")),
                time(json.get("resolvedAt")),
                time(json.get("closedAt")));
    }

    private static Conversation.LastMessage lastMessage(JsonNode json) {
        JsonNode last = json.get("lastMessage");
        if (last.isNull()) return null;
        return new Conversation.LastMessage(
                Sender.Type.of(last.get("sender").get("type").textValue()),
                text(last.get("sender").get("name")),
                Message.Kind.of(last.get("kind").textValue()),
                last.get("preview").textValue(),
                time(json.get("lastMessageAt")));
    }

    private static Conversation.Rating rating(JsonNode json) {
        return json.isNull() ? null : new Conversation.Rating(json.get("score").intValue(), text(json.get("comment")));
    }

    private static Message.Metadata metadata(JsonNode json) {
        if (json.has("event"))
            return new Message.Metadata.Fact(
                    json.get("event").textValue(),
                    json.has("agent") ? person(json.get("agent")) : null,
                    json.has("department") ? person(json.get("department")) : null,
                    json.path("inOwnWords").booleanValue());
        if (!json.has("options")) return null;
        List<Message.Metadata.Option> options = new ArrayList<>();
        json.get("options")
                .forEach(option -> options.add(new Message.Metadata.Option(
                        option.get("value").textValue(), option.get("label").textValue())));
        return new Message.Metadata.QuickReplies(options);
    }
}
