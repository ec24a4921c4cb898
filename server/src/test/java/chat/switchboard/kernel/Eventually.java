package chat.switchboard.kernel;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits for something to become true, never for a time to pass.
public final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS_NANOS = 2_000_000;
    private static final long LATER_NANOS = 20_000_000;

    private Eventually() {}

    @FunctionalInterface
    public interface Condition {
        boolean isTrue() throws Exception;
    }

    public static void until(String what, Condition condition) {
        until(what, LONGEST, condition);
    }

    public static void until(String what, Duration longest, Condition condition) {
        until(() -> what, longest, condition);
    }

    /// Exceptions of the condition count as "not yet"; the last one is told when the time is over.
    ///
    /// @param what asked only when the time is over, so it can say how things stand
    public static void until(Supplier<String> what, Duration longest, Condition condition) {
        long begun = System.nanoTime();
        Exception last = null;
        while (true) {
            try {
                if (condition.isTrue()) return;
            } catch (Exception notYet) {
                last = notYet;
            }
            long waited = System.nanoTime() - begun;
            if (waited > longest.toNanos()) throw new AssertionError("Not within " + longest + ": " + what.get(), last);
            LockSupport.parkNanos(waited < 10 * LATER_NANOS ? BETWEEN_LOOKS_NANOS : LATER_NANOS);
        }
    }
}
