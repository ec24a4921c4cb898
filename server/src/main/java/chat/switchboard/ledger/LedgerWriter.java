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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Group commit: takes whatever waits in its queue, decides it in memory and commits it together. No delay is added, so
/// batches grow only as fast as work arrives. Only after the commit are the events published and the futures completed.
///
/// Two threads take turns: while one publishes a batch, the other has the next one in the database. Whoever has
/// committed takes the lock of publishing before it gives up the lock of committing, so batches are published in
/// the order in which they were committed. Everything else here belongs to whoever holds the lock of committing.
final class LedgerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    static final Refusal BUSY = Refusal.busy(1);

    private record Pending(LedgerRequest request, CompletableFuture<Outcome<Committed>> answer) {}

    private final Database database;
    private final Clock clock;
    private final Surroundings surroundings;
    private final Consumer<Committed> publish;
    private final int batchSize;
    private final BlockingQueue<Pending> queue;
    private final ReentrantLock committing = new ReentrantLock();
    private final ReentrantLock publishing = new ReentrantLock();
    private final WriteCache cache = new WriteCache();
    private final BatchRecovery recovery = new BatchRecovery(cache, this::transact);
    private final InDoubtCommits inDoubt;
    private final List<Thread> threads;
    private volatile boolean isCertain = true;
    private volatile boolean closing;
    private volatile boolean ended;

    LedgerWriter(
            String name,
            Database database,
            Clock clock,
            Conversations.Limits limits,
            Surroundings surroundings,
            Consumer<Committed> publish) {
        this.database = database;
        this.clock = clock;
        this.surroundings = surroundings;
        this.publish = publish;
        this.inDoubt = new InDoubtCommits(database);
        this.batchSize = limits.batch();
        this.queue = new ArrayBlockingQueue<>(limits.queue());
        this.threads = Stream.of(name, name + "-turn")
                .map(thread -> Thread.ofPlatform().name(thread).start(this::run))
                .toList();
    }

    /// The answer completes after the commit; null when the queue is full.
    CompletableFuture<Outcome<Committed>> submit(LedgerRequest request) {
        Pending pending = new Pending(request, new CompletableFuture<>());
        if (!queue.offer(pending) || (ended && queue.remove(pending))) return null;
        return pending.answer;
    }

    /// Whether the outcome of its last COMMIT is known.
    boolean isCertain() {
        return isCertain;
    }

    int waiting() {
        return queue.size();
    }

    /// Finishes what is in the queue, then ends; [#join] waits for it.
    void end() {
        closing = true;
    }

    void join() {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        committing.lock();
        try {
            for (List<Pending> batch = take(); batch != null; batch = take()) {
                boolean answered = batch.isEmpty() || commit(batch);
                if (answered && !inDoubt.isEmpty()) publishInTurn(settled());
            }
            ended = true;
            // Those whose submit read `ended` before it was set.
            queue.forEach(late -> {
                if (queue.remove(late)) late.answer.complete(Outcome.refused(BUSY));
            });
        } finally {
            committing.unlock();
        }
    }

    /// Waits a moment for work; null once it closes and nothing is left.
    private List<Pending> take() {
        List<Pending> batch = new ArrayList<>();
        try {
            boolean last = closing;
            Pending first = queue.poll(last ? 0 : 100, TimeUnit.MILLISECONDS);
            if (first == null) return last ? null : batch;
            batch.add(first);
            queue.drainTo(batch, batchSize - 1);
            return batch;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// Publishes and answers; the other thread commits meanwhile, if anything waits to be.
    private void publishInTurn(Runnable publication) {
        if (queue.isEmpty() && !publishing.isLocked()) {
            publishNow(publication);
            return;
        }
        publishing.lock();
        committing.unlock();
        try {
            publication.run();
        } finally {
            publishing.unlock();
            committing.lock();
        }
    }

    private void publishNow(Runnable publication) {
        publishing.lock();
        try {
            publication.run();
        } finally {
            publishing.unlock();
        }
    }

    /// One command after the other, so that what a sender's socket gets of it, the event and the acknowledgement,
    /// leaves in one packet.
    private void finish(List<Pending> batch, List<Outcome<Committed>> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Done<Committed>(Committed committed) && committed.isNew())
                publish(committed);
            batch.get(i).answer.complete(outcomes.get(i));
        }
    }

    private void publish(Committed committed) {
        try {
            publish.accept(committed);
        } catch (RuntimeException | Error fault) {
            LOG.error("Publishing failed; readers will catch up from the ledger", fault);
        }
    }

    /// False when the database was out of reach: then there is no use in asking it again at once.
    private boolean commit(List<Pending> batch) {
        List<Outcome<Committed>> outcomes;
        try {
            outcomes = transactOrRecover(batch);
        } catch (RuntimeException | Error fault) {
            boolean reachable = !BatchRecovery.isOutOfReach(fault);
            // One command that always fails cannot hurt the others: each is answered before the next is tried.
            if (reachable) for (Pending pending : batch) publishNow(commitAlone(pending));
            else publishInTurn(refused(batch, fault));
            return reachable;
        }
        publishInTurn(() -> finish(batch, outcomes));
        return true;
    }

    /// The second and last try of a command whose batch failed.
    private Runnable commitAlone(Pending pending) {
        List<Pending> alone = List.of(pending);
        try {
            List<Outcome<Committed>> outcomes = transactOrRecover(alone);
            return () -> finish(alone, outcomes);
        } catch (RuntimeException | Error fault) {
            if (fault instanceof DatabaseUnavailable) return refused(alone, fault);
            return () -> pending.answer.completeExceptionally(fault);
        }
    }

    private List<Outcome<Committed>> transactOrRecover(List<Pending> batch) {
        List<LedgerRequest> requests = batch.stream().map(Pending::request).toList();
        try {
            return transact(requests);
        } catch (RuntimeException | Error fault) {
            if (!recovery.mayHelp(requests, fault)) throw fault;
            return recovery.again(requests);
        }
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

    /// Whether the commit happened is not known; the client asks again with the same id.
    private Runnable refused(List<Pending> batch, Throwable fault) {
        inDoubt.add(batch.stream().map(Pending::request).toList());
        isCertain = false;
        LOG.warn("The database cannot be reached; {} commands refused: {}", batch.size(), LogText.line(fault));
        return () -> batch.forEach(pending -> pending.answer.complete(Outcome.refused(BUSY)));
    }

    /// Tells readers the state of conversations whose COMMIT outcome was unknown, as soon as it is known.
    private Runnable settled() {
        List<Committed> states = inDoubt.settle();
        isCertain = inDoubt.isEmpty();
        return () -> states.forEach(this::publish);
    }
}
