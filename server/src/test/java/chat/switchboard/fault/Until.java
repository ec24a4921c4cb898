package chat.switchboard.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waiting for a condition, with a deadline.
final class Until {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Until() {}

    interface Condition {
        boolean isTrue() throws Exception;
    }

    static void holds(String what, Condition condition) {
        holds(() -> what, condition);
    }

    /// Faults of the condition count as "not yet"; the last one is told when the time is over.
    ///
    /// @param what asked only when the time is over, so it can say how things stand
    static void holds(Supplier<String> what, Condition condition) {
        long deadline = System.nanoTime() + Scale.PATIENCE.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.isTrue()) return;
            } catch (Exception e) {
                last = e;
            }
            pause(BETWEEN_LOOKS);
        }
        throw new AssertionError("Not within " + Scale.PATIENCE + ": " + what.get(), last);
    }

    /// What a client does between two attempts.
    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
