package chat.switchboard.scheduler;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Starts a job's next run before its interval is over. Raised many times during a run, it starts one more.
public final class Signal {
    private final Semaphore raised = new Semaphore(0);

    /// Never blocks.
    public void raise() {
        if (raised.availablePermits() == 0) raised.release();
    }

    void await(Duration longest) throws InterruptedException {
        raised.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        raised.drainPermits();
    }
}
