package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.ConversationHistory.PageLimit;
import chat.switchboard.ledger.ConversationHistory.Snapshot;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.OpenConversation;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Who listens to what. Nobody listens before it is certain that they may, and everybody before the state is read:
/// what happens in between arrives twice, which a client notices by its seq, and never not at all. Whatever goes
/// wrong ends the listening.
final class Subscriptions {
    private static final int PAGE = 50;

    private final Conversations conversations;
    private final Inbox inbox;
    private final Presence presence;
    private final ConversationQueue queue;
    private final Rooms rooms;
    private final InboxUpdates inboxes;
    private final BlockingWork blocking;
    private final PageLimit page;

    /// @param answerBytes most that the messages of one answer may take
    Subscriptions(
            Gateway.Features features, Rooms rooms, InboxUpdates inboxes, BlockingWork blocking, int answerBytes) {
        this.conversations = features.conversations();
        this.inbox = features.inbox();
        this.presence = features.presence();
        this.queue = features.queue();
        this.rooms = rooms;
        this.inboxes = inboxes;
        this.blocking = blocking;
        this.page = new PageLimit(PAGE, answerBytes);
    }

    void open(PendingCommand pending, Requests.Open open) {
        if (!(pending.actor() instanceof Actor.Requester writer)) {
            pending.refuse(Refusal.of(Code.FORBIDDEN, "Only customers and partners open conversations."));
            return;
        }
        Outcome<OpenConversation> opening = open.conversation();
        pending.unlessRefused(opening, valid -> blocking.run(pending, () -> open(pending, writer, valid)));
    }

    /// Listens to a conversation that does not exist yet, under an id that nobody else knows, then opens it.
    private void open(PendingCommand pending, Actor.Requester writer, OpenConversation open) {
        UUID id = conversations.newId();
        if (!rooms.join(id, pending.client(), null)) {
            pending.refuse(tooManyJoined());
            return;
        }
        CompletableFuture<Outcome<Committed>> outcome;
        try {
            outcome = conversations.open(writer, id, open);
        } catch (RuntimeException fault) {
            rooms.leave(id, pending.client());
            throw fault;
        }
        CompletableFuture<Outcome<Committed>> listening = outcome.whenComplete((result, _) -> {
            boolean opened = result instanceof Outcome.Done<Committed>(Committed committed) && !committed.repeated();
            if (!opened) rooms.leave(id, pending.client());
        });
        pending.answerWhen(listening, committed -> {
            Conversation opened = committed.conversation();
            if (committed.repeated()) rooms.join(opened.id(), pending.client(), opened.standing());
            pending.ok(json -> pending.conversation(json, opened));
            tellAvailability(pending);
        });
    }

    void join(PendingCommand pending, Requests.Join join) {
        blocking.run(pending, () -> {
            Outcome<Snapshot> snapshot = read(pending.client(), join);
            pending.unlessRefused(snapshot, read -> {
                pending.ok(json -> snapshot(json, read, pending));
                tellAvailability(pending);
            });
        });
    }

    private Outcome<Snapshot> read(Client client, Requests.Join join) {
        UUID id = join.conversationId();
        boolean done = false;
        int[] published = new int[1];
        try {
            Outcome<Snapshot> outcome = conversations
                    .history()
                    .snapshot(client.actor(), id, join.after(), page, seen -> {
                        if (!rooms.join(id, client, seen.standing())) return Outcome.refused(tooManyJoined());
                        published[0] = rooms.published(id);
                        return Outcome.done(seen);
                    });
            if (outcome instanceof Outcome.Done<Snapshot>(Snapshot snapshot)) {
                rooms.read(snapshot.conversation(), published[0]);
                done = true;
            }
            return outcome;
        } finally {
            if (!done) rooms.leave(id, client);
        }
    }

    /// Whoever asks for help learns at once whether anybody is here.
    private void tellAvailability(PendingCommand pending) {
        if (pending.actor() instanceof Actor.Requester)
            pending.client().send(Frames.availability(queue.availability()));
    }

    /// After the joins that are under way.
    void leave(PendingCommand pending, Requests.OneConversation one) {
        pending.client().work().afterwards(() -> {
            boolean isIn = Rooms.contains(rooms.members(one.conversationId()), pending.client());
            if (isIn && pending.actor() instanceof Actor.Staff staff) presence.attended(staff, one.conversationId());
            rooms.leave(one.conversationId(), pending.client());
            pending.ok();
        });
    }

    void joinInbox(PendingCommand pending, Requests.JoinInbox join) {
        if (!(pending.actor() instanceof Actor.Staff staff)) {
            pending.refuse(Refusal.staffOnly());
            return;
        }
        blocking.run(pending, () -> {
            Inbox.Counts counts = join.isBatched()
                    ? inboxes.joinBatched(pending.client(), staff)
                    : joinSingly(pending.client(), staff);
            pending.ok(json -> Frames.counts(json, counts));
        });
    }

    private Inbox.Counts joinSingly(Client client, Actor.Staff staff) {
        inboxes.join(client);
        try {
            return inbox.counts(staff);
        } catch (RuntimeException fault) {
            inboxes.leave(client);
            throw fault;
        }
    }

    private static void snapshot(JsonGenerator json, Snapshot snapshot, PendingCommand pending) throws IOException {
        pending.conversation(json, snapshot.conversation());
        json.writeArrayFieldStart("messages");
        for (Message message : snapshot.messages()) Views.message(json, message);
        json.writeEndArray();
        json.writeBooleanField("hasMore", snapshot.hasMore());
        json.writeArrayFieldStart("readMarks");
        for (ReadMark mark : snapshot.readMarks()) Views.readMark(json, mark);
        json.writeEndArray();
        json.writeStringField("epoch", snapshot.epoch().toString());
    }

    private static Refusal tooManyJoined() {
        return Refusal.of(
                Code.RATE_LIMITED, "This socket has joined as many conversations as it may; leave one first.");
    }
}
