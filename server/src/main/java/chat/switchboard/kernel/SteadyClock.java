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
/// Runs with the machine's monotonic clock and leans towards the time of day, by at most a twentieth of the time
/// that passed. A correction of a second is made up for within half a minute; when somebody sets the clock an
/// hour forward or back, no agent is thought lost and no reply overdue because of it.
public final class SteadyClock extends Clock {
    private static final int LEAN = 20;

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
        last = steady.plusNanos(lean(Duration.between(steady, timeOfDay.instant()), passed));
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

    private static long lean(Duration behind, long passed) {
        long most = passed / LEAN;
        if (behind.compareTo(Duration.ofNanos(most)) > 0) return most;
        return behind.compareTo(Duration.ofNanos(-most)) < 0 ? -most : behind.toNanos();
    }
}
