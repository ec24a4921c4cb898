package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.ledger.Committed;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.postgres.DatabaseUnavailable;
import chat.switchboard.socketio.Ack;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command of one client, on its way to an answer. Every call is answered once, whatever happens; one that asked
/// for no acknowledgement is only counted as answered.
final class PendingCommand {
    private static final Logger LOG = LoggerFactory.getLogger(PendingCommand.class);

    static final Refusal BUSY = Refusal.busy(1);

    private final Client client;
    private final String name;
    private final ArrayNode args;
    private final Ack ack;
    private final CommandReader reader;
    private boolean answered;

    PendingCommand(Client client, String name, ArrayNode args, Ack ack, CommandReader reader) {
        this.client = client;
        this.name = name;
        this.args = args;
        this.ack = ack;
        this.reader = reader;
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
        unlessRefused(reader.read(name, args, type), next);
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
        Refusal refusal = refusalFor(fault);
        answer(() -> Acknowledgement.refused(refusal));
    }

    /// A fault of the server is logged once, with an id that the answer carries.
    static Refusal refusalFor(Throwable thrown) {
        Throwable fault = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
        if (fault instanceof DatabaseUnavailable) return BUSY;
        UUID id = UUID.randomUUID();
        LOG.error("Fault {}", id, fault);
        return Refusal.retryLater(Code.UNAVAILABLE, "Something went wrong here (fault " + id + ").", 5);
    }
}
