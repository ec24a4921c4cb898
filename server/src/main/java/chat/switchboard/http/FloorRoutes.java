package chat.switchboard.http;

import static chat.switchboard.http.Route.direct;
import static java.util.Map.entry;

import chat.switchboard.conversation.Priority;
import chat.switchboard.escalation.ReplyTarget;
import chat.switchboard.escalation.ReplyTargets;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.presence.Arrival;
import chat.switchboard.presence.Presence;
import chat.switchboard.presence.StaffMember;
import chat.switchboard.presence.Status;
import chat.switchboard.queue.AgentSelection;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.queue.Explanation;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The floor of the desk: who is here, who gets the next one and why, what is late.
final class FloorRoutes {
    private final Presence presence;
    private final ConversationQueue queue;
    private final ReplyTargets targets;
    private final Identity identity;

    private record Said(String status) {}

    private record Next(UUID departmentId) {}

    private record Target(UUID departmentId, String priority, Integer firstReplySeconds, Integer nextReplySeconds) {
        ReplyTarget asTarget() {
            return new ReplyTarget(
                    departmentId,
                    priority == null ? null : Priority.of(priority),
                    seconds(firstReplySeconds),
                    seconds(nextReplySeconds));
        }

        private static Duration seconds(Integer given) {
            return given == null ? null : Duration.ofSeconds(given);
        }
    }

    private record Targets(List<Target> items) {}

    FloorRoutes(Features.Floor floor, Identity identity) {
        this.presence = floor.presence();
        this.queue = floor.queue();
        this.targets = floor.targets();
        this.identity = identity;
    }

    Map<String, Route> byOperation() {
        return Map.ofEntries(
                entry("listAgents", staff(this::agents)),
                entry("setPresence", direct(this::setPresence)),
                entry("heartbeat", staff(staff -> arrival(presence.heartbeat(staff)))),
                entry("takeNext", direct(this::takeNext)),
                entry("explainRouting", direct(this::explain)),
                entry("listReplyTargets", staff(staff -> Page.of(targets.list(staff), FloorRoutes::write))),
                entry("setReplyTargets", direct(this::setTargets)));
    }

    private static Route staff(Function<Actor.Staff, Answer> answer) {
        return direct(call -> call.staff().map(answer));
    }

    private Answer agents(Actor.Staff staff) {
        Map<UUID, StaffMember> here =
                presence.staff().stream().collect(Collectors.toMap(StaffMember::id, Function.identity()));
        List<Account> accounts = identity.staff(staff).stream()
                .filter(account -> here.containsKey(account.id()))
                .toList();
        return Page.of(accounts, (json, account) -> AccountView.writeColleague(json, account, here.get(account.id())));
    }

    private Outcome<Answer> setPresence(Call call) {
        Status status = Status.of(call.body(Said.class).status());
        return call.staff().map(staff -> arrival(presence.set(staff, status)));
    }

    private static Answer arrival(Arrival arrival) {
        return object(json -> Views.arrivalFields(json, arrival));
    }

    private Outcome<Answer> takeNext(Call call) {
        UUID department = call.body(Next.class).departmentId();
        return call.staff()
                .then(staff -> queue.takeNext(staff, department))
                .map(taken -> object(json -> {
                    if (taken.isPresent()) Views.conversationField(json, taken.get(), null, Audience.STAFF);
                    else json.writeNullField("conversation");
                }));
    }

    private Outcome<Answer> explain(Call call) {
        return call.staff()
                .then(staff -> queue.explain(staff, call.id()))
                .map(explanation -> object(json -> write(json, explanation)));
    }

    private Outcome<Answer> setTargets(Call call) {
        List<ReplyTarget> given =
                call.body(Targets.class).items().stream().map(Target::asTarget).toList();
        return call.staff().then(staff -> targets.replace(staff, given)).map(set -> Page.of(set, FloorRoutes::write));
    }

    private static Answer object(Json.Part fields) {
        return Answer.ok(json -> {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStringField("status", explanation.status());
        json.writeStringField("summary", explanation.summary());
        Views.queueField(json, explanation.place());
        json.writeArrayFieldStart("candidates");
        for (Explanation.Candidate candidate : explanation.candidates()) {
            json.writeStartObject();
            Views.person(json, "agent", candidate.agent());
            json.writeNumberField("active", candidate.active());
            json.writeNumberField("maxActiveChats", candidate.most());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("excluded");
        for (AgentSelection.Excluded excluded : explanation.excluded()) {
            json.writeStartObject();
            Views.person(json, "agent", excluded.agent());
            json.writeStringField("reason", excluded.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, ReplyTarget target) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "departmentId",
                target.departmentId() == null ? null : target.departmentId().toString());
        json.writeStringField(
                "priority", target.priority() == null ? null : target.priority().wireName());
        write(json, "firstReplySeconds", target.firstReply());
        write(json, "nextReplySeconds", target.nextReply());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Duration duration) throws IOException {
        if (duration == null) json.writeNullField(name);
        else json.writeNumberField(name, duration.toSeconds());
    }
}
