package chat.switchboard.gateway;

import chat.switchboard.conversation.Accepted;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One command of one client, on its way to an answer. Every call is answered once, whatever happens.
record Call(Client client, ArrayNode args, Ack ack) {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    /// Decodes the payload and goes on, or refuses it by the field's name.
    <T extends Payload> void with(Class<T> type, Consumer<T> next) {
        attempt(() -> unlessRefused(PayloadReader.read(args, type), payload -> {
            if (payload.missing() == null) next.accept(payload);
            else refuse(Refusal.invalid(payload.missing(), "This field is required."));
        }));
    }

    Actor actor() {
        return client.actor();
    }

    /// Goes on with the value, or answers the refusal.
    <T> void unlessRefused(Outcome<T> outcome, Consumer<T> next) {
        switch (outcome) {
            case Outcome.Refused<T>(Refusal refusal) -> refuse(refusal);
            case Outcome.Done<T>(T value) -> next.accept(value);
        }
    }

    /// Answers with the conversation once the ledger has.
    void answerConversation(CompletableFuture<Outcome<Accepted>> outcome) {
        answerWhen(outcome, accepted -> ok(json -> conversation(json, accepted.conversation())));
    }

    /// As this client sees it.
    void conversation(JsonGenerator json, Conversation conversation) throws IOException {
        Views.conversationField(json, conversation, client.place(conversation.id()), client.audience());
    }

    /// Goes on where blocking is allowed.
    void onVirtualThread(Runnable work) {
        Thread.ofVirtual().name("socket-command").start(() -> attempt(work));
    }

    /// Answers once the ledger has.
    void answerWhen(CompletableFuture<Outcome<Accepted>> outcome, Consumer<Accepted> answer) {
        outcome.whenComplete((result, fault) -> attempt(() -> {
            if (result == null) fail(fault);
            else unlessRefused(result, answer);
        }));
    }

    void ok() {
        if (ack.expected()) ack.answer(Answer.ok());
    }

    void ok(Json.Part parts) {
        if (ack.expected()) ack.answer(Answer.ok(parts));
    }

    void refuse(Refusal refusal) {
        if (ack.expected()) ack.answer(Answer.refused(refusal));
    }

    /// Whatever breaks, a stack that is too small included, the client is answered.
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    /// A fault of the server: logged once, with an id that the answer carries.
    void fail(Throwable thrown) {
        Throwable fault = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
        if (fault instanceof DatabaseUnavailable) {
            refuse(Refusal.retryLater(Code.UNAVAILABLE, "The server is busy. Nothing was lost; try again.", 1));
            return;
        }
        UUID id = UUID.randomUUID();
        LOG.error("Fault {}", id, fault);
        refuse(Refusal.retryLater(Code.UNAVAILABLE, "Something went wrong here (fault " + id + ").", 5));
    }
}
