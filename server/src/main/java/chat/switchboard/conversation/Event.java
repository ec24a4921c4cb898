package chat.switchboard.conversation;

import java.time.Instant;

/// What a command changed, in the order it happened. Stored, framed and reduced as it is.
public sealed interface Event {

    record Opened() implements Event {}

    record MessageCreated(Message message) implements Event {}

    record MessagesRead(ReadMark mark) implements Event {}

    record AgentAssigned(Person agent, Instant at) implements Event {}

    /// Anything of the conversation's own fields changed beside its messages.
    record Updated() implements Event {}

    record ChatClosed(Message.Sender by, Instant at) implements Event {}

    record ActivityCreated(Activity activity) implements Event {}
}
