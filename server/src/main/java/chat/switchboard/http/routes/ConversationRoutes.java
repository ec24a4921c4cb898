package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;
import static java.util.Map.entry;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Expected;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.AsyncResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.EditConversation;
import chat.switchboard.ledger.OpenConversation;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Requests;
import chat.switchboard.wire.Views;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Conversations and what happens to them.
final class ConversationRoutes {
    private final Conversations conversations;
    private final Inbox inbox;
    private final Function<UUID, QueuePosition> places;

    /// @param places of conversations that wait
    ConversationRoutes(Conversations conversations, Inbox inbox, Function<UUID, QueuePosition> places) {
        this.places = places;
        this.conversations = conversations;
        this.inbox = inbox;
    }

    Map<String, Route> byOperation() {
        return Map.ofEntries(
                entry("openConversation", this::open),
                entry("listConversations", direct(this::list)),
                entry("getConversation", direct(this::get)),
                entry("editConversation", this::edit),
                entry("requestHandoff", change(_ -> new Command.Handoff())),
                entry("assignConversation", this::assign),
                entry("resolveConversation", settle(Command.Resolve::new)),
                entry("reopenConversation", change(_ -> new Command.Reopen())),
                entry("closeConversation", settle(Command.Close::new)),
                entry(
                        "escalateConversation",
                        change(request -> request.body(Requests.Escalate.class).command())),
                entry("acknowledgeConversation", change(_ -> new Command.Acknowledge())),
                entry(
                        "rateConversation",
                        change(request -> request.body(Requests.Rate.class).command())),
                entry("listActivity", direct(this::activity)));
    }

    private CompletionStage<Outcome<ApiResponse>> open(ApiRequest request) {
        var given = request.body(Requests.Open.class);
        Outcome<OpenConversation> opening = given.conversation();
        return AsyncResponse.of(
                request.writer()
                        .then(writer -> opening.map(open -> conversations.open(writer, conversations.newId(), open))),
                opened -> ApiResponse.of(opened.repeated() ? 200 : 201, view(request, opened.conversation())));
    }

    private Outcome<ApiResponse> list(ApiRequest request) {
        Outcome<Inbox.Filter> filter = filter(request);
        return filter.then(
                        wanted -> inbox.list(request.actor(), wanted, request.text("cursor"), request.number("limit")))
                .map(page -> {
                    Audience audience = request.audience();
                    return Page.of(
                            page.items(),
                            (json, conversation) ->
                                    Views.conversation(json, conversation, places.apply(conversation.id()), audience),
                            page.nextCursor());
                });
    }

    private Outcome<ApiResponse> get(ApiRequest request) {
        return conversations
                .history()
                .find(request.actor(), request.id())
                .map(found -> ApiResponse.ok(view(request, found)));
    }

    private CompletionStage<Outcome<ApiResponse>> edit(ApiRequest request) {
        var given = request.body(Requests.Edit.class);
        var edition = new EditConversation(
                given.subject(),
                given.newPriority(),
                given.category(),
                given.departmentId(),
                given.labels(),
                given.expected());
        return changed(request, request.staff().map(staff -> conversations.edit(staff, request.id(), edition)));
    }

    private CompletionStage<Outcome<ApiResponse>> assign(ApiRequest request) {
        var given = request.body(Requests.Assign.class);
        return changed(
                request,
                request.staff()
                        .map(staff -> conversations.assign(
                                staff,
                                request.id(),
                                given.agentId(staff.id()),
                                given.departmentId(),
                                given.note(),
                                given.expected())));
    }

    private Outcome<ApiResponse> activity(ApiRequest request) {
        return conversations
                .history()
                .activities(request.actor(), request.id())
                .map(activities -> Page.of(activities, Views::activity));
    }

    private Route change(Function<ApiRequest, Command> command) {
        return request -> changed(
                request, Outcome.done(conversations.submit(request.actor(), request.id(), command.apply(request))));
    }

    /// What a member of the staff may ask for on condition that it is still as it was seen.
    private Route settle(Function<Expected, Command> command) {
        return change(
                request -> command.apply(request.body(Requests.Settle.class).expected()));
    }

    private CompletionStage<Outcome<ApiResponse>> changed(
            ApiRequest request, Outcome<CompletableFuture<Outcome<Committed>>> accepted) {
        return AsyncResponse.of(accepted, change -> ApiResponse.ok(view(request, change.conversation())));
    }

    private Json.Part view(ApiRequest request, Conversation conversation) {
        return json -> Views.conversation(json, conversation, places.apply(conversation.id()), request.audience());
    }

    private static Outcome<Inbox.Filter> filter(ApiRequest request) {
        String assignee = request.text("assignee");
        boolean nobody = "none".equals(assignee);
        String statuses = request.text("status");
        Function<UUID, Inbox.Filter> filter = assigneeId -> new Inbox.Filter(
                statuses == null ? null : List.of(statuses.split(",")),
                assigneeId,
                nobody,
                request.text("priority"),
                request.text("category"),
                request.uuid("department"),
                request.text("label"),
                request.flag("escalated"),
                request.flag("overdue"),
                request.text("q"));
        if (assignee == null || nobody) return Outcome.done(filter.apply(null));
        if (!assignee.equals("me")) return Outcome.done(filter.apply(UUID.fromString(assignee)));
        return request.staff().map(staff -> filter.apply(staff.id()));
    }
}
