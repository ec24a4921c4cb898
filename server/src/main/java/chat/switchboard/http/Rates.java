package chat.switchboard.http;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.limit.Throttle;
import chat.switchboard.limit.Throttle.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// How many requests a minute one network address and one person may make. Log-ins, new customers and messages have
/// lower limits of their own behind their doors.
final class Rates {
    private final Throttle<String> addresses;
    private final Throttle<UUID> reads;
    private final Throttle<UUID> writes;

    Rates(HttpSettings.PerMinute rates, Clock clock) {
        addresses = throttle(rates.perAddress(), clock);
        reads = throttle(rates.reads(), clock);
        writes = throttle(rates.writes(), clock);
    }

    Outcome<String> request(String address) {
        return addresses.attempt(address);
    }

    Outcome<UUID> request(Actor actor, boolean read) {
        return (read ? reads : writes).attempt(Call.personId(actor));
    }

    private static <K> Throttle<K> throttle(int perMinute, Clock clock) {
        return new Throttle<>(List.of(new Rate(perMinute, Duration.ofMinutes(1))), clock);
    }
}
