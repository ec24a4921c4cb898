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
            Gateway.Features doors,
            Gateway.CommandLimits limits,
            Subscriptions subscriptions,
            Typing typing,
            Clock clock) {
        this.conversations = doors.conversations();
        this.presence = doors.presence();
        this.queue = doors.queue();
        this.reader = new CommandReader(doors.contract());
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
            Call call = new Call(client, name, args, ack, connections);
            call.attempt(() -> run(call, name));
            return;
        }
        SecurityLog.refused(tooMany, client.actor(), client.address(), "socket");
        if (ack.expected()) ack.answer(Answer.refused(tooMany));
    }

    /// A command that cannot be read; it counts like any other.
    void refuse(Client client, Refusal refusal, Ack ack) {
        Refusal tooMany = client.begins(Pace.Kind.CHANGE, limits, clock.millis());
        if (tooMany == null) client.answered();
        if (ack.expected()) ack.answer(Answer.refused(tooMany == null ? refusal : tooMany));
    }

    private static Pace.Kind kind(String command) {
        return switch (command) {
            case "message.send" -> Pace.Kind.MESSAGE;
            case "message.read", "conversation.join", "conversation.leave", "inbox.join" -> Pace.Kind.READ;
            case "typing.start", "typing.stop" -> Pace.Kind.TYPING;
            default -> Pace.Kind.CHANGE;
        };
    }

    private void run(Call call, String name) {
        switch (name) {
            case "message.send" -> with(call, Requests.Send.class, send -> send(call, send));
            case "message.read" -> with(call, Requests.MarkRead.class, mark -> markRead(call, mark));
            case "typing.start" -> with(call, Requests.Typing.class, it -> typingStarted(call, it));
            case "typing.stop" -> with(call, Requests.Typing.class, it -> typingStopped(call, it));
            case "conversation.open" -> with(call, Requests.Open.class, open -> subscriptions.open(call, open));
            case "conversation.join" -> with(call, Requests.Join.class, join -> subscriptions.join(call, join));
            case "conversation.leave" ->
                with(call, Requests.OneConversation.class, one -> subscriptions.leave(call, one));
            case "inbox.join" -> with(call, Requests.Nothing.class, _ -> subscriptions.joinInbox(call));
            case "conversation.handoff" -> change(call, Requests.OneConversation.class, _ -> new Command.Handoff());
            case "conversation.assign" -> with(call, Requests.Assign.class, assign -> assign(call, assign));
            case "conversation.resolve" ->
                change(call, Requests.Settle.class, settle -> new Command.Resolve(settle.expected()));
            case "conversation.reopen" ->
                change(call, Requests.Settle.class, settle -> new Command.Reopen(settle.expected()));
            case "conversation.close" ->
                change(call, Requests.Settle.class, settle -> new Command.Close(settle.expected()));
            case "conversation.escalate" -> change(call, Requests.Escalate.class, Requests.Escalate::command);
            case "conversation.acknowledge" ->
                change(call, Requests.OneConversation.class, _ -> new Command.Acknowledge());
            case "conversation.rate" -> change(call, Requests.Rate.class, Requests.Rate::command);
            case "session.renew" -> with(call, Requests.RenewSession.class, renew -> renew(call, renew));
            case "presence.set" -> with(call, Requests.SetPresence.class, it -> setPresence(call, it));
            case "queue.next" -> with(call, Requests.TakeNext.class, next -> takeNext(call, next));
            default -> call.refuse(Refusal.invalid("event", "There is no command with this name."));
        }
    }

    /// Reads the payload and goes on, or refuses it by the field's name.
    private <T> void with(Call call, Class<T> type, Consumer<T> next) {
        call.unlessRefused(reader.read(call.name(), call.args(), type), next);
    }

    private <T extends Requests.AboutConversation> void change(Call call, Class<T> type, Function<T, Command> command) {
        with(
                call,
                type,
                request -> call.answerConversation(submit(call, request.conversationId(), command.apply(request))));
    }

    private void send(Call call, Requests.Send send) {
        call.unlessRefused(
                send.command(),
                command -> call.answerWhen(
                        conversations.submit(call.actor(), send.conversationId(), command),
                        committed -> call.ok(json -> Views.messageField(json, committed.message()))));
    }

    private void markRead(Call call, Requests.MarkRead mark) {
        call.answerWhen(submit(call, mark.conversationId(), mark.command()), _ -> call.ok());
    }

    /// Everything but messages: it leaves most of the ledger's queue to them.
    private CompletableFuture<Outcome<Committed>> submit(Call call, UUID conversationId, Command command) {
        if (!ledger.tryAcquire()) return CompletableFuture.completedFuture(Outcome.refused(Call.BUSY));
        return conversations.submit(call.actor(), conversationId, command).whenComplete((_, _) -> ledger.release());
    }

    private void assign(Call call, Requests.Assign assign) {
        UUID agentId = assign.agentId(call.client().personId());
        call.inTurn(() -> call.answerConversation(conversations.assign(
                call.actor(),
                assign.conversationId(),
                agentId,
                assign.departmentId(),
                assign.note(),
                assign.expected())));
    }

    private void setPresence(Call call, Requests.SetPresence said) {
        asStaff(call, staff -> {
            Arrival arrival = presence.set(staff, said.asStatus());
            call.ok(json -> Views.arrivalFields(json, arrival));
        });
    }

    private void takeNext(Call call, Requests.TakeNext next) {
        asStaff(
                call,
                staff -> call.unlessRefused(
                        queue.takeNext(staff, next.departmentId()),
                        taken -> call.ok(json -> {
                            if (taken.isPresent()) call.conversation(json, taken.get());
                            else json.writeNullField("conversation");
                        })));
    }

    private static void asStaff(Call call, Consumer<Actor.Staff> work) {
        if (call.actor() instanceof Actor.Staff staff) call.inTurn(() -> work.accept(staff));
        else call.refuse(Refusal.staffOnly());
    }

    private void renew(Call call, Requests.RenewSession renew) {
        call.unlessRefused(
                call.client().renew(renew.token()),
                expiresAt -> call.ok(json -> json.writeStringField("expiresAt", Json.time(expiresAt))));
    }

    private void typingStarted(Call call, Requests.Typing started) {
        UUID id = started.conversationId();
        call.unlessRefused(typing.started(id, call.client(), started.preview()), _ -> {
            if (call.actor() instanceof Actor.Staff staff) presence.attended(staff, id);
            call.ok();
        });
    }

    private void typingStopped(Call call, Requests.Typing stopped) {
        call.unlessRefused(typing.stopped(stopped.conversationId(), call.client()), _ -> call.ok());
    }
}
