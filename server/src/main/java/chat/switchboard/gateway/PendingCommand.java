package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Committed;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.socketio.Ack;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One command of one client, from its arrival on the socket's event loop to its answer: held to its rate, read, done,
/// and answered once, whatever happens. One that asked for no acknowledgement is only counted as answered.
///
/// A message is done here, everything else by [ControlCommands].
final class PendingCommand {
    private final Commands commands;
    private final Client client;
    private final String name;
    private final ArrayNode args;
    private final Ack ack;
    private boolean answered;

    PendingCommand(Commands commands, Client client, String name, ArrayNode args, Ack ack) {
        this.commands = commands;
        this.client = client;
        this.name = name;
        this.args = args;
        this.ack = ack;
    }

    /// A command has come.
    static void run(Commands commands, Client client, String name, ArrayNode args, Ack ack) {
        Refusal tooMany = client.begins(
                CommandRates.Kind.of(name), commands.limits(), commands.clock().millis());
        if (tooMany == null) {
            PendingCommand pending = new PendingCommand(commands, client, name, args, ack);
            pending.attempt(pending::run);
            return;
        }
        SecurityLog.refused(tooMany, client.actor(), client.address(), "socket");
        if (ack.expected()) ack.answer(Acknowledgement.refused(tooMany));
    }

    /// A command has come that cannot be read; it counts like any other.
    static void refuse(Commands commands, Client client, Refusal refusal, Ack ack) {
        Refusal tooMany = client.begins(
                CommandRates.Kind.CHANGE, commands.limits(), commands.clock().millis());
        if (tooMany == null) client.answered();
        if (ack.expected()) ack.answer(Acknowledgement.refused(tooMany == null ? refusal : tooMany));
    }

    private void run() {
        if (name.equals("message.send")) read(Requests.Send.class, this::send);
        else commands.control().run(this);
    }

    private void send(Requests.Send send) {
        unlessRefused(
                send.command(),
                command -> answerWhen(
                        commands.conversations().submit(actor(), send.conversationId(), command),
                        committed -> ok(json -> Views.messageField(json, committed.message()))));
    }

    Client client() {
        return client;
    }

    String name() {
        return name;
    }

    Actor actor() {
        return client.actor();
    }

    /// Reads the payload and goes on, or refuses it by the field's name.
    <T> void read(Class<T> type, Consumer<T> next) {
        unlessRefused(commands.reader().read(actor(), name, args, type), next);
    }

    /// Goes on with the value, or answers the refusal.
    <T> void unlessRefused(Outcome<T> outcome, Consumer<T> next) {
        switch (outcome) {
            case Outcome.Refused<T>(Refusal refusal) -> refuse(refusal);
            case Outcome.Done<T>(T value) -> next.accept(value);
        }
    }

    /// Answers with the conversation once the ledger has.
    void answerConversation(CompletableFuture<Outcome<Committed>> outcome) {
        answerWhen(outcome, committed -> ok(json -> conversation(json, committed.conversation())));
    }

    /// As this client sees it.
    void conversation(JsonGenerator json, Conversation conversation) throws IOException {
        Views.conversationField(json, conversation, client.place(conversation.id()), client.audience());
    }

    /// Answers once the ledger has.
    void answerWhen(CompletableFuture<Outcome<Committed>> outcome, Consumer<Committed> answer) {
        outcome.whenComplete((result, fault) -> attempt(() -> {
            if (result == null) fail(fault);
            else unlessRefused(result, answer);
        }));
    }

    void ok() {
        answer(Acknowledgement::ok);
    }

    void ok(Json.Part parts) {
        answer(() -> Acknowledgement.ok(parts));
    }

    void refuse(Refusal refusal) {
        answer(() -> Acknowledgement.refused(refusal));
        SecurityLog.refused(refusal, client.actor(), client.address(), "socket");
    }

    private void answer(Supplier<byte[]> answer) {
        byte[] content = ack.expected() ? answer.get() : null;
        synchronized (this) {
            if (answered) return;
            answered = true;
        }
        client.answered();
        if (content != null) ack.answer(content);
    }

    /// Whatever breaks, a stack that is too small included, the client is answered.
    void attempt(Runnable work) {
        try {
            work.run();
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    private void fail(Throwable fault) {
        Refusal refusal = Acknowledgement.refusalFor(fault);
        answer(() -> Acknowledgement.refused(refusal));
    }
}
