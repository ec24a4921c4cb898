package chat.switchboard.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// How much time has passed by a clock: when that is set back, none has. A wait that ends in a minute does not become
/// one of hours because somebody corrects the machine's time.
final class PassedTime extends Clock {
    private final Clock clock;
    private Instant last;
    private Instant passed;

    PassedTime(Clock clock) {
        this.clock = clock;
        this.last = clock.instant();
        this.passed = last;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = clock.instant();
        if (now.isAfter(last)) passed = passed.plus(Duration.between(last, now));
        last = now;
        return passed;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Times are UTC everywhere");
    }
}
