package chat.switchboard.wire;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.OpenConversation;
import chat.switchboard.presence.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/// What clients ask for, the same at both edges: the payload of a socket's command, and the body of
/// REST with the path's id in it. Each record has the fields of one schema of the contract, which it
/// was held against before. What was left out is null, unless the schema requires it.
public final class Requests {
    private Requests() {}

    /// A request about one conversation.
    public interface AboutConversation {
        UUID conversationId();
    }

    /// Nothing but which conversation: hand it over, leave it, acknowledge that a reply is late.
    public record OneConversation(UUID conversationId) implements AboutConversation {}

    /// @param batched whether changes are wanted in batches
    public record JoinInbox(Boolean batched) {
        public boolean isBatched() {
            return batched != null && batched;
        }
    }

    public record Open(String subject, String category, UUID departmentId, ObjectNode metadata, FirstMessage message) {
        public Outcome<OpenConversation> conversation() {
            Outcome<Command.Send> first = message == null ? Outcome.done(null) : message.command();
            Outcome<String> json = metadata == null ? Outcome.done(null) : OpenObject.text("metadata", metadata);
            return first.then(
                    send -> json.map(text -> new OpenConversation(subject, category, departmentId, text, send)));
        }
    }

    public record FirstMessage(UUID id, String kind, String content, List<UUID> attachmentIds, String value) {
        Outcome<Command.Send> command() {
            return Requests.send(id, kind, content, attachmentIds, null, value);
        }
    }

    public record Join(UUID conversationId, Integer after) implements AboutConversation {}

    /// @param value of the option that was picked, where the kind is a quick reply
    public record Send(
            UUID conversationId,
            UUID id,
            String kind,
            String content,
            List<UUID> attachmentIds,
            Integer replyTo,
            String value)
            implements AboutConversation {
        public Outcome<Command.Send> command() {
            return send(id, kind, content, attachmentIds, replyTo, value);
        }
    }

    public record MarkRead(UUID conversationId, int seq) implements AboutConversation {
        public Command command() {
            return new Command.MarkRead(seq);
        }
    }

    public record Typing(UUID conversationId, String preview) implements AboutConversation {}

    /// @param agentId an id, `me`, or null for nobody
    public record Assign(
            UUID conversationId,
            String agentId,
            UUID departmentId,
            String note,
            JsonNode expectedAgentId,
            JsonNode expectedDepartmentId)
            implements AboutConversation {
        /// @param me who asks
        public UUID agentId(UUID me) {
            if (agentId == null) return null;
            return agentId.equals("me") ? me : UUID.fromString(agentId);
        }

        public Expected expected() {
            return Expected.place(Seen.id(expectedAgentId), Seen.id(expectedDepartmentId));
        }
    }

    /// Resolves, reopens or closes.
    public record Settle(UUID conversationId, JsonNode expectedAgentId, String expectedStatus)
            implements AboutConversation {
        public Expected expected() {
            return standing(expectedAgentId, expectedStatus);
        }
    }

    public record Escalate(UUID conversationId, String reason, JsonNode expectedAgentId, String expectedStatus)
            implements AboutConversation {
        public Command command() {
            return new Command.Escalate(reason, standing(expectedAgentId, expectedStatus));
        }
    }

    public record Rate(UUID conversationId, int score, String comment) implements AboutConversation {
        public Command command() {
            return new Command.Rate(score, comment);
        }
    }

    public record Edit(
            UUID conversationId,
            String subject,
            String priority,
            String category,
            UUID departmentId,
            List<String> labels,
            JsonNode expectedSubject,
            String expectedPriority,
            String expectedCategory,
            JsonNode expectedDepartmentId,
            List<String> expectedLabels)
            implements AboutConversation {
        /// Null: stays as it is.
        public Priority newPriority() {
            return priority(priority);
        }

        public Expected expected() {
            return new Expected(
                    null,
                    Seen.id(expectedDepartmentId),
                    Seen.text(expectedSubject),
                    null,
                    priority(expectedPriority),
                    expectedCategory,
                    expectedLabels);
        }

        private static Priority priority(String given) {
            return given == null ? null : Priority.of(given);
        }
    }

    /// @param departmentId null: any
    public record TakeNext(UUID departmentId) {}

    public record RenewSession(String token) {}

    public record SetPresence(String status) {
        public Status asStatus() {
            return Status.of(status);
        }
    }

    private static Expected standing(JsonNode agentId, String status) {
        return Expected.standing(
                Seen.id(agentId), status == null ? null : chat.switchboard.conversation.Status.of(status));
    }

    private static Outcome<Command.Send> send(
            UUID id, String kind, String content, List<UUID> attachmentIds, Integer replyTo, String value) {
        if (attachmentIds != null && !attachmentIds.isEmpty())
            return Outcome.refused(Refusal.invalid("attachmentIds", "There is no such attachment."));
        Message.Kind meant = kind == null ? Message.Kind.TEXT : Message.Kind.of(kind);
        if (value != null && meant != Message.Kind.QUICK_REPLY)
            return Outcome.refused(Refusal.invalid("value", Refusal.Reason.ONLY_OF_QUICK_REPLIES));
        Message.Metadata chosen = value == null ? null : new Message.Metadata.Chosen(value);
        return Outcome.done(new Command.Send(id, meant, content, chosen, replyTo));
    }
}
