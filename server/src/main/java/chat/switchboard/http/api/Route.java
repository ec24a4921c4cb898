package chat.switchboard.http.api;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// What one operation of the contract does. Called on a virtual thread: it may block.
@FunctionalInterface
public interface Route {
    CompletionStage<Outcome<Answer>> handle(Call call);

    /// Answers when it returns.
    @FunctionalInterface
    interface Direct {
        Outcome<Answer> handle(Call call);
    }

    static Route direct(Direct direct) {
        return call -> CompletableFuture.completedFuture(direct.handle(call));
    }

    /// Answers staff when it returns, and refuses others.
    static Route staff(Function<Actor.Staff, Answer> answer) {
        return direct(call -> call.staff().map(answer));
    }
}
