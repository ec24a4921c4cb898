package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.conversation.Command;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.AsyncResponse;
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

    private CompletionStage<Outcome<ApiResponse>> list(ApiRequest request) {
        attended(request);
        return switch (Range.of(request)) {
            case Outcome.Refused<Range>(Refusal refusal) -> CompletableFuture.completedFuture(Outcome.refused(refusal));
            case Outcome.Done<Range>(Range range)
            when request.number("wait") != null ->
                news.orAfter(
                                request,
                                Duration.ofSeconds(request.number("wait")),
                                () -> readIfStillAllowed(request, range),
                                history -> !history.messages().isEmpty())
                        .thenApply(outcome -> outcome.map(history -> page(history, range)));
            case Outcome.Done<Range>(Range range) ->
                CompletableFuture.completedFuture(read(request, range).map(history -> page(history, range)));
        };
    }

    /// An agent without a socket has a conversation open as long as she reads it.
    private void attended(ApiRequest request) {
        if (request.actor() instanceof Actor.Staff staff) presence.attended(staff, request.id());
    }

    private Outcome<ConversationHistory.Page> read(ApiRequest request, Range range) {
        int limit = request.number("limit");
        return switch (range) {
            case Range.After(int seq) -> conversations.history().after(request.actor(), request.id(), seq, limit);
            case Range.Before(int seq) -> conversations.history().before(request.actor(), request.id(), seq, limit);
        };
    }

    /// Who has waited may have lost the right meanwhile.
    private Outcome<ConversationHistory.Page> readIfStillAllowed(ApiRequest request, Range range) {
        return identity.authenticate(request.bearer()).then(_ -> read(request, range));
    }

    private static ApiResponse page(ConversationHistory.Page history, Range range) {
        String next = history.hasMore() ? range.beyond(history.messages()).cursor() : null;
        return Page.of(history.messages(), Views::message, next);
    }

    private CompletionStage<Outcome<ApiResponse>> send(ApiRequest request) {
        return AsyncResponse.of(
                request.body(Requests.Send.class)
                        .command()
                        .map(command -> conversations.submit(request.actor(), request.id(), command)),
                sent -> ApiResponse.of(sent.repeated() ? 200 : 201, json -> Views.message(json, sent.message())));
    }

    private CompletionStage<Outcome<ApiResponse>> markRead(ApiRequest request) {
        attended(request);
        Command mark = request.body(Requests.MarkRead.class).command();
        return AsyncResponse.of(
                Outcome.done(conversations.submit(request.actor(), request.id(), mark)), _ -> ApiResponse.nothing());
    }

    private Outcome<ApiResponse> readMarks(ApiRequest request) {
        return conversations
                .history()
                .readMarks(request.actor(), request.id())
                .map(marks -> Page.of(marks, Views::readMark));
    }
}
