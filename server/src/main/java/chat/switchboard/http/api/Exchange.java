package chat.switchboard.http.api;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.postgres.DatabaseUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A request of the API and its one answer, which may be given from any thread.
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int RETRY_SECONDS = 2;

    private final HttpServerRequest request;
    private final String operation;
    private final Metrics metrics;
    private final Context context = Vertx.currentContext();
    private final long begun = System.nanoTime();

    /// @param operation what the metrics call it
    public Exchange(HttpServerRequest request, String operation, Metrics metrics) {
        this.request = request;
        this.operation = operation;
        this.metrics = metrics;
    }

    void answer(Outcome<ApiResponse> outcome) {
        switch (outcome) {
            case Outcome.Done<ApiResponse>(ApiResponse answer) -> onEventLoop(() -> write(answer));
            case Outcome.Refused<ApiResponse>(Refusal refusal) -> refuse(Problem.of(refusal));
        }
    }

    void refuse(Problem problem) {
        onEventLoop(() -> write(problem));
    }

    /// Logged once, with an id that the answer carries; a database that is away for a moment is no fault of ours.
    public void fail(Throwable thrown) {
        Throwable fault = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
        if (fault instanceof DatabaseUnavailable) {
            refuse(Problem.of(Refusal.retryLater(
                    Refusal.Code.UNAVAILABLE, "The desk is busy. Try again in a moment.", RETRY_SECONDS)));
            return;
        }
        UUID id = logged(fault);
        refuse(Problem.fault(id));
    }

    private UUID logged(Throwable fault) {
        UUID id = UUID.randomUUID();
        LOG.error("Fault {} in {}", id, operation, fault);
        return id;
    }

    private void onEventLoop(Runnable write) {
        if (Vertx.currentContext() == context) attempt(write);
        else context.runOnContext(_ -> attempt(write));
    }

    /// An answer that cannot be written is a fault too; one that is half out cannot be taken back.
    private void attempt(Runnable write) {
        try {
            write.run();
        } catch (Throwable fault) {
            UUID id = logged(fault);
            if (request.response().headWritten()) request.connection().close();
            else Problems.answer(request, Problem.fault(id));
        }
    }

    private void write(ApiResponse answer) {
        if (!isHeard(answer.status())) return;
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        // Not response.addCookie: that sorts them by name.
        for (Cookie cookie : answer.cookies()) response.headers().add("Set-Cookie", cookie.encode());
        if (answer.body() != null) response.putHeader("Content-Type", "application/json");
        answer.headers().forEach(response::putHeader);
        if (answer.coding() != null) response.headers().add("Vary", "Accept-Encoding");
        if (answer.isCompressed()) response.putHeader("Content-Encoding", answer.coding());
        if (answer.body() == null) response.end();
        else response.end(Buffer.buffer(answer.body()));
    }

    private void write(Problem problem) {
        if (isHeard(problem.status())) Problems.answer(request, problem);
    }

    private boolean isHeard(int status) {
        metrics.answered(operation, status, System.nanoTime() - begun);
        return !request.response().ended() && !request.response().closed();
    }
}
