package chat.switchboard.bot;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Activity.Details.BotDecided;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.Metadata.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Something in a conversation that may have to be answered.
///
/// @param message null: the opening, without a word
record Pending(Key key, Message message) {
    /// @param seq of the message; 0 for the opening
    record Key(UUID conversationId, int seq) {}

    /// Of one command. Who asks for a person with a message is answered once; what the bot did itself is not answered.
    static List<Pending> in(Conversation conversation, List<Event> events) {
        List<Pending> asked = new ArrayList<>();
        Pending queued = null;
        boolean opened = false;
        for (Event event : events) {
            if (isOwn(event)) return List.of();
            if (event instanceof Event.Opened) opened = true;
            Optional<Pending> found = of(event);
            if (found.isEmpty()) continue;
            if (found.get().message.kind() == Message.Kind.EVENT) queued = found.get();
            else asked.add(found.get());
        }
        if (!asked.isEmpty()) return asked;
        if (queued != null) return List.of(queued);
        return opened && conversation.lastSeq() == 0 ? List.of(opening(conversation.id())) : List.of();
    }

    static Pending opening(UUID conversationId) {
        return new Pending(new Key(conversationId, 0), null);
    }

    static Optional<Pending> of(Event event) {
        return event instanceof Event.MessageCreated(Message message) && mayNeedAnswer(message)
                ? Optional.of(new Pending(new Key(message.conversationId(), message.seq()), message))
                : Optional.empty();
    }

    private static boolean mayNeedAnswer(Message message) {
        return message.sender().type().asksForHelp()
                || message.metadata() instanceof Fact fact && fact.event().equals(Fact.QUEUE_ENTERED);
    }

    private static boolean isOwn(Event event) {
        return event instanceof Event.ActivityCreated(Activity activity) && activity.details() instanceof BotDecided;
    }
}
