package chat.switchboard.identity;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// So many attempts in a while for each key. Remembers the keys used last, up to a bound: whoever was pushed out had
/// tens of thousands of others after him.
final class Throttle {
    private static final int MOST_KEYS = 50_000;

    private final int capacity;
    private final Duration refill;
    private final TimeMeter meter;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /// @param capacity attempts at once, and again in each `refill`
    Throttle(int capacity, Duration refill, Clock clock) {
        this.capacity = capacity;
        this.refill = refill;
        this.meter = meter(clock);
    }

    Outcome<String> attempt(String key) {
        var probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) return Outcome.done(key);
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
        return Outcome.refused(Refusal.retryLater(
                Refusal.Code.RATE_LIMITED,
                "Too many attempts. Try again in %d seconds.".formatted(seconds),
                Math.toIntExact(seconds)));
    }

    /// The attempt was a good one and does not count.
    void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    private synchronized Bucket bucket(String key) {
        return buckets.computeIfAbsent(
                key,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, refill))
                        .withCustomTimePrecision(meter)
                        .build());
    }

    private static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
