package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.conversation.Command;
import chat.switchboard.http.api.Answer;
import chat.switchboard.http.api.AsyncAnswer;
import chat.switchboard.http.api.Call;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.ConversationHistory;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.presence.Presence;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The ledger of a conversation.
final class MessageRoutes {
    private final Identity identity;
    private final Conversations conversations;
    private final Presence presence;
    private final LongPoll news;

    MessageRoutes(Identity identity, Conversations conversations, Presence presence, LongPoll news) {
        this.identity = identity;
        this.conversations = conversations;
        this.presence = presence;
        this.news = news;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listMessages", this::list,
                "sendMessage", this::send,
                "markRead", this::markRead,
                "listReadMarks", direct(this::readMarks));
    }

    private CompletionStage<Outcome<Answer>> list(Call call) {
        attended(call);
        return switch (Range.of(call)) {
            case Outcome.Refused<Range>(Refusal refusal) -> CompletableFuture.completedFuture(Outcome.refused(refusal));
            case Outcome.Done<Range>(Range range)
            when call.number("wait") != null ->
                news.orAfter(
                                call,
                                Duration.ofSeconds(call.number("wait")),
                                () -> readIfStillAllowed(call, range),
                                history -> !history.messages().isEmpty())
                        .thenApply(outcome -> outcome.map(history -> page(history, range)));
            case Outcome.Done<Range>(Range range) ->
                CompletableFuture.completedFuture(read(call, range).map(history -> page(history, range)));
        };
    }

    /// An agent without a socket has a conversation open as long as she reads it.
    private void attended(Call call) {
        if (call.actor() instanceof Actor.Staff staff) presence.attended(staff, call.id());
    }

    private Outcome<ConversationHistory.Page> read(Call call, Range range) {
        int limit = call.number("limit");
        return switch (range) {
            case Range.After(int seq) -> conversations.history().after(call.actor(), call.id(), seq, limit);
            case Range.Before(int seq) -> conversations.history().before(call.actor(), call.id(), seq, limit);
        };
    }

    /// Who has waited may have lost the right meanwhile.
    private Outcome<ConversationHistory.Page> readIfStillAllowed(Call call, Range range) {
        return identity.authenticate(call.bearer()).then(_ -> read(call, range));
    }

    private static Answer page(ConversationHistory.Page history, Range range) {
        String next = history.hasMore() ? range.beyond(history.messages()).cursor() : null;
        return Page.of(history.messages(), Views::message, next);
    }

    private CompletionStage<Outcome<Answer>> send(Call call) {
        return AsyncAnswer.of(
                call.body(Requests.Send.class)
                        .command()
                        .map(command -> conversations.submit(call.actor(), call.id(), command)),
                sent -> Answer.of(sent.repeated() ? 200 : 201, json -> Views.message(json, sent.message())));
    }

    private CompletionStage<Outcome<Answer>> markRead(Call call) {
        attended(call);
        Command mark = call.body(Requests.MarkRead.class).command();
        return AsyncAnswer.of(Outcome.done(conversations.submit(call.actor(), call.id(), mark)), _ -> Answer.nothing());
    }

    private Outcome<Answer> readMarks(Call call) {
        return conversations.history().readMarks(call.actor(), call.id()).map(marks -> Page.of(marks, Views::readMark));
    }
}
