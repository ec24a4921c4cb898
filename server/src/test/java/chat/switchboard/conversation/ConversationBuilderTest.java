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
class ConversationBuilderTest {
    @Test
    void a_copy_has_every_component() throws ReflectiveOperationException {
        Conversation full = full();
        Conversation empty = Conversation.opened(full.id(), null, null, soon());
        for (RecordComponent component : Conversation.class.getRecordComponents())
            if (!component.getName().equals("id"))
                assertThat(component.getAccessor().invoke(full))
                        .as("the example's %s differs from that of a new conversation", component.getName())
                        .isNotEqualTo(component.getAccessor().invoke(empty));

        assertThat(new ConversationBuilder(full).build()).isEqualTo(full);
    }

    private static Conversation full() {
        ConversationBuilder builder = new ConversationBuilder(active());
        builder.number = 7;
        builder.times = builder.times.closed(soon());
        builder.counts = builder.counts.appended();
        builder.service = builder.service.withPreviousAgent(SANA.id());
        builder.replyClock = ReplyClock.startedAt(soon());
        builder.rating = new Rating(5, null);
        builder.lastMessage = new LastMessage(Message.Sender.Type.BOT, null, Message.Kind.TEXT, "Hello", soon());
        builder.readMarks = Map.of(SANA.id(), 1);
        return builder.build();
    }
}
