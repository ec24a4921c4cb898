package chat.switchboard.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
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

    /// The same id for the same facts: for rows the server itself writes, so that writing them twice is
    /// noticed. Version 7 in form: the number is the counter within a millisecond, so that ids of one thing sort as
    /// they were numbered; the random part is taken from a SHA-256 of the facts.
    public static UUID derived(Instant at, UUID of, String what, int number) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(20)
                    .putLong(of.getMostSignificantBits())
                    .putLong(of.getLeastSignificantBits())
                    .putInt(number)
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(what.getBytes(StandardCharsets.UTF_8)));
            long high = (at.toEpochMilli() << 16) | 0x7000 | (number & 0xfff);
            long low = (hash.getLong() >>> 2) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    /// Milliseconds shifted by 12 bits, plus a counter: always more than the last.
    private synchronized long tick() {
        lastTick = Math.max(lastTick + 1, clock.millis() << 12);
        return lastTick;
    }
}
