package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import java.util.List;

/// A command that was accepted and is durable.
///
/// @param before as it was right before; of one just opened, as it was without its first message
/// @param conversation as it was right after the command
/// @param events what happened, in order; empty when the command changed nothing
/// @param repeated the command had been accepted before, and this is the first result again
public record Committed(Conversation before, Conversation conversation, List<Event> events, boolean repeated) {

    /// Whether anybody has to be told of it.
    boolean isNew() {
        return !repeated && !events.isEmpty();
    }

    /// The message the command stored: the last one by a person or the bot, else the last one.
    public Message message() {
        Message found = null;
        for (Event event : events)
            if (event instanceof Event.MessageCreated(Message message)
                    && (found == null || message.kind() != Message.Kind.EVENT)) found = message;
        return found;
    }
}
