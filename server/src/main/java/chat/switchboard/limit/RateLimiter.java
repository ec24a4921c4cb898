package chat.switchboard.limit;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// So many times in a while for each key. Remembers the keys used last, up to a bound.
public final class RateLimiter<K> {
    /// @param times at once, and again in each `per`
    public record Rate(int times, Duration per) {}

    private final List<Rate> rates;
    private final TimeMeter meter;
    private final Map<K, Bucket> buckets = Recent.map();

    /// @param rates all of them hold at once
    public RateLimiter(List<Rate> rates, Clock clock) {
        this.rates = List.copyOf(rates);
        this.meter = meter(new PassedTime(clock));
    }

    /// Counts one; refuses with `rate_limited` and the seconds to wait when there were too many.
    public Outcome<K> attempt(K key) {
        var probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) return Outcome.done(key);
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
        return Outcome.refused(Refusal.retryLater(
                Refusal.Code.RATE_LIMITED, Math.toIntExact(seconds), Refusal.Reason.TOO_OFTEN, seconds));
    }

    /// The attempt was a good one and does not count.
    public void giveBack(K key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(K key) {
        return buckets.computeIfAbsent(key, _ -> full());
    }

    private Bucket full() {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(meter);
        for (Rate rate : rates)
            builder.addLimit(limit -> limit.capacity(rate.times).refillGreedy(rate.times, rate.per));
        return builder.build();
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
