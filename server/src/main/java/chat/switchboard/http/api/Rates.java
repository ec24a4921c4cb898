package chat.switchboard.http.api;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.limit.RateLimiter;
import chat.switchboard.limit.RateLimiter.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// How many requests a minute one network address and one person may make. Log-ins, new customers and messages have
/// lower limits of their own behind their doors.
public final class Rates {
    /// Requests a minute: any of one network address; GETs, and all others, of one person.
    public record PerMinute(int perAddress, int reads, int writes) {}

    private final RateLimiter<String> addresses;
    private final RateLimiter<UUID> reads;
    private final RateLimiter<UUID> writes;

    public Rates(PerMinute rates, Clock clock) {
        addresses = throttle(rates.perAddress(), clock);
        reads = throttle(rates.reads(), clock);
        writes = throttle(rates.writes(), clock);
    }

    public Outcome<String> request(String address) {
        return addresses.attempt(address);
    }

    Outcome<UUID> request(Actor actor, boolean read) {
        return (read ? reads : writes).attempt(ApiRequest.personId(actor));
    }

    private static <K> RateLimiter<K> throttle(int perMinute, Clock clock) {
        return new RateLimiter<>(List.of(new Rate(perMinute, Duration.ofMinutes(1))), clock);
    }
}
