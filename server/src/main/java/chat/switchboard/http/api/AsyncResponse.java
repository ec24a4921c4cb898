package chat.switchboard.http.api;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Answers to commands that are answered after their commit.
public final class AsyncResponse {
    private AsyncResponse() {}

    public static <T> CompletionStage<Outcome<ApiResponse>> of(
            Outcome<CompletableFuture<Outcome<T>>> asked, Function<T, ApiResponse> answer) {
        return switch (asked) {
            case Outcome.Refused<CompletableFuture<Outcome<T>>>(Refusal refusal) ->
                CompletableFuture.completedFuture(Outcome.refused(refusal));
            case Outcome.Done<CompletableFuture<Outcome<T>>>(CompletableFuture<Outcome<T>> future) ->
                future.thenApply(outcome -> outcome.map(answer));
        };
    }
}
