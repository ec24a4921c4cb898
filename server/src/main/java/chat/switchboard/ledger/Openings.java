package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Decision;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.LockStore.MessageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Opens the conversations of a batch.
final class Openings {
    private final LedgerBatch batch;
    private final OpeningStore store;
    private final LockStore lockStore;
    private final Instant now;

    Openings(LedgerBatch batch, Handle handle, Instant now) {
        this.batch = batch;
        this.store = new OpeningStore(handle);
        this.lockStore = new LockStore(handle);
        this.now = now;
    }

    Outcome<Committed> open(LedgerRequest.Open open) {
        if (open.message() == null) return Outcome.done(inserted(open));
        UUID before = store.openedWith(open.actor().id(), open.messageId());
        if (before != null) return openedBefore(before, open.messageId());
        if (batch.decide(fresh(open), open.actor(), open.message(), true) instanceof Decision.Refused(Refusal refusal))
            return Outcome.refused(refusal);
        Committed opened = inserted(open);
        return batch.change(open.actor(), open.conversationId(), open.message(), true)
                .map(said -> new Committed(opened.conversation(), said.conversation(), told(opened, said), false));
    }

    /// The first result of the message a conversation was opened with.
    private Outcome<Committed> openedBefore(UUID id, UUID messageId) {
        if (batch.conversation(id) == null) lockStore.lock(Set.of(id), batch::know);
        Message first = batch.stored(new MessageKey(id, messageId));
        Conversation opened = batch.conversation(id);
        return Outcome.done(new Committed(opened, opened, List.of(new Event.MessageCreated(first)), true));
    }

    private Committed inserted(LedgerRequest.Open open) {
        Conversation opened = store.insert(fresh(open), open.messageId());
        batch.know(new VersionedConversation(opened, 0));
        batch.log(new Event.Opened(), opened);
        return new Committed(opened, opened, List.of(new Event.Opened()), false);
    }

    /// Who is told that it was opened, is told what it is like now.
    private static List<Event> told(Committed opened, Committed said) {
        List<Event> events = new ArrayList<>(opened.events());
        for (Event event : said.events()) if (!(event instanceof Event.Updated)) events.add(event);
        return List.copyOf(events);
    }

    private Conversation fresh(LedgerRequest.Open open) {
        return Conversation.opened(open.conversationId(), customer(open.actor()), open.topic(), now);
    }

    private static Conversation.Customer customer(Actor.Requester actor) {
        return switch (actor) {
            case Actor.Customer c ->
                new Conversation.Customer(c.id(), c.name(), Message.Sender.Type.CUSTOMER, Conversation.Contact.UNKNOWN);
            case Actor.Partner p ->
                new Conversation.Customer(p.id(), p.name(), Message.Sender.Type.PARTNER, Conversation.Contact.UNKNOWN);
        };
    }
}
