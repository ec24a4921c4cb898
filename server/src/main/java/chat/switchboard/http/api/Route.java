package chat.switchboard.http.api;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    static Route direct(Direct direct) {
        return request -> CompletableFuture.completedFuture(direct.handle(request));
    }

    /// Answers staff when it returns, and refuses others.
    static Route staff(Function<Actor.Staff, ApiResponse> answer) {
        return direct(request -> request.staff().map(answer));
    }
}
