package chat.switchboard.conversation;

import java.util.List;
import java.util.UUID;

/// Everything somebody may ask of a conversation. Null means "not said" where a part is optional.
public sealed interface Command {

    /// @param id made by the sender; sending it again returns the first result
    record Send(UUID id, Message.Kind kind, String content, Message.Metadata metadata, Integer replyTo)
            implements Command {
        public static Send text(UUID id, String content) {
            return new Send(id, Message.Kind.TEXT, content, null, null);
        }
    }

    record MarkRead(int seq) implements Command {}

    /// The customer wants to talk to a person.
    record Handoff() implements Command {}

    /// Accept, transfer, or (with neither agent nor department) back to the queue.
    record Assign(Person agent, Person department, String note) implements Command {
        public static Assign to(Person agent) {
            return new Assign(agent, null, null);
        }
    }

    record Resolve() implements Command {}

    record Reopen() implements Command {}

    record Close() implements Command {}

    record Escalate(String reason) implements Command {}

    /// @param score 1 to 5
    record Rate(int score, String comment) implements Command {}

    record Edit(String subject, Priority priority, String category, Person department, List<String> labels)
            implements Command {}
}
