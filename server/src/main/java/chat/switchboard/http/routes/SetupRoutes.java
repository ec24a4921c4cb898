package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.admin;

import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.setup.Setup;
import java.util.List;
import java.util.Map;

/// The first-run guide.
final class SetupRoutes {
    private final Setup setup;

    private record Skip(boolean skipped) {}

    SetupRoutes(Setup setup) {
        this.setup = setup;
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "getSetup", admin((admin, _) -> Outcome.done(answer(setup.states(admin)))),
                "skipSetupStep",
                        admin((admin, request) -> Outcome.done(answer(setup.skip(
                                admin,
                                request.origin(),
                                Setup.Step.of(request.key()),
                                request.body(Skip.class).skipped)))));
    }

    private static ApiResponse answer(List<Setup.State> states) {
        return ApiResponse.object(json -> {
            json.writeArrayFieldStart("steps");
            for (Setup.State state : states) {
                json.writeStartObject();
                json.writeStringField("step", state.step().wireName());
                json.writeBooleanField("done", state.done());
                json.writeBooleanField("skipped", state.skipped());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("finished", states.stream().allMatch(Setup.State::isSettled));
        });
    }
}
