package chat.switchboard.conversation;

import chat.switchboard.conversation.Topic.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Everything somebody may ask of a conversation. Null means "not said" where a part is optional.
public sealed interface Command {

    /// What was believed of the conversation when this was asked for.
    default Expected expected() {
        return Expected.NOTHING;
    }

    /// @param id made by the sender; sending it again returns the first result
    record Send(UUID id, Message.Kind kind, String content, Message.Metadata metadata, Integer replyTo)
            implements Command {
        public static Send text(UUID id, String content) {
            return new Send(id, Message.Kind.TEXT, content, null, null);
        }

        Message message(UUID conversationId, int seq, Message.Sender sender, Instant at) {
            return new Message(conversationId, seq, id, sender, kind, content, metadata, replyTo, at);
        }
    }

    record MarkRead(int seq) implements Command {}

    /// The customer wants to talk to a person.
    record Handoff() implements Command {}

    /// Accept, transfer, or (with neither agent nor department) back to the queue. Whoever takes it without saying whom
    /// they expect to have it, expects nobody.
    record Assign(NamedRef agent, NamedRef department, String note, Expected expected) implements Command {
        public Assign(NamedRef agent, NamedRef department, String note) {
            this(agent, department, note, Expected.NOTHING);
        }

        public static Assign to(NamedRef agent) {
            return new Assign(agent, null, null);
        }
    }

    record Resolve(Expected expected) implements Command {
        public Resolve() {
            this(Expected.NOTHING);
        }
    }

    record Reopen(Expected expected) implements Command {
        public Reopen() {
            this(Expected.NOTHING);
        }
    }

    record Close(Expected expected) implements Command {
        public Close() {
            this(Expected.NOTHING);
        }
    }

    record Escalate(String reason, Expected expected) implements Command {
        public Escalate(String reason) {
            this(reason, Expected.NOTHING);
        }
    }

    /// "I see that this is late": nobody else is told.
    record Acknowledge() implements Command {}

    /// @param score 1 to 5
    record Rate(int score, String comment) implements Command {}

    record Edit(
            String subject,
            Priority priority,
            String category,
            NamedRef department,
            List<String> labels,
            Expected expected)
            implements Command {
        public Edit(String subject, Priority priority, String category, NamedRef department, List<String> labels) {
            this(subject, priority, category, department, labels, Expected.NOTHING);
        }
    }

    /// What only the server asks for. Each says what it believes of the conversation and changes nothing when
    /// that is no longer so: sent twice, late or by two nodes at once, it does its work once.
    sealed interface ByTheServer extends Command {}

    /// To this agent, if it still waits.
    ///
    /// @param why the decision and its reasons, as recorded
    record Route(Activity.Details.Routed why) implements ByTheServer {
        public NamedRef agent() {
            return why.agent();
        }
    }

    /// Back to the queue, if this agent still has it.
    record Release(NamedRef agent, Cause cause) implements ByTheServer {
        public enum Cause {
            /// No sign of life for too long.
            AGENT_LOST,
            /// The account is gone or switched off.
            ACCOUNT_CLOSED,
            /// Assigned, but not looked at in time.
            NOT_OPENED
        }
    }

    /// Nobody answered: one level louder, if this is still the same silence.
    ///
    /// @param since the clock's beginning, which names the silence
    /// @param nextAt when the level after this one is reached, or null
    record Remind(ReplyClock.Level level, Instant since, Instant nextAt) implements ByTheServer {}

    /// What the server says to a message without a person, if nobody else has acted since.
    ///
    /// @param from the state in which it was decided
    /// @param basis the last message that had been dealt with when it was decided
    /// @param reply null: says nothing
    /// @param why the decision and its reasons, as recorded; null: only something was found out
    /// @param toPeople into the queue, if nobody has been asked for yet
    /// @param settles the customer has what they wanted
    /// @param priority the least it has after this, or null
    /// @param subject null: stays as it is, as the category and the metadata
    /// @param after what has been done without a person then
    record Turn(
            Status from,
            int basis,
            Send reply,
            Activity.Details.BotDecided why,
            boolean toPeople,
            boolean settles,
            Priority priority,
            String subject,
            String category,
            String metadata,
            Automation after)
            implements ByTheServer {}

    /// For whoever takes it over: what it is about. Of others' words, so it is only noted.
    record Summarise(String summary) implements ByTheServer {}

    /// Its department is being deleted.
    record LeaveDepartment(UUID departmentId) implements ByTheServer {}

    /// Closes what has been resolved since `before` or earlier.
    record Expire(Instant before) implements ByTheServer {}
}
