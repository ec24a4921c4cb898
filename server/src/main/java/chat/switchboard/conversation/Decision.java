package chat.switchboard.conversation;

import chat.switchboard.kernel.Refusal;
import java.util.List;

/// What `decide` answers.
public sealed interface Decision {

    /// @param events what happened; empty when the command changed nothing
    record Accepted(Conversation after, List<Event> events) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
}
