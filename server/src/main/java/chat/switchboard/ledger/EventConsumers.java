package chat.switchboard.ledger;

import chat.switchboard.kernel.Actor;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leads each consumer through the event log.
///
/// A commit on this node wakes them at once; what other nodes commit is found by asking every [#poll]. Several nodes
/// may run the same consumers: a row lock lets one of them work at a time.
public final class EventConsumers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventConsumers.class);
    private static final int BATCH = 500;

    private final Database database;
    private final Duration poll;
    private final List<Loop> loops = new ArrayList<>();
    private volatile boolean closing;

    public EventConsumers(Database database, Duration poll, List<EventConsumer> consumers) {
        this.database = database;
        this.poll = poll;
        for (EventConsumer consumer : consumers) loops.add(new Loop(consumer));
    }

    public void start() {
        for (Loop loop : loops)
            loop.thread =
                    Thread.ofVirtual().name("events-" + loop.consumer.name()).start(loop::run);
    }

    /// Something was committed. Never blocks.
    public void wake() {
        for (Loop loop : loops) if (closing || loop.consumer.isUrgent()) loop.wake();
    }

    public List<String> names() {
        return loops.stream().map(loop -> loop.consumer.name()).toList();
    }

    /// How long ago this node last saw that the consumer had handled everything; for metrics.
    public Duration lag(String name) {
        Loop loop = loops.stream()
                .filter(it -> it.consumer.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Duration.ofNanos(System.nanoTime() - loop.upToDateAt);
    }

    /// Finishes the batches at work.
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            for (Loop loop : loops) if (loop.thread != null) loop.thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Loop {
        private final EventConsumer consumer;
        private final Semaphore news = new Semaphore(0);
        private volatile long upToDateAt = System.nanoTime();
        private Thread thread;

        Loop(EventConsumer consumer) {
            this.consumer = consumer;
        }

        /// One permit is enough, however much was committed.
        void wake() {
            if (news.availablePermits() == 0) news.release();
        }

        void run() {
            while (!closing) {
                try {
                    if (step()) continue;
                } catch (RuntimeException fault) {
                    LOG.warn("{} failed and will be tried again: {}", consumer.name(), LogText.line(fault));
                    pause();
                }
                waitForNews();
            }
        }

        /// True while there may be more.
        private boolean step() {
            Progress progress = database.transaction(Actor.SYSTEM, handle -> {
                EventLogStore store = new EventLogStore(handle);
                Optional<Position> position = store.lockConsumer(consumer.name());
                if (position.isEmpty()) {
                    store.addConsumer(consumer.name(), start(store));
                    return Progress.ELSEWHERE;
                }
                return advance(store, position.get(), handle);
            });
            if (progress == Progress.DONE) upToDateAt = System.nanoTime();
            return progress == Progress.MORE;
        }

        private Position start(EventLogStore store) {
            return switch (consumer.start()) {
                case OLDEST -> store.oldest();
                case NEWEST -> store.newest();
            };
        }

        private Progress advance(EventLogStore store, Position position, org.jdbi.v3.core.Handle handle) {
            return switch (EventLog.after(handle, position, BATCH, consumer.interest())) {
                case EventLog.Page.PositionTooOld(Position oldest) -> {
                    consumer.missedEvents(handle);
                    store.moveConsumer(consumer.name(), oldest);
                    yield Progress.MORE;
                }
                case EventLog.Page.Events(List<LoggedEvent> events, Position next) -> {
                    if (!events.isEmpty()) consumer.handle(events, handle);
                    if (!next.equals(position)) store.moveConsumer(consumer.name(), next);
                    yield events.size() == BATCH ? Progress.MORE : Progress.DONE;
                }
            };
        }

        private void waitForNews() {
            try {
                news.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                closing = true;
            }
        }

        /// A fault is not tried again at once, whatever is committed meanwhile.
        private void pause() {
            try {
                if (!closing) Thread.sleep(poll);
            } catch (InterruptedException interrupted) {
                closing = true;
            }
        }
    }

    private enum Progress {
        MORE,
        DONE,
        /// Another transaction has the consumer, or it has just been added.
        ELSEWHERE
    }
}
