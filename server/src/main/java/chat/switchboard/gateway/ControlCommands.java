package chat.switchboard.gateway;

import chat.switchboard.conversation.Command;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.presence.Arrival;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/// Every command but a message, one case each. Runs on the socket's event loop: what may block goes to [BlockingWork].
final class ControlCommands {
    private final Conversations conversations;
    private final Presence presence;
    private final ConversationQueue queue;
    private final Subscriptions subscriptions;
    private final Typing typing;
    private final BlockingWork blocking;
    private final Semaphore ledger;

    /// @param places in the ledger's queue for these commands, of all sockets together
    ControlCommands(
            Gateway.Features features, Subscriptions subscriptions, Typing typing, BlockingWork blocking, int places) {
        this.conversations = features.conversations();
        this.presence = features.presence();
        this.queue = features.queue();
        this.subscriptions = subscriptions;
        this.typing = typing;
        this.blocking = blocking;
        this.ledger = new Semaphore(places);
    }

    void run(PendingCommand pending) {
        switch (pending.name()) {
            case "message.read" -> pending.read(Requests.MarkRead.class, mark -> markRead(pending, mark));
            case "typing.start" -> pending.read(Requests.Typing.class, it -> typingStarted(pending, it));
            case "typing.stop" -> pending.read(Requests.Typing.class, it -> typingStopped(pending, it));
            case "conversation.open" -> pending.read(Requests.Open.class, open -> subscriptions.open(pending, open));
            case "conversation.join" -> pending.read(Requests.Join.class, join -> subscriptions.join(pending, join));
            case "conversation.leave" ->
                pending.read(Requests.OneConversation.class, one -> subscriptions.leave(pending, one));
            case "inbox.join" -> pending.read(Requests.JoinInbox.class, join -> subscriptions.joinInbox(pending, join));
            case "conversation.handoff" -> change(pending, Requests.OneConversation.class, _ -> new Command.Handoff());
            case "conversation.assign" -> pending.read(Requests.Assign.class, assign -> assign(pending, assign));
            case "conversation.resolve" ->
                change(pending, Requests.Settle.class, settle -> new Command.Resolve(settle.expected()));
            case "conversation.reopen" ->
                change(pending, Requests.Settle.class, settle -> new Command.Reopen(settle.expected()));
            case "conversation.close" ->
                change(pending, Requests.Settle.class, settle -> new Command.Close(settle.expected()));
            case "conversation.escalate" -> change(pending, Requests.Escalate.class, Requests.Escalate::command);
            case "conversation.acknowledge" ->
                change(pending, Requests.OneConversation.class, _ -> new Command.Acknowledge());
            case "conversation.rate" -> change(pending, Requests.Rate.class, Requests.Rate::command);
            case "session.renew" -> pending.read(Requests.RenewSession.class, renew -> renew(pending, renew));
            case "presence.set" -> pending.read(Requests.SetPresence.class, it -> setPresence(pending, it));
            case "queue.next" -> pending.read(Requests.TakeNext.class, next -> takeNext(pending, next));
            default -> pending.refuse(Refusal.invalid("event", "There is no command with this name."));
        }
    }

    private <T extends Requests.AboutConversation> void change(
            PendingCommand pending, Class<T> type, Function<T, Command> command) {
        pending.read(
                type,
                request ->
                        pending.answerConversation(submit(pending, request.conversationId(), command.apply(request))));
    }

    private void markRead(PendingCommand pending, Requests.MarkRead mark) {
        pending.answerWhen(submit(pending, mark.conversationId(), mark.command()), _ -> pending.ok());
    }

    /// These commands leave most of the ledger's queue to messages.
    private CompletableFuture<Outcome<Committed>> submit(PendingCommand pending, UUID conversationId, Command command) {
        if (!ledger.tryAcquire()) return CompletableFuture.completedFuture(Outcome.refused(Acknowledgement.BUSY));
        return conversations.submit(pending.actor(), conversationId, command).whenComplete((_, _) -> ledger.release());
    }

    private void assign(PendingCommand pending, Requests.Assign assign) {
        UUID agentId = assign.agentId(pending.client().personId());
        blocking.run(
                pending,
                () -> pending.answerConversation(conversations.assign(
                        pending.actor(),
                        assign.conversationId(),
                        agentId,
                        assign.departmentId(),
                        assign.note(),
                        assign.expected())));
    }

    private void setPresence(PendingCommand pending, Requests.SetPresence said) {
        asStaff(pending, staff -> {
            Arrival arrival = presence.set(staff, said.asStatus());
            pending.ok(json -> Views.arrivalFields(json, arrival));
        });
    }

    private void takeNext(PendingCommand pending, Requests.TakeNext next) {
        asStaff(
                pending,
                staff -> pending.unlessRefused(
                        queue.takeNext(staff, next.departmentId()),
                        taken -> pending.ok(json -> {
                            if (taken.isPresent()) pending.conversation(json, taken.get());
                            else json.writeNullField("conversation");
                        })));
    }

    private void asStaff(PendingCommand pending, Consumer<Actor.Staff> work) {
        if (pending.actor() instanceof Actor.Staff staff) blocking.run(pending, () -> work.accept(staff));
        else pending.refuse(Refusal.staffOnly());
    }

    private void renew(PendingCommand pending, Requests.RenewSession renew) {
        pending.unlessRefused(
                pending.client().renew(renew.token()),
                expiresAt -> pending.ok(json -> json.writeStringField("expiresAt", Json.time(expiresAt))));
    }

    private void typingStarted(PendingCommand pending, Requests.Typing started) {
        UUID id = started.conversationId();
        pending.unlessRefused(typing.started(id, pending.client(), started.preview()), _ -> {
            if (pending.actor() instanceof Actor.Staff staff) presence.attended(staff, id);
            pending.ok();
        });
    }

    private void typingStopped(PendingCommand pending, Requests.Typing stopped) {
        pending.unlessRefused(typing.stopped(stopped.conversationId(), pending.client()), _ -> pending.ok());
    }
}
