package chat.switchboard.conversation;

import static chat.switchboard.conversation.Cast.SANA;
import static chat.switchboard.conversation.Situations.active;
import static chat.switchboard.conversation.Situations.soon;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Conversation.Rating;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The one place that copies a conversation forgets no component.
class TransitionTest {
    @Test
    void a_copy_has_every_component() throws ReflectiveOperationException {
        Conversation full = full();
        Conversation empty = Conversation.opened(full.id(), null, null, soon());
        for (RecordComponent component : Conversation.class.getRecordComponents())
            if (!component.getName().equals("id"))
                assertThat(component.getAccessor().invoke(full))
                        .as("the example's %s differs from that of a new conversation", component.getName())
                        .isNotEqualTo(component.getAccessor().invoke(empty));

        assertThat(new Transition(full, soon()).conversation()).isEqualTo(full);
    }

    private static Conversation full() {
        Transition transition = new Transition(active(), soon());
        transition.number = 7;
        transition.times = transition.times.closed(soon());
        transition.counts = transition.counts.appended();
        transition.service = transition.service.withPreviousAgent(SANA.id());
        transition.replyClock = ReplyClock.startedAt(soon());
        transition.rating = new Rating(5, null);
        transition.lastMessage = new LastMessage(Message.Sender.Type.BOT, null, Message.Kind.TEXT, "Hello", soon());
        transition.readMarks = Map.of(SANA.id(), 1);
        return transition.conversation();
    }
}
