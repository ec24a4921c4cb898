package chat.switchboard.gateway;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Expected;
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
            Call call = new Call(client, args, ack, connections);
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
            case "message.send" -> call.with(Payload.Send.class, send -> send(call, send));
            case "message.read" -> call.with(Payload.Read.class, read -> read(call, read));
            case "typing.start" -> call.with(Payload.Typing.class, it -> typingStarted(call, it));
            case "typing.stop" -> call.with(Payload.Typing.class, it -> typingStopped(call, it));
            case "conversation.open" -> call.with(Payload.Open.class, open -> subscriptions.open(call, open));
            case "conversation.join" -> call.with(Payload.Join.class, join -> subscriptions.join(call, join));
            case "conversation.leave" -> call.with(Payload.One.class, one -> subscriptions.leave(call, one));
            case "inbox.join" -> call.with(Payload.Nothing.class, _ -> subscriptions.joinInbox(call));
            case "conversation.handoff" -> change(call, Payload.One.class, _ -> new Command.Handoff());
            case "conversation.assign" -> call.with(Payload.Assign.class, assign -> assign(call, assign));
            case "conversation.resolve" -> settle(call, Command.Resolve::new);
            case "conversation.reopen" -> settle(call, Command.Reopen::new);
            case "conversation.close" -> settle(call, Command.Close::new);
            case "conversation.escalate" -> call.with(Payload.Escalate.class, it -> escalate(call, it));
            case "conversation.acknowledge" -> change(call, Payload.One.class, _ -> new Command.Acknowledge());
            case "session.renew" -> call.with(Payload.Renew.class, renew -> renew(call, renew));
            case "presence.set" -> call.with(Payload.Presence.class, it -> setPresence(call, it));
            case "queue.next" -> call.with(Payload.Next.class, next -> takeNext(call, next));
            case "conversation.rate" ->
                change(call, Payload.Rate.class, it -> new Command.Rate(it.score(), it.comment()));
            default -> call.refuse(Refusal.invalid("event", "There is no command with this name."));
        }
    }

    private void send(Call call, Payload.Send send) {
        call.unlessRefused(
                send.command(),
                command -> call.answerWhen(
                        conversations.submit(call.actor(), send.conversationId(), command),
                        accepted -> call.ok(json -> Views.messageField(json, accepted.message()))));
    }

    private void read(Call call, Payload.Read read) {
        call.answerWhen(submit(call, read.conversationId(), new Command.MarkRead(read.seq())), _ -> call.ok());
    }

    private <T extends Payload.OfConversation> void change(Call call, Class<T> type, Function<T, Command> command) {
        call.with(
                type,
                payload -> call.answerConversation(submit(call, payload.conversationId(), command.apply(payload))));
    }

    /// Everything but messages: it leaves most of the ledger's queue to them.
    private CompletableFuture<Outcome<Committed>> submit(Call call, UUID conversationId, Command command) {
        if (!ledger.tryAcquire()) return CompletableFuture.completedFuture(Outcome.refused(Call.BUSY));
        return conversations.submit(call.actor(), conversationId, command).whenComplete((_, _) -> ledger.release());
    }

    private void settle(Call call, Function<Expected, Command> command) {
        call.with(
                Payload.Settle.class,
                settle -> call.unlessRefused(
                        settle.expected().map(command),
                        it -> call.answerConversation(submit(call, settle.conversationId(), it))));
    }

    private void escalate(Call call, Payload.Escalate escalate) {
        call.unlessRefused(
                escalate.expected(),
                expected -> call.answerConversation(
                        submit(call, escalate.conversationId(), new Command.Escalate(escalate.reason(), expected))));
    }

    private void assign(Call call, Payload.Assign assign) {
        call.unlessRefused(
                assign.expected(),
                expected -> call.unlessRefused(
                        agentId(call, assign.agentId()),
                        agentId -> call.inTurn(() -> call.answerConversation(conversations.assign(
                                call.actor(),
                                assign.conversationId(),
                                agentId,
                                assign.departmentId(),
                                assign.note(),
                                expected)))));
    }

    private void setPresence(Call call, Payload.Presence said) {
        call.unlessRefused(
                said.asStatus(),
                status -> asStaff(call, staff -> {
                    Arrival arrival = presence.set(staff, status);
                    call.ok(json -> Views.arrivalFields(json, arrival));
                }));
    }

    private void takeNext(Call call, Payload.Next next) {
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
        else call.refuse(Refusal.of(Refusal.Code.FORBIDDEN, "Only staff may do this."));
    }

    private static Outcome<UUID> agentId(Call call, String given) {
        try {
            if (given == null) return Outcome.done(null);
            return Outcome.done(given.equals("me") ? call.client().personId() : UUID.fromString(given));
        } catch (IllegalArgumentException notAnId) {
            return Outcome.refused(Refusal.invalid("agentId", "An agent's id, \"me\" or null."));
        }
    }

    private void renew(Call call, Payload.Renew renew) {
        call.unlessRefused(
                call.client().renew(renew.token()),
                expiresAt -> call.ok(json -> json.writeStringField("expiresAt", Json.time(expiresAt))));
    }

    private void typingStarted(Call call, Payload.Typing started) {
        UUID id = started.conversationId();
        call.unlessRefused(typing.started(id, call.client(), started.preview()), _ -> {
            if (call.actor() instanceof Actor.Staff staff) presence.attended(staff, id);
            call.ok();
        });
    }

    private void typingStopped(Call call, Payload.Typing stopped) {
        call.unlessRefused(typing.stopped(stopped.conversationId(), call.client()), _ -> call.ok());
    }
}
