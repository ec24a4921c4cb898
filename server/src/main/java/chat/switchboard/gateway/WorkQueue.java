package chat.switchboard.gateway;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/// The work of one client that may block: one after the other, in the order it came, on a virtual thread.
final class WorkQueue {
    private static final long READING_CHECK_NANOS = 20_000_000;

    private final Client client;
    /// What waits for the work that is under way; null while none is.
    private ArrayDeque<Runnable> waiting;

    WorkQueue(Client client) {
        this.client = client;
    }

    /// Does work that may block. What has not begun when the socket is gone is dropped.
    void add(Runnable work) {
        synchronized (this) {
            if (waiting != null) {
                waiting.add(work);
                return;
            }
            waiting = new ArrayDeque<>(2);
        }
        Thread.ofVirtual().name("socket-command").start(() -> {
            for (Runnable next = work; next != null; next = next()) {
                awaitReading();
                if (!client.isGone()) next.run();
            }
        });
    }

    /// Does work that does not block: now, or after what is under way.
    void afterwards(Runnable work) {
        synchronized (this) {
            if (waiting != null) {
                waiting.add(work);
                return;
            }
        }
        work.run();
    }

    /// Nothing is asked for a client that does not take what it is sent.
    private void awaitReading() {
        while (!client.isGone() && client.isBehind()) LockSupport.parkNanos(READING_CHECK_NANOS);
    }

    private synchronized Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) waiting = null;
        return next;
    }
}
