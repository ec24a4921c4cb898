package chat.switchboard.http.api;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.limit.RateLimiter;
import chat.switchboard.limit.RateLimiter.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// How many requests a minute one network address and one person may make. Log-ins, new customers and messages have
/// lower limits of their own behind their doors.
public final class Rates {
    /// Requests a minute: any of one network address; GETs, and all others, of one person.
    public record PerMinute(int perAddress, int reads, int writes) {}

    private final RateLimiter<String> addresses;
    private final RateLimiter<UUID> reads;
    private final RateLimiter<UUID> writes;

    /// @param rates asked for each time, so that they may change
    public Rates(Supplier<PerMinute> rates, Clock clock) {
        addresses = throttle(() -> rates.get().perAddress(), clock);
        reads = throttle(() -> rates.get().reads(), clock);
        writes = throttle(() -> rates.get().writes(), clock);
    }

    public Outcome<String> request(String address) {
        return addresses.attempt(address);
    }

    Outcome<UUID> request(Actor actor, boolean read) {
        return (read ? reads : writes).attempt(ApiRequest.personId(actor));
    }

    private static <K> RateLimiter<K> throttle(IntSupplier perMinute, Clock clock) {
        return new RateLimiter<>(() -> List.of(new Rate(perMinute.getAsInt(), Duration.ofMinutes(1))), clock);
    }
}
