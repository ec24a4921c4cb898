package chat.switchboard.conversation;

import chat.switchboard.conversation.Message.ReadMark;
import java.time.Instant;

/// What a command changed, in the order it happened. The ledger stores it and sockets are told of it.
public sealed interface Event {

    record Opened() implements Event {}

    record MessageCreated(Message message) implements Event {}

    record MessagesRead(ReadMark mark) implements Event {}

    record AgentAssigned(NamedRef agent, Instant at) implements Event {}

    /// Anything of the conversation's own fields changed beside its messages.
    record Updated() implements Event {}

    record ChatClosed(Message.Sender by, Instant at) implements Event {}

    /// It became urgent: somebody said so, or the third message in a row was met by silence. For everybody who runs the
    /// desk to know at once.
    record Escalated(Message.Sender by, Activity.Details.Escalated why, Instant at) implements Event {}

    /// A reply is due soon or overdue; `level` says whom to tell.
    record ReplyDue(ReplyClock.Level level, Instant dueAt, Instant at) implements Event {}

    record ActivityCreated(Activity activity) implements Event {}
}
