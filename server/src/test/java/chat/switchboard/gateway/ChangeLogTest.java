package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Topic;
import chat.switchboard.gateway.ChangeLog.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
    private final ChangeLog log = new ChangeLog(3);
    private final List<Conversation> conversations =
            List.of(conversation(), conversation(), conversation(), conversation());

    @Test
    void a_conversation_is_remembered_once_at_its_last_change() {
        changed(0, 1, 0);
        assertThat(remembered()).containsExactly(id(1), id(0));
        assertThat(log.snapshot().changes()).extracting(Change::number).containsExactly(2L, 3L);
    }

    @Test
    void what_everybody_was_told_is_forgotten() {
        changed(0, 1, 2);
        log.forget(2);
        assertThat(remembered()).containsExactly(id(2));
        assertThat(log.snapshot().forgotten()).isZero();
    }

    @Test
    void beyond_its_size_it_says_from_where_on_it_is_complete() {
        changed(0, 1, 2, 3, 3);
        assertThat(remembered()).containsExactly(id(1), id(2), id(3));
        assertThat(log.snapshot().forgotten()).isOne();
    }

    private void changed(int... which) {
        for (int index : which) log.add(conversations.get(index), conversations.get(index));
    }

    private List<UUID> remembered() {
        return log.snapshot().changes().stream()
                .map(it -> it.conversation().id())
                .toList();
    }

    private static Conversation conversation() {
        var customer = new Conversation.Customer(
                Cast.AYESHA.id(), "Ayesha", Message.Sender.Type.CUSTOMER, Conversation.Contact.UNKNOWN);
        return Conversation.opened(Cast.id(), customer, Topic.opened(null, "other", null, "{}"), Instant.EPOCH);
    }

    private UUID id(int index) {
        return conversations.get(index).id();
    }
}
