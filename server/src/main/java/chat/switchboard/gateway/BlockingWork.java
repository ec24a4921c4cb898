package chat.switchboard.gateway;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Work of commands that may block: on a virtual thread, after the work of the same client that came before, with one
/// of the database connections that all sockets share.
final class BlockingWork {
    /// Longest wait for a connection.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Semaphore connections;

    /// @param connections that commands of sockets may use at the same time
    BlockingWork(int connections) {
        this.connections = new Semaphore(connections, true);
    }

    /// A fault, or too long a wait for a connection, is answered with a refusal.
    void run(PendingCommand pending, Runnable work) {
        pending.client().work().add(() -> pending.attempt(() -> withConnection(pending, work)));
    }

    private void withConnection(PendingCommand pending, Runnable work) {
        try {
            if (!connections.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                pending.refuse(Acknowledgement.BUSY);
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            pending.refuse(Acknowledgement.BUSY);
            return;
        }
        try {
            if (!pending.client().isGone()) work.run();
        } finally {
            connections.release();
        }
    }
}
