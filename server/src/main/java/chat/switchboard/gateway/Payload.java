package chat.switchboard.gateway;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.Message;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.presence.Status;
import chat.switchboard.wire.OpenObject;
import chat.switchboard.wire.Seen;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/// What commands carry, field by field. Anything else in a payload is refused.
interface Payload {

    /// The name of a required field that is not there, or null.
    default String missing() {
        return null;
    }

    /// About one conversation, which must be named.
    interface OfConversation extends Payload {
        UUID conversationId();

        @Override
        default String missing() {
            return conversationId() == null ? "conversationId" : null;
        }
    }

    record Nothing() implements Payload {}

    record One(UUID conversationId) implements OfConversation {}

    record Open(String subject, String category, UUID departmentId, ObjectNode metadata, FirstMessage message)
            implements Payload {
        @Override
        public String missing() {
            return message == null || message.missing() == null ? null : "message." + message.missing();
        }

        Outcome<String> metadataText() {
            return metadata == null ? Outcome.done(null) : OpenObject.text("metadata", metadata);
        }
    }

    record FirstMessage(UUID id, String kind, String content, List<UUID> attachmentIds) implements Payload {
        @Override
        public String missing() {
            if (id == null) return "id";
            return content == null ? "content" : null;
        }

        Outcome<Command.Send> command() {
            return said(id, kind, content, attachmentIds, null);
        }
    }

    record Join(UUID conversationId, Integer after) implements OfConversation {}

    record Send(UUID conversationId, UUID id, String kind, String content, List<UUID> attachmentIds, Integer replyTo)
            implements OfConversation {
        @Override
        public String missing() {
            if (conversationId == null) return "conversationId";
            if (id == null) return "id";
            return content == null ? "content" : null;
        }

        Outcome<Command.Send> command() {
            return said(id, kind, content, attachmentIds, replyTo);
        }
    }

    record Read(UUID conversationId, Integer seq) implements OfConversation {
        @Override
        public String missing() {
            if (conversationId == null) return "conversationId";
            return seq == null ? "seq" : null;
        }
    }

    record Typing(UUID conversationId, String preview) implements OfConversation {}

    record Assign(
            UUID conversationId,
            String agentId,
            UUID departmentId,
            String note,
            JsonNode expectedAgentId,
            JsonNode expectedDepartmentId)
            implements OfConversation {
        Outcome<Expected> expected() {
            return Seen.id("expectedAgentId", expectedAgentId)
                    .then(agent -> Seen.id("expectedDepartmentId", expectedDepartmentId)
                            .map(department -> Expected.place(agent, department)));
        }
    }

    /// Resolves, reopens or closes.
    record Settle(UUID conversationId, JsonNode expectedAgentId, String expectedStatus) implements OfConversation {
        Outcome<Expected> expected() {
            return standing(expectedAgentId, expectedStatus);
        }
    }

    record Next(UUID departmentId) implements Payload {}

    record Renew(String token) implements Payload {
        @Override
        public String missing() {
            return token == null ? "token" : null;
        }
    }

    record Presence(String status) implements Payload {
        @Override
        public String missing() {
            return status == null ? "status" : null;
        }

        Outcome<Status> asStatus() {
            return Status.named(status)
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(Refusal.invalid("status", "One of online, busy and offline.")));
        }
    }

    record Escalate(UUID conversationId, String reason, JsonNode expectedAgentId, String expectedStatus)
            implements OfConversation {
        Outcome<Expected> expected() {
            return standing(expectedAgentId, expectedStatus);
        }

        @Override
        public String missing() {
            if (conversationId == null) return "conversationId";
            return reason == null ? "reason" : null;
        }
    }

    record Rate(UUID conversationId, Integer score, String comment) implements OfConversation {
        @Override
        public String missing() {
            if (conversationId == null) return "conversationId";
            return score == null ? "score" : null;
        }
    }

    private static Outcome<Expected> standing(JsonNode agentId, String status) {
        return Seen.id("expectedAgentId", agentId)
                .then(agent -> Seen.status(status).map(known -> Expected.standing(agent, known)));
    }

    private static Outcome<Command.Send> said(
            UUID id, String kind, String content, List<UUID> attachmentIds, Integer replyTo) {
        if (attachmentIds != null && !attachmentIds.isEmpty())
            return Outcome.refused(Refusal.invalid("attachmentIds", "There is no such attachment."));
        return switch (kind) {
            case null -> Outcome.done(new Command.Send(id, Message.Kind.TEXT, content, null, replyTo));
            case "text" -> Outcome.done(new Command.Send(id, Message.Kind.TEXT, content, null, replyTo));
            case "quick_reply" -> Outcome.done(new Command.Send(id, Message.Kind.QUICK_REPLY, content, null, replyTo));
            default -> Outcome.refused(Refusal.invalid("kind", "One of text and quick_reply."));
        };
    }
}
