package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;
import static chat.switchboard.http.api.Route.staff;

import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.escalation.ReplyTarget;
import chat.switchboard.escalation.ReplyTargets;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.wire.Views;
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

    private record Targets(List<Target> items, Long expectedVersion) {}

    ReplyTargetRoutes(ReplyTargets targets) {
        this.targets = targets;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listReplyTargets", staff(staff -> answer(targets.list(staff))),
                "setReplyTargets", direct(this::setTargets));
    }

    private Outcome<ApiResponse> setTargets(ApiRequest request) {
        Targets given = request.body(Targets.class);
        List<ReplyTarget> items = given.items.stream().map(Target::asTarget).toList();
        return request.staff()
                .then(staff -> targets.replace(staff, request.origin(), items, given.expectedVersion))
                .map(ReplyTargetRoutes::answer);
    }

    private static ApiResponse answer(ReplyTargets.Listing listing) {
        return ApiResponse.object(json -> {
            json.writeNumberField("version", listing.version());
            json.writeArrayFieldStart("items");
            for (ReplyTarget target : listing.items()) Views.object(json, target.fields());
            json.writeEndArray();
            json.writeNullField("nextCursor");
        });
    }
}
