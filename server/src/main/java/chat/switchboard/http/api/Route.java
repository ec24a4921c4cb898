package chat.switchboard.http.api;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What one operation of the contract does. Called on a virtual thread: it may block.
@FunctionalInterface
public interface Route {
    CompletionStage<Outcome<ApiResponse>> handle(ApiRequest request);

    /// Answers when it returns.
    @FunctionalInterface
    interface Direct {
        Outcome<ApiResponse> handle(ApiRequest request);
    }

    /// Needs a password that was typed in this session within the last 10 minutes: refused with `step_up_required`.
    record SteppedUp(Route route) implements Route {
        @Override
        public CompletionStage<Outcome<ApiResponse>> handle(ApiRequest request) {
            return route.handle(request);
        }
    }

    static Route stepUp(Route route) {
        return new SteppedUp(route);
    }

    static Route direct(Direct direct) {
        return request -> CompletableFuture.completedFuture(direct.handle(request));
    }

    /// Answers admins when it returns, and refuses others.
    static Route admin(BiFunction<Actor.Admin, ApiRequest, Outcome<ApiResponse>> answer) {
        return direct(request -> request.admin().then(admin -> answer.apply(admin, request)));
    }

    /// Answers staff when it returns, and refuses others.
    static Route staff(Function<Actor.Staff, ApiResponse> answer) {
        return direct(request -> request.staff().map(answer));
    }
}
