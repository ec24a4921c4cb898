package chat.switchboard.limit;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// So many times in a while for each key. Remembers the keys used last, up to a bound.
public final class RateLimiter<K> {
    /// @param times at once, and again in each `per`
    public record Rate(int times, Duration per) {}

    private final Supplier<List<Rate>> rates;
    private final TimeMeter meter;
    private final Map<K, Held> buckets = Recent.map();

    /// @param rates that it was filled by
    private record Held(List<Rate> rates, Bucket bucket) {}

    /// @param rates all of them hold at once
    public RateLimiter(List<Rate> rates, Clock clock) {
        this(fixed(List.copyOf(rates)), clock);
    }

    /// @param rates asked for each time, so that they may change; what was used up stays used up in proportion
    public RateLimiter(Supplier<List<Rate>> rates, Clock clock) {
        this.rates = rates;
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
        List<Rate> now = rates.get();
        Held held = buckets.computeIfAbsent(key, _ -> full(now));
        return (held.rates.equals(now) ? held : buckets.compute(key, (_, known) -> changed(known, now))).bucket;
    }

    private Held full(List<Rate> now) {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(meter);
        for (Rate rate : now) builder.addLimit(limit(rate));
        return new Held(now, builder.build());
    }

    /// @param known null when it was forgotten meanwhile
    private Held changed(Held known, List<Rate> now) {
        if (known == null) return full(now);
        ConfigurationBuilder builder = BucketConfiguration.builder();
        for (Rate rate : now) builder.addLimit(limit(rate));
        known.bucket.replaceConfiguration(builder.build(), TokensInheritanceStrategy.PROPORTIONALLY);
        return new Held(now, known.bucket);
    }

    private static Bandwidth limit(Rate rate) {
        return Bandwidth.builder()
                .capacity(rate.times)
                .refillGreedy(rate.times, rate.per)
                .build();
    }

    private static Supplier<List<Rate>> fixed(List<Rate> rates) {
        return () -> rates;
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
