package chat.switchboard.http;

import chat.switchboard.kernel.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What one operation of the contract does. Called on a virtual thread: it may block.
@FunctionalInterface
interface Route {
    CompletionStage<Outcome<Answer>> handle(Call call);

    /// Answers when it returns.
    @FunctionalInterface
    interface Direct {
        Outcome<Answer> handle(Call call);
    }

    static Route direct(Direct direct) {
        return call -> CompletableFuture.completedFuture(direct.handle(call));
    }
}
