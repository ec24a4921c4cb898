package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.OpenConversation;
import chat.switchboard.conversation.ReadMark;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.ConversationHistory.PageLimit;
import chat.switchboard.ledger.ConversationHistory.Snapshot;
import chat.switchboard.ledger.Conversations;
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
    private final Inboxes inboxes;
    private final PageLimit page;

    /// @param answerBytes most that the messages of one answer may take
    Subscriptions(Gateway.Features doors, Rooms rooms, Inboxes inboxes, int answerBytes) {
        this.conversations = doors.conversations();
        this.inbox = doors.inbox();
        this.presence = doors.presence();
        this.queue = doors.queue();
        this.rooms = rooms;
        this.inboxes = inboxes;
        this.page = new PageLimit(PAGE, answerBytes);
    }

    void open(Call call, Requests.Open open) {
        if (!(call.actor() instanceof Actor.Requester writer)) {
            call.refuse(Refusal.of(Code.FORBIDDEN, "Only customers and partners open conversations."));
            return;
        }
        Outcome<OpenConversation> opening = open.conversation();
        call.unlessRefused(opening, valid -> call.inTurn(() -> open(call, writer, valid)));
    }

    /// Listens to a conversation that does not exist yet, under an id that nobody else knows, then opens it.
    private void open(Call call, Actor.Requester writer, OpenConversation open) {
        UUID id = conversations.newId();
        if (!rooms.join(id, call.client(), null)) {
            call.refuse(tooManyJoined());
            return;
        }
        CompletableFuture<Outcome<Committed>> outcome;
        try {
            outcome = conversations.open(writer, id, open);
        } catch (RuntimeException fault) {
            rooms.leave(id, call.client());
            throw fault;
        }
        CompletableFuture<Outcome<Committed>> listening = outcome.whenComplete((result, _) -> {
            boolean opened = result instanceof Outcome.Done<Committed>(Committed accepted) && !accepted.repeated();
            if (!opened) rooms.leave(id, call.client());
        });
        call.answerWhen(listening, accepted -> {
            Conversation opened = accepted.conversation();
            if (accepted.repeated()) rooms.join(opened.id(), call.client(), opened.standing());
            call.ok(json -> call.conversation(json, opened));
            tellAvailability(call);
        });
    }

    void join(Call call, Requests.Join join) {
        call.inTurn(() -> {
            Outcome<Snapshot> snapshot = read(call.client(), join);
            call.unlessRefused(snapshot, read -> {
                call.ok(json -> snapshot(json, read, call));
                tellAvailability(call);
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
    private void tellAvailability(Call call) {
        if (call.actor() instanceof Actor.Requester) call.client().send(Frames.availability(queue.availability()));
    }

    /// After the joins that are under way.
    void leave(Call call, Requests.OneConversation one) {
        call.client().afterwards(() -> {
            boolean isIn = Rooms.contains(rooms.members(one.conversationId()), call.client());
            if (isIn && call.actor() instanceof Actor.Staff staff) presence.attended(staff, one.conversationId());
            rooms.leave(one.conversationId(), call.client());
            call.ok();
        });
    }

    void joinInbox(Call call) {
        if (!(call.actor() instanceof Actor.Staff staff)) {
            call.refuse(Refusal.staffOnly());
            return;
        }
        call.inTurn(() -> {
            inboxes.join(call.client());
            Inbox.Counts counts;
            try {
                counts = inbox.counts(staff);
            } catch (RuntimeException fault) {
                inboxes.leave(call.client());
                throw fault;
            }
            call.ok(json -> counts(json, counts));
        });
    }

    private static void snapshot(JsonGenerator json, Snapshot snapshot, Call call) throws IOException {
        call.conversation(json, snapshot.conversation());
        json.writeArrayFieldStart("messages");
        for (Message message : snapshot.messages()) Views.message(json, message);
        json.writeEndArray();
        json.writeBooleanField("hasMore", snapshot.hasMore());
        json.writeArrayFieldStart("readMarks");
        for (ReadMark mark : snapshot.readMarks()) Views.readMark(json, mark);
        json.writeEndArray();
        json.writeStringField("epoch", snapshot.epoch().toString());
    }

    private static void counts(JsonGenerator json, Inbox.Counts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("automated", counts.automated());
        json.writeNumberField("waiting", counts.waiting());
        json.writeNumberField("active", counts.active());
        json.writeNumberField("mine", counts.mine());
        json.writeNumberField("escalated", counts.escalated());
        json.writeNumberField("overdue", counts.overdue());
        json.writeEndObject();
    }

    private static Refusal tooManyJoined() {
        return Refusal.of(
                Code.RATE_LIMITED, "This socket has joined as many conversations as it may; leave one first.");
    }
}
