package chat.switchboard.kernel;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/// Makes time-ordered ids: UUID version 7 of RFC 9562, section 5.7.
///
/// Ids of one generator strictly increase, also when the clock stands still or steps back: the 12 bits
/// of `rand_a` count within a millisecond (method 1 of section 6.2) and borrow the next one when full.
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private long lastTick;

    public UuidV7(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        long tick = tick();
        long high = (tick >>> 12 << 16) | 0x7000 | (tick & 0xfff);
        long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// Milliseconds shifted by 12 bits, plus a counter: always more than the last.
    private synchronized long tick() {
        lastTick = Math.max(lastTick + 1, clock.millis() << 12);
        return lastTick;
    }
}
