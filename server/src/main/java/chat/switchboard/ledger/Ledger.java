package chat.switchboard.ledger;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Group commit: many commands, one transaction.
///
/// A few writers share the conversations. A conversation always has the same writer, so its commands run in arrival
/// order; see [LedgerWriter].
final class Ledger implements AutoCloseable {
    private static final int RETRY_AFTER_SECONDS = 1;

    /// @param writers transactions at the same time, each with a connection of its own
    /// @param batch the most commands in one transaction
    /// @param queue the most commands waiting for one writer; beyond it the answer is `unavailable`
    public record Limits(int writers, int batch, int queue) {}

    private final List<LedgerWriter> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    Ledger(Database database, Clock clock, Limits limits, Surroundings surroundings, Consumer<Committed> publish) {
        for (int i = 0; i < limits.writers(); i++) {
            LedgerWriter writer = new LedgerWriter(database, clock, limits, surroundings, publish);
            writers.add(writer);
            threads.add(Thread.ofPlatform().name("ledger-" + i).start(writer));
        }
    }

    /// Queues a request. The future completes after the commit, on a thread of the ledger, and must not be made to wait
    /// there. It fails only by a fault of the server.
    CompletableFuture<Outcome<Committed>> submit(LedgerRequest request) {
        LedgerWriter writer = writers.get(Math.floorMod(request.key().hashCode(), writers.size()));
        CompletableFuture<Outcome<Committed>> answer = closing ? null : writer.submit(request);
        return answer == null ? CompletableFuture.completedFuture(Outcome.refused(busy())) : answer;
    }

    /// Whether every writer's last commit is known to have succeeded.
    boolean commits() {
        return writers.stream().allMatch(LedgerWriter::isCertain);
    }

    /// Commands waiting for a writer.
    int waiting() {
        return writers.stream().mapToInt(LedgerWriter::waiting).sum();
    }

    /// Takes nothing new, finishes what was accepted, ends the writers.
    @Override
    public void close() {
        closing = true;
        writers.forEach(LedgerWriter::end);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static Refusal busy() {
        return Refusal.busy(RETRY_AFTER_SECONDS);
    }
}
