package chat.switchboard.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Which conversations members of the staff were busy with a moment ago. Memory of this node; it may be lost.
final class Attention {
    private record Key(UUID agentId, UUID conversationId) {}

    private final Clock clock;
    private final Supplier<Duration> lasts;
    private final Map<Key, Instant> last = new ConcurrentHashMap<>();

    Attention(Clock clock, Supplier<Duration> lasts) {
        this.clock = clock;
        this.lasts = lasts;
    }

    void paid(UUID agentId, UUID conversationId) {
        last.put(new Key(agentId, conversationId), clock.instant());
    }

    boolean isPaid(UUID agentId, UUID conversationId) {
        Instant paid = last.get(new Key(agentId, conversationId));
        return paid != null && clock.instant().isBefore(paid.plus(lasts.get()));
    }

    void forgetPassed() {
        Instant passed = clock.instant().minus(lasts.get());
        last.values().removeIf(paid -> !paid.isAfter(passed));
    }
}
