package chat.switchboard.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/// The time of day without its jumps.
///
/// Runs with the machine's monotonic clock and leans towards the time of day, at three times its speed or a third of
/// it at most. It never stands still or goes back for that, and no heartbeat that is due every 30 seconds looks two
/// minutes old: when somebody sets the clock an hour forward or back, no agent is thought lost because of it, and the
/// hour is made up for within 30 or 90 minutes.
///
/// A greater difference is no correction: the clock was wrong, or the machine was suspended. Then the time of day is
/// taken over at once, also backwards. Whoever needs an order must not rely on this clock alone; the ledger does not.
public final class SteadyClock extends Clock {
    private static final Duration MOST_LEANED = Duration.ofMinutes(65);

    private final InstantSource timeOfDay;
    private final LongSupplier nanoTime;
    private Instant last;
    private long lastTick;

    public SteadyClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    SteadyClock(InstantSource timeOfDay, LongSupplier nanoTime) {
        this.timeOfDay = timeOfDay;
        this.nanoTime = nanoTime;
        this.last = timeOfDay.instant();
        this.lastTick = nanoTime.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long tick = nanoTime.getAsLong();
        long passed = tick - lastTick;
        Instant steady = last.plusNanos(passed);
        Instant target = timeOfDay.instant();
        last = steady.plus(towards(Duration.between(steady, target), passed));
        lastTick = tick;
        return last;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Times are UTC everywhere");
    }

    /// How much of what is missing to the time of day is made up for.
    private static Duration towards(Duration missing, long passed) {
        if (missing.abs().compareTo(MOST_LEANED) > 0) return missing;
        Duration most = Duration.ofNanos(missing.isNegative() ? -(passed * 2 / 3) : passed * 2);
        return missing.abs().compareTo(most.abs()) > 0 ? most : missing;
    }
}
