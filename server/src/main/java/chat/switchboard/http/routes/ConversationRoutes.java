package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;
import static java.util.Map.entry;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.EditConversation;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.OpenConversation;
import chat.switchboard.http.api.Answer;
import chat.switchboard.http.api.AsyncAnswer;
import chat.switchboard.http.api.Call;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
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
                        change(call -> call.body(Requests.Escalate.class).command())),
                entry("acknowledgeConversation", change(_ -> new Command.Acknowledge())),
                entry(
                        "rateConversation",
                        change(call -> call.body(Requests.Rate.class).command())),
                entry("listActivity", direct(this::activity)));
    }

    private CompletionStage<Outcome<Answer>> open(Call call) {
        var given = call.body(Requests.Open.class);
        Outcome<OpenConversation> opening = given.conversation();
        return AsyncAnswer.of(
                call.writer()
                        .then(writer -> opening.map(open -> conversations.open(writer, conversations.newId(), open))),
                opened -> Answer.of(opened.repeated() ? 200 : 201, view(call, opened.conversation())));
    }

    private Outcome<Answer> list(Call call) {
        Outcome<Inbox.Filter> filter = filter(call);
        return filter.then(wanted -> inbox.list(call.actor(), wanted, call.text("cursor"), call.number("limit")))
                .map(page -> {
                    Audience audience = call.audience();
                    return Page.of(
                            page.items(),
                            (json, conversation) ->
                                    Views.conversation(json, conversation, places.apply(conversation.id()), audience),
                            page.nextCursor());
                });
    }

    private Outcome<Answer> get(Call call) {
        return conversations.history().find(call.actor(), call.id()).map(found -> Answer.ok(view(call, found)));
    }

    private CompletionStage<Outcome<Answer>> edit(Call call) {
        var given = call.body(Requests.Edit.class);
        var edition = new EditConversation(
                given.subject(),
                given.newPriority(),
                given.category(),
                given.departmentId(),
                given.labels(),
                given.expected());
        return changed(call, call.staff().map(staff -> conversations.edit(staff, call.id(), edition)));
    }

    private CompletionStage<Outcome<Answer>> assign(Call call) {
        var given = call.body(Requests.Assign.class);
        return changed(
                call,
                call.staff()
                        .map(staff -> conversations.assign(
                                staff,
                                call.id(),
                                given.agentId(staff.id()),
                                given.departmentId(),
                                given.note(),
                                given.expected())));
    }

    private Outcome<Answer> activity(Call call) {
        return conversations
                .history()
                .activities(call.actor(), call.id())
                .map(activities -> Page.of(activities, Views::activity));
    }

    private Route change(Function<Call, Command> command) {
        return call -> changed(call, Outcome.done(conversations.submit(call.actor(), call.id(), command.apply(call))));
    }

    /// What a member of the staff may ask for on condition that it is still as it was seen.
    private Route settle(Function<Expected, Command> command) {
        return change(call -> command.apply(call.body(Requests.Settle.class).expected()));
    }

    private CompletionStage<Outcome<Answer>> changed(
            Call call, Outcome<CompletableFuture<Outcome<Committed>>> accepted) {
        return AsyncAnswer.of(accepted, change -> Answer.ok(view(call, change.conversation())));
    }

    private Json.Part view(Call call, Conversation conversation) {
        return json -> Views.conversation(json, conversation, places.apply(conversation.id()), call.audience());
    }

    private static Outcome<Inbox.Filter> filter(Call call) {
        String assignee = call.text("assignee");
        boolean nobody = "none".equals(assignee);
        String statuses = call.text("status");
        Function<UUID, Inbox.Filter> filter = assigneeId -> new Inbox.Filter(
                statuses == null ? null : List.of(statuses.split(",")),
                assigneeId,
                nobody,
                call.text("priority"),
                call.text("category"),
                call.uuid("department"),
                call.text("label"),
                call.flag("escalated"),
                call.flag("overdue"),
                call.text("q"));
        if (assignee == null || nobody) return Outcome.done(filter.apply(null));
        if (!assignee.equals("me")) return Outcome.done(filter.apply(UUID.fromString(assignee)));
        return call.staff().map(staff -> filter.apply(staff.id()));
    }
}
