package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;
import static chat.switchboard.http.api.Route.staff;

import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.escalation.ReplyTarget;
import chat.switchboard.escalation.ReplyTargets;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Page;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How long a reply may take.
final class ReplyTargetRoutes {
    private final ReplyTargets targets;

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

    ReplyTargetRoutes(ReplyTargets targets) {
        this.targets = targets;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listReplyTargets", staff(staff -> Page.of(targets.list(staff), ReplyTargetRoutes::write)),
                "setReplyTargets", direct(this::setTargets));
    }

    private Outcome<ApiResponse> setTargets(ApiRequest request) {
        List<ReplyTarget> given = request.body(Targets.class).items().stream()
                .map(Target::asTarget)
                .toList();
        return request.staff()
                .then(staff -> targets.replace(staff, given))
                .map(set -> Page.of(set, ReplyTargetRoutes::write));
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
