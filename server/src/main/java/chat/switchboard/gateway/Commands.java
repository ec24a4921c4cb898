package chat.switchboard.gateway;

import chat.switchboard.conversation.Command;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.presence.Arrival;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.socketio.Ack;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/// A socket's commands, one case each. Runs on the socket's event loop: what may block goes to a virtual thread.
final class Commands {
    private final Conversations conversations;
    private final Presence presence;
    private final ConversationQueue queue;
    private final CommandReader reader;
    private final Subscriptions subscriptions;
    private final Typing typing;
    private final Gateway.CommandLimits limits;
    private final Clock clock;
    private final Semaphore connections;
    private final Semaphore ledger;

    Commands(
            Gateway.Features features,
            Gateway.CommandLimits limits,
            Subscriptions subscriptions,
            Typing typing,
            Clock clock) {
        this.conversations = features.conversations();
        this.presence = features.presence();
        this.queue = features.queue();
        this.reader = new CommandReader(features.contract());
        this.subscriptions = subscriptions;
        this.typing = typing;
        this.limits = limits;
        this.clock = clock;
        this.connections = new Semaphore(limits.connections(), true);
        this.ledger = new Semaphore(limits.ledger());
    }

    void run(Client client, String name, ArrayNode args, Ack ack) {
        Refusal tooMany = client.begins(kind(name), limits, clock.millis());
        if (tooMany == null) {
            PendingCommand pending = new PendingCommand(client, name, args, ack, connections);
            pending.attempt(() -> run(pending, name));
            return;
        }
        SecurityLog.refused(tooMany, client.actor(), client.address(), "socket");
        if (ack.expected()) ack.answer(Acknowledgement.refused(tooMany));
    }

    /// A command that cannot be read; it counts like any other.
    void refuse(Client client, Refusal refusal, Ack ack) {
        Refusal tooMany = client.begins(CommandRates.Kind.CHANGE, limits, clock.millis());
        if (tooMany == null) client.answered();
        if (ack.expected()) ack.answer(Acknowledgement.refused(tooMany == null ? refusal : tooMany));
    }

    private static CommandRates.Kind kind(String command) {
        return switch (command) {
            case "message.send" -> CommandRates.Kind.MESSAGE;
            case "message.read", "conversation.join", "conversation.leave", "inbox.join" -> CommandRates.Kind.READ;
            case "typing.start", "typing.stop" -> CommandRates.Kind.TYPING;
            default -> CommandRates.Kind.CHANGE;
        };
    }

    private void run(PendingCommand pending, String name) {
        switch (name) {
            case "message.send" -> with(pending, Requests.Send.class, send -> send(pending, send));
            case "message.read" -> with(pending, Requests.MarkRead.class, mark -> markRead(pending, mark));
            case "typing.start" -> with(pending, Requests.Typing.class, it -> typingStarted(pending, it));
            case "typing.stop" -> with(pending, Requests.Typing.class, it -> typingStopped(pending, it));
            case "conversation.open" -> with(pending, Requests.Open.class, open -> subscriptions.open(pending, open));
            case "conversation.join" -> with(pending, Requests.Join.class, join -> subscriptions.join(pending, join));
            case "conversation.leave" ->
                with(pending, Requests.OneConversation.class, one -> subscriptions.leave(pending, one));
            case "inbox.join" -> with(pending, Requests.Nothing.class, _ -> subscriptions.joinInbox(pending));
            case "conversation.handoff" -> change(pending, Requests.OneConversation.class, _ -> new Command.Handoff());
            case "conversation.assign" -> with(pending, Requests.Assign.class, assign -> assign(pending, assign));
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
            case "session.renew" -> with(pending, Requests.RenewSession.class, renew -> renew(pending, renew));
            case "presence.set" -> with(pending, Requests.SetPresence.class, it -> setPresence(pending, it));
            case "queue.next" -> with(pending, Requests.TakeNext.class, next -> takeNext(pending, next));
            default -> pending.refuse(Refusal.invalid("event", "There is no command with this name."));
        }
    }

    /// Reads the payload and goes on, or refuses it by the field's name.
    private <T> void with(PendingCommand pending, Class<T> type, Consumer<T> next) {
        pending.unlessRefused(reader.read(pending.name(), pending.args(), type), next);
    }

    private <T extends Requests.AboutConversation> void change(
            PendingCommand pending, Class<T> type, Function<T, Command> command) {
        with(
                pending,
                type,
                request ->
                        pending.answerConversation(submit(pending, request.conversationId(), command.apply(request))));
    }

    private void send(PendingCommand pending, Requests.Send send) {
        pending.unlessRefused(
                send.command(),
                command -> pending.answerWhen(
                        conversations.submit(pending.actor(), send.conversationId(), command),
                        committed -> pending.ok(json -> Views.messageField(json, committed.message()))));
    }

    private void markRead(PendingCommand pending, Requests.MarkRead mark) {
        pending.answerWhen(submit(pending, mark.conversationId(), mark.command()), _ -> pending.ok());
    }

    /// Everything but messages: it leaves most of the ledger's queue to them.
    private CompletableFuture<Outcome<Committed>> submit(PendingCommand pending, UUID conversationId, Command command) {
        if (!ledger.tryAcquire()) return CompletableFuture.completedFuture(Outcome.refused(PendingCommand.BUSY));
        return conversations.submit(pending.actor(), conversationId, command).whenComplete((_, _) -> ledger.release());
    }

    private void assign(PendingCommand pending, Requests.Assign assign) {
        UUID agentId = assign.agentId(pending.client().personId());
        pending.inTurn(() -> pending.answerConversation(conversations.assign(
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

    private static void asStaff(PendingCommand pending, Consumer<Actor.Staff> work) {
        if (pending.actor() instanceof Actor.Staff staff) pending.inTurn(() -> work.accept(staff));
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
