package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;
import static java.util.Map.entry;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.Priority;
import chat.switchboard.http.api.Answer;
import chat.switchboard.http.api.AsyncAnswer;
import chat.switchboard.http.api.Call;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.OpenObject;
import chat.switchboard.wire.Seen;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Conversations and what happens to them.
final class ConversationRoutes {
    private final Conversations conversations;
    private final Inbox inbox;
    private final Function<UUID, QueuePosition> places;

    private record Opening(
            String subject, String category, UUID departmentId, ObjectNode metadata, MessageRoutes.Sending message) {}

    private record Edition(
            String subject,
            String priority,
            String category,
            UUID departmentId,
            List<String> labels,
            JsonNode expectedSubject,
            String expectedPriority,
            String expectedCategory,
            JsonNode expectedDepartmentId,
            List<String> expectedLabels) {
        Outcome<Expected> expected() {
            return Seen.id("expectedDepartmentId", expectedDepartmentId)
                    .map(department -> new Expected(
                            null,
                            department,
                            Seen.text(expectedSubject),
                            null,
                            priorityOf(expectedPriority),
                            expectedCategory,
                            expectedLabels));
        }
    }

    private record Assignment(
            String agentId, UUID departmentId, String note, JsonNode expectedAgentId, JsonNode expectedDepartmentId) {
        Outcome<Expected> expected() {
            return Seen.id("expectedAgentId", expectedAgentId)
                    .then(agent -> Seen.id("expectedDepartmentId", expectedDepartmentId)
                            .map(department -> Expected.place(agent, department)));
        }
    }

    /// @param reason of an escalation only
    private record Settlement(String reason, JsonNode expectedAgentId, String expectedStatus) {
        private static final Settlement UNCONDITIONAL = new Settlement(null, null, null);

        Outcome<Expected> expected() {
            return Seen.id("expectedAgentId", expectedAgentId)
                    .then(agent -> Seen.status(expectedStatus).map(status -> Expected.standing(agent, status)));
        }
    }

    private record Rating(int score, String comment) {}

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
                entry("resolveConversation", settle((_, expected) -> new Command.Resolve(expected))),
                entry("reopenConversation", change(_ -> new Command.Reopen())),
                entry("closeConversation", settle((_, expected) -> new Command.Close(expected))),
                entry(
                        "escalateConversation",
                        settle((given, expected) -> new Command.Escalate(given.reason, expected))),
                entry("acknowledgeConversation", change(_ -> new Command.Acknowledge())),
                entry("rateConversation", change(ConversationRoutes::rating)),
                entry("listActivity", direct(this::activity)));
    }

    private CompletionStage<Outcome<Answer>> open(Call call) {
        var given = call.body(Opening.class);
        Outcome<String> metadata =
                given.metadata == null ? Outcome.done(null) : OpenObject.text("metadata", given.metadata);
        Outcome<Command.Send> message = given.message == null ? Outcome.done(null) : given.message.command();
        Outcome<Conversations.Beginning> beginning = message.then(first -> metadata.map(
                text -> new Conversations.Beginning(given.subject, given.category, given.departmentId, text, first)));
        return AsyncAnswer.of(
                call.writer()
                        .then(writer ->
                                beginning.map(begun -> conversations.open(writer, conversations.newId(), begun))),
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
        return conversations.find(call.actor(), call.id()).map(found -> Answer.ok(view(call, found)));
    }

    private CompletionStage<Outcome<Answer>> edit(Call call) {
        var given = call.body(Edition.class);
        return changed(
                call,
                call.staff()
                        .then(staff -> given.expected()
                                .map(expected -> new Conversations.Edition(
                                        given.subject,
                                        priorityOf(given.priority),
                                        given.category,
                                        given.departmentId,
                                        given.labels,
                                        expected))
                                .map(edition -> conversations.edit(staff, call.id(), edition))));
    }

    private CompletionStage<Outcome<Answer>> assign(Call call) {
        var given = call.body(Assignment.class);
        return changed(
                call,
                call.staff()
                        .then(staff -> given.expected()
                                .map(expected -> conversations.assign(
                                        staff,
                                        call.id(),
                                        agentId(staff, given.agentId),
                                        given.departmentId,
                                        given.note,
                                        expected))));
    }

    private Outcome<Answer> activity(Call call) {
        return conversations
                .activities(call.actor(), call.id())
                .map(activities -> Page.of(activities, Views::activity));
    }

    private Route change(Function<Call, Command> command) {
        return call -> changed(call, Outcome.done(conversations.submit(call.actor(), call.id(), command.apply(call))));
    }

    /// What a member of the staff may ask for on condition that it is still as it was seen.
    private Route settle(BiFunction<Settlement, Expected, Command> command) {
        return call -> {
            Settlement given = Objects.requireNonNullElse(call.body(Settlement.class), Settlement.UNCONDITIONAL);
            return changed(
                    call,
                    given.expected()
                            .map(expected ->
                                    conversations.submit(call.actor(), call.id(), command.apply(given, expected))));
        };
    }

    private CompletionStage<Outcome<Answer>> changed(
            Call call, Outcome<CompletableFuture<Outcome<Committed>>> accepted) {
        return AsyncAnswer.of(accepted, change -> Answer.ok(view(call, change.conversation())));
    }

    private Json.Part view(Call call, Conversation conversation) {
        return json -> Views.conversation(json, conversation, places.apply(conversation.id()), call.audience());
    }

    private static Command rating(Call call) {
        var given = call.body(Rating.class);
        return new Command.Rate(given.score, given.comment);
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

    private static Priority priorityOf(String given) {
        return given == null ? null : Priority.of(given);
    }

    private static UUID agentId(Actor.Staff staff, String given) {
        if (given == null) return null;
        return given.equals("me") ? staff.id() : UUID.fromString(given);
    }
}
