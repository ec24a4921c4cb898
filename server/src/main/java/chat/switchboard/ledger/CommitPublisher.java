package chat.switchboard.ledger;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Publishes and answers what one writer has committed, in commit order.
///
/// While more commands wait, it does so on a thread of its own, and the writer is in the database again meanwhile. When
/// none wait it works on the writer's thread, which would be idle, and saves the way to another thread.
final class CommitPublisher implements AutoCloseable {
    /// Batches handed over; when there are so many, the writer waits.
    private static final int MOST_BATCHES = 4;

    private static final Runnable END = () -> {};

    private final BlockingQueue<Runnable> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Thread thread;

    CommitPublisher(String name) {
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    /// @param batch publishes and answers; throws nothing
    /// @param more whether the writer has more to do
    void publish(Runnable batch, boolean more) {
        if (!more && unfinished.get() == 0) batch.run();
        else handOver(batch);
    }

    /// Finishes what was handed over.
    @Override
    public void close() {
        handOver(END);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void handOver(Runnable batch) {
        unfinished.incrementAndGet();
        boolean interrupted = false;
        while (true) {
            try {
                batches.put(batch);
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void run() {
        for (Runnable batch = next(); batch != END; batch = next()) {
            try {
                batch.run();
            } finally {
                unfinished.decrementAndGet();
            }
        }
    }

    private Runnable next() {
        while (true) {
            try {
                return batches.take();
            } catch (InterruptedException _) { // nobody ends it but the writer
            }
        }
    }
}
