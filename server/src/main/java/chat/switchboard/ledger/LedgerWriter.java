package chat.switchboard.ledger;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import chat.switchboard.postgres.DatabaseUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One writer of the ledger: takes whatever waits in its queue, decides it in memory and commits it together; no delay
/// is
/// added, so batches grow only as fast as work arrives. Only after the commit are the events published and the futures
/// completed, in this order and in commit order, by the [CommitPublisher].
final class LedgerWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    /// How often a batch, and a command alone, may find that younger transactions were first.
    private static final int BATCH_OVERTAKEN = 5;
    private static final int ALONE_OVERTAKEN = 100;

    private record Pending(LedgerRequest request, CompletableFuture<Outcome<Committed>> answer) {}

    private final Database database;
    private final Clock clock;
    private final Surroundings surroundings;
    private final Consumer<Committed> publish;
    private final int batchSize;
    private final BlockingQueue<Pending> queue;
    private final InDoubtCommits uncertain = new InDoubtCommits();
    private final WriteCache cache = new WriteCache();
    private CommitPublisher publisher;
    private volatile boolean inDoubt;
    private volatile boolean closing;
    private volatile boolean ended;

    LedgerWriter(
            Database database,
            Clock clock,
            Ledger.Limits limits,
            Surroundings surroundings,
            Consumer<Committed> publish) {
        this.database = database;
        this.clock = clock;
        this.surroundings = surroundings;
        this.publish = publish;
        this.batchSize = limits.batch();
        this.queue = new ArrayBlockingQueue<>(limits.queue());
    }

    /// The answer completes after the commit; null when the queue is full.
    CompletableFuture<Outcome<Committed>> submit(LedgerRequest request) {
        Pending pending = new Pending(request, new CompletableFuture<>());
        if (!queue.offer(pending) || (ended && queue.remove(pending))) return null;
        return pending.answer;
    }

    /// Whether the outcome of its last COMMIT is known.
    boolean isCertain() {
        return !inDoubt;
    }

    int waiting() {
        return queue.size();
    }

    /// Finishes what is in the queue.
    void end() {
        closing = true;
    }

    @Override
    public void run() {
        try (var publishing = new CommitPublisher(Thread.currentThread().getName() + "-publisher")) {
            publisher = publishing;
            for (List<Pending> batch = take(); batch != null; batch = take()) {
                boolean reachable = batch.isEmpty() || commit(batch);
                if (reachable && !uncertain.isEmpty()) settle();
                inDoubt = !uncertain.isEmpty();
            }
            ended = true;
            // Whoever looked before it ended, and queued after.
            queue.forEach(late -> {
                if (queue.remove(late)) late.answer.complete(Outcome.refused(Ledger.busy()));
            });
        }
    }

    /// Waits a moment for work; null once the ledger closes and nothing is left.
    private List<Pending> take() {
        List<Pending> batch = new ArrayList<>();
        try {
            if (queue.drainTo(batch, batchSize) > 0) return batch;
            if (closing) return null;
            Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
            if (first == null) return batch;
            batch.add(first);
            queue.drainTo(batch, batchSize - 1);
            return batch;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// False when the database was out of reach.
    private boolean commit(List<Pending> batch) {
        List<Outcome<Committed>> outcomes;
        try {
            outcomes = transactAgainIfOutdated(batch);
        } catch (RuntimeException | Error fault) {
            if (isOutOfReach(fault)) {
                refuseAll(batch, fault);
                return false;
            }
            batch.forEach(pending -> commitAlone(pending));
            return true;
        }
        inOrder(() -> finish(batch, outcomes));
        return true;
    }

    /// The second and last try of a command whose batch failed: one command that always fails cannot hurt the others.
    private void commitAlone(Pending pending) {
        List<Pending> alone = List.of(pending);
        List<Outcome<Committed>> outcomes;
        try {
            outcomes = transactAgainIfOutdated(alone);
        } catch (RuntimeException | Error fault) {
            if (fault instanceof DatabaseUnavailable) refuseAll(alone, fault);
            else inOrder(() -> pending.answer.completeExceptionally(fault));
            return;
        }
        inOrder(() -> finish(alone, outcomes));
    }

    /// Tells readers the state of conversations whose COMMIT outcome was unknown.
    private void settle() {
        try {
            List<Committed> news = uncertain.settle(database);
            inOrder(() -> news.forEach(this::publish));
        } catch (DatabaseUnavailable _) { // then later
        }
    }

    private void inOrder(Runnable batch) {
        publisher.publish(batch, !queue.isEmpty());
    }

    /// One command after the other, so that what a sender's socket gets of it, the event and the acknowledgement,
    /// leaves in one packet.
    private void finish(List<Pending> batch, List<Outcome<Committed>> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Done<Committed>(Committed committed) && isNew(committed))
                publish(committed);
            batch.get(i).answer.complete(outcomes.get(i));
        }
    }

    private static boolean isNew(Committed committed) {
        return !committed.repeated() && !committed.events().isEmpty();
    }

    /// A failed batch leaves nothing in the cache. If it used a cached conversation, that may have been the reason, so
    /// it
    /// runs once more without.
    private List<Outcome<Committed>> transactAgainIfOutdated(List<Pending> batch) {
        List<LedgerRequest> requests = batch.stream().map(Pending::request).toList();
        try {
            return transactUnlessOvertaken(requests);
        } catch (RuntimeException | Error fault) {
            boolean usedCache = cache.forget(
                    requests.stream().map(LedgerRequest::conversationId).collect(Collectors.toSet()));
            if (!usedCache || isOutOfReach(fault)) throw fault;
            return transactUnlessOvertaken(requests);
        }
    }

    /// Each retry means that another transaction committed, so work goes on. A batch gives up sooner: its commands then
    /// run one by one, and a transaction that locks one conversation gets its number when it locks it.
    private List<Outcome<Committed>> transactUnlessOvertaken(List<LedgerRequest> requests) {
        for (int tries = requests.size() == 1 ? ALONE_OVERTAKEN : BATCH_OVERTAKEN; tries > 0; tries--) {
            try {
                return transact(requests);
            } catch (LedgerBatch.Overtaken _) { // then in a younger transaction
            }
        }
        return transact(requests);
    }

    private List<Outcome<Committed>> transact(List<LedgerRequest> requests) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Outcome<Committed>> outcomes = new ArrayList<>(requests.size());
        database.connection(Actor.SYSTEM, handle -> {
                    LedgerBatch batch = new LedgerBatch(handle, surroundings, cache, now);
                    outcomes.addAll(batch.run(requests));
                    return batch;
                })
                .committed();
        return outcomes;
    }

    private void publish(Committed committed) {
        try {
            publish.accept(committed);
        } catch (RuntimeException | Error fault) {
            LOG.error("Publishing failed; readers will catch up from the ledger", fault);
        }
    }

    /// Whether the commit happened is not known; the client asks again with the same id.
    private void refuseAll(List<Pending> batch, Throwable fault) {
        uncertain.add(batch.stream().map(Pending::request).toList());
        LOG.warn("The database cannot be reached; {} commands refused: {}", batch.size(), LogText.line(fault));
        inOrder(() -> batch.forEach(pending -> pending.answer.complete(Outcome.refused(Ledger.busy()))));
    }

    /// Not a lock that somebody holds too long: that may concern one conversation only.
    private static boolean isOutOfReach(Throwable fault) {
        return fault instanceof DatabaseUnavailable unavailable && !unavailable.contended();
    }
}
