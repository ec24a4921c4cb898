package chat.switchboard.ledger;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import chat.switchboard.postgres.DatabaseUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Group commit: many commands, one transaction.
///
/// A few writers each take whatever is waiting, decide it in memory, and commit it together; no delay is
/// added, so batches grow only as fast as work arrives. A conversation always has the same writer, so its
/// commands run in arrival order. Only after the commit are the events published and the futures completed:
/// in this order, on the writer's thread, so that what a listener sees is in commit order.
final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int RETRY_AFTER_SECONDS = 1;
    /// How often a batch, and a command alone, may find that younger transactions were first.
    private static final int BATCH_OVERTAKEN = 5;
    private static final int ALONE_OVERTAKEN = 100;

    /// @param writers transactions at the same time, each with a connection of its own
    /// @param batch the most commands in one transaction
    /// @param queue the most commands waiting for one writer; beyond it the answer is `unavailable`
    public record Limits(int writers, int batch, int queue) {}

    private record Pending(LedgerRequest request, CompletableFuture<Outcome<Committed>> answer) {}

    private final Database database;
    private final Clock clock;
    private final int batchSize;
    private final Consumer<Committed> publish;
    private final List<BlockingQueue<Pending>> queues = new ArrayList<>();
    private final List<Thread> writers = new ArrayList<>();
    /// Writers whose last COMMIT may have been lost, until the database has answered again.
    private final Set<Thread> inDoubt = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;
    private final Surroundings surroundings;

    Ledger(Database database, Clock clock, Limits limits, Surroundings surroundings, Consumer<Committed> publish) {
        this.database = database;
        this.clock = clock;
        this.batchSize = limits.batch();
        this.surroundings = surroundings;
        this.publish = publish;
        for (int i = 0; i < limits.writers(); i++) {
            BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(limits.queue());
            queues.add(queue);
            writers.add(Thread.ofPlatform().name("ledger-" + i).start(() -> write(queue)));
        }
    }

    /// Queues a request. The future completes after the commit, on the writer's thread, and must not be
    /// made to wait there. It fails only by a fault of the server.
    CompletableFuture<Outcome<Committed>> submit(LedgerRequest request) {
        Pending pending = new Pending(request, new CompletableFuture<>());
        BlockingQueue<Pending> queue = queues.get(Math.floorMod(request.key().hashCode(), queues.size()));
        if (closing || !queue.offer(pending)) pending.answer.complete(Outcome.refused(busy()));
        return pending.answer;
    }

    /// Whether every writer's last commit is known to have succeeded.
    boolean commits() {
        return inDoubt.isEmpty();
    }

    /// Commands waiting for a writer.
    int waiting() {
        return queues.stream().mapToInt(BlockingQueue::size).sum();
    }

    /// Takes nothing new, finishes what was accepted, ends the writers.
    @Override
    public void close() {
        closing = true;
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(BlockingQueue<Pending> queue) {
        List<Pending> batch = new ArrayList<>(batchSize);
        InDoubtCommits uncertain = new InDoubtCommits();
        WriteCache cache = new WriteCache();
        while (take(queue, batch)) {
            boolean reachable = batch.isEmpty() || commit(batch, cache, uncertain);
            if (reachable && !uncertain.isEmpty()) settle(uncertain);
            if (uncertain.isEmpty() == inDoubt.contains(Thread.currentThread())) toggleInDoubt();
            batch.clear();
        }
    }

    private void toggleInDoubt() {
        Thread writer = Thread.currentThread();
        if (!inDoubt.remove(writer)) inDoubt.add(writer);
    }

    /// Waits a moment for work; false once the ledger closes and nothing is left.
    private boolean take(BlockingQueue<Pending> queue, List<Pending> batch) {
        try {
            if (queue.drainTo(batch, batchSize) > 0) return true;
            if (closing) return false;
            Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
            if (first == null) return true;
            batch.add(first);
            queue.drainTo(batch, batchSize - 1);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// False when the database was out of reach.
    private boolean commit(List<Pending> batch, WriteCache cache, InDoubtCommits uncertain) {
        List<Outcome<Committed>> outcomes;
        try {
            outcomes = transactAgainIfOutdated(batch, cache);
        } catch (RuntimeException | Error fault) {
            if (isOutOfReach(fault)) {
                refuseAll(batch, uncertain, fault);
                return false;
            }
            batch.forEach(pending -> commitAlone(pending, cache, uncertain));
            return true;
        }
        finish(batch, outcomes);
        return true;
    }

    /// The second and last try of a command whose batch failed: one command that always fails cannot hurt the others.
    private void commitAlone(Pending pending, WriteCache cache, InDoubtCommits uncertain) {
        List<Pending> alone = List.of(pending);
        List<Outcome<Committed>> outcomes;
        try {
            outcomes = transactAgainIfOutdated(alone, cache);
        } catch (RuntimeException | Error fault) {
            if (fault instanceof DatabaseUnavailable) refuseAll(alone, uncertain, fault);
            else pending.answer.completeExceptionally(fault);
            return;
        }
        finish(alone, outcomes);
    }

    /// Tells readers the state of conversations whose COMMIT outcome was unknown.
    private void settle(InDoubtCommits uncertain) {
        try {
            uncertain.settle(database).forEach(this::publish);
        } catch (DatabaseUnavailable _) { // then later
        }
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
    private List<Outcome<Committed>> transactAgainIfOutdated(List<Pending> batch, WriteCache cache) {
        List<LedgerRequest> requests = batch.stream().map(Pending::request).toList();
        try {
            return transactUnlessOvertaken(requests, cache);
        } catch (RuntimeException | Error fault) {
            boolean usedCache = cache.forget(
                    requests.stream().map(LedgerRequest::conversationId).collect(Collectors.toSet()));
            if (!usedCache || isOutOfReach(fault)) throw fault;
            return transactUnlessOvertaken(requests, cache);
        }
    }

    /// Each retry means that another transaction committed, so work goes on. A batch gives up sooner: its commands then
    /// run one by one, and a transaction that locks one conversation gets its number when it locks it.
    private List<Outcome<Committed>> transactUnlessOvertaken(List<LedgerRequest> requests, WriteCache cache) {
        for (int tries = requests.size() == 1 ? ALONE_OVERTAKEN : BATCH_OVERTAKEN; tries > 0; tries--) {
            try {
                return transact(requests, cache);
            } catch (LedgerBatch.Overtaken _) { // then in a younger transaction
            }
        }
        return transact(requests, cache);
    }

    private List<Outcome<Committed>> transact(List<LedgerRequest> requests, WriteCache cache) {
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
    private static void refuseAll(List<Pending> batch, InDoubtCommits uncertain, Throwable fault) {
        uncertain.add(batch.stream().map(Pending::request).toList());
        LOG.warn("The database cannot be reached; {} commands refused: {}", batch.size(), LogText.line(fault));
        batch.forEach(pending -> pending.answer.complete(Outcome.refused(busy())));
    }

    /// Not a lock that somebody holds too long: that may concern one conversation only.
    private static boolean isOutOfReach(Throwable fault) {
        return fault instanceof DatabaseUnavailable unavailable && !unavailable.contended();
    }

    private static Refusal busy() {
        return Refusal.busy(RETRY_AFTER_SECONDS);
    }
}
