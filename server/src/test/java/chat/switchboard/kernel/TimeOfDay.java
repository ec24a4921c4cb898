package chat.switchboard.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// A machine's time of day that somebody sets forward and back.
public final class TimeOfDay {
    private volatile Duration off = Duration.ZERO;

    public void jump(Duration by) {
        off = off.plus(by);
    }

    /// The clock of a server on that machine.
    public Clock clock() {
        return new SteadyClock(() -> Instant.now().plus(off), System::nanoTime);
    }
}
