package chat.switchboard.gateway;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversations;
import chat.switchboard.conversation.Conversations.Beginning;
import chat.switchboard.conversation.Conversations.Snapshot;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.ReadMark;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.presence.Presence;
import chat.switchboard.routing.Routing;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.UUID;

/// Who listens to what. Every subscription begins before the state is read: what happens in between arrives
/// twice, which a client notices by its seq, and never not at all.
final class Subscriptions {
    private static final int PAGE = 50;

    private final Conversations conversations;
    private final Inbox inbox;
    private final Presence presence;
    private final Routing routing;
    private final Rooms rooms;
    private final Inboxes inboxes;

    Subscriptions(Gateway.Doors doors, Rooms rooms, Inboxes inboxes) {
        this.conversations = doors.conversations();
        this.inbox = doors.inbox();
        this.presence = doors.presence();
        this.routing = doors.routing();
        this.rooms = rooms;
        this.inboxes = inboxes;
    }

    void open(Call call, Payload.Open open) {
        if (!(call.actor() instanceof Actor.Writer writer)) {
            call.refuse(Refusal.of(Code.FORBIDDEN, "Only customers and partners open conversations."));
            return;
        }
        Outcome<Command.Send> first =
                open.message() == null ? Outcome.done(null) : open.message().command();
        call.unlessRefused(first, send -> open(call, writer, open, send));
    }

    /// Listens to a conversation that does not exist yet, then opens it.
    private void open(Call call, Actor.Writer writer, Payload.Open open, Command.Send first) {
        String metadata = open.metadata() == null ? null : open.metadata().toString();
        Beginning beginning = new Beginning(open.subject(), open.category(), open.departmentId(), metadata, first);
        UUID id = conversations.newId();
        if (!rooms.join(id, call.client())) {
            call.refuse(tooManyJoined());
            return;
        }
        call.onVirtualThread(() -> {
            var outcome = conversations.open(writer, id, beginning);
            outcome.whenComplete((result, _) -> {
                if (!(result instanceof Outcome.Done<?>)) rooms.leave(id, call.client());
            });
            call.answerWhen(outcome, accepted -> {
                if (accepted.repeated()) {
                    rooms.leave(id, call.client());
                    rooms.join(accepted.conversation().id(), call.client());
                }
                call.ok(json -> call.conversation(json, accepted.conversation()));
                tellAvailability(call);
            });
        });
    }

    void join(Call call, Payload.Join join) {
        UUID id = join.conversationId();
        boolean wasIn = rooms.isIn(id, call.client());
        if (!rooms.join(id, call.client())) {
            call.refuse(tooManyJoined());
            return;
        }
        call.onVirtualThread(() -> {
            Outcome<Snapshot> snapshot = conversations.snapshot(call.actor(), id, join.after(), PAGE);
            if (!wasIn && snapshot instanceof Outcome.Refused<?>) rooms.leave(id, call.client());
            call.unlessRefused(snapshot, read -> {
                call.ok(json -> snapshot(json, read, call));
                tellAvailability(call);
            });
        });
    }

    /// Whoever asks for help learns at once whether anybody is here.
    private void tellAvailability(Call call) {
        if (call.actor() instanceof Actor.Writer) call.client().send(Frames.availability(routing.availability()));
    }

    void leave(Call call, Payload.One one) {
        if (call.actor() instanceof Actor.Staff staff && rooms.isIn(one.conversationId(), call.client()))
            presence.attended(staff, one.conversationId());
        rooms.leave(one.conversationId(), call.client());
        call.ok();
    }

    void joinInbox(Call call) {
        if (!(call.actor() instanceof Actor.Staff staff)) {
            call.refuse(Refusal.of(Code.FORBIDDEN, "Only staff may do this."));
            return;
        }
        inboxes.join(call.client());
        call.onVirtualThread(() -> {
            Inbox.Counts counts = inbox.counts(staff);
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
