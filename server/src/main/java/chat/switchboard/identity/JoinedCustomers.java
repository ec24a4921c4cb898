package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Visitors who became known ones: their tokens are worth nothing any more, for as long as those would live.
///
/// A view in memory like [Revocations]: what this node does is in it at once, what others do after the next look.
final class JoinedCustomers {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    /// More than the clocks of two nodes differ, and more than anything is in flight.
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Database database;
    private final Duration lifetime;
    private final Clock clock;
    private final Consumer<UUID> ended;
    private final Map<UUID, Instant> joined = new ConcurrentHashMap<>();
    private volatile Instant looked;

    /// @param lifetime of a customer's token
    /// @param ended told once of each
    JoinedCustomers(Database database, Duration lifetime, Clock clock, Consumer<UUID> ended) {
        this.database = database;
        this.lifetime = lifetime;
        this.clock = clock;
        this.ended = ended;
    }

    List<Job> jobs() {
        return List.of(
                Job.onEveryNode("joined-customers", LOOK_EVERY, this::look),
                Job.onOneNode("late-conversations", LOOK_EVERY, _ -> moveLate()));
    }

    boolean contains(UUID customerId) {
        return joined.containsKey(customerId);
    }

    void add(UUID customerId, Instant at) {
        if (joined.putIfAbsent(customerId, at) == null) ended.accept(customerId);
    }

    void look() {
        Instant now = clock.instant();
        Instant oldest = now.minus(lifetime).minus(MARGIN);
        Instant since = looked == null ? oldest : looked.minus(MARGIN);
        database.transaction(Actor.SYSTEM, handle -> new CustomerStore(handle).joined(since))
                .forEach(it -> add(it.id(), it.at()));
        looked = now;
        joined.values().removeIf(oldest::isAfter);
    }

    int moveLate() {
        Instant since = clock.instant().minus(MARGIN);
        return database.transaction(Actor.SYSTEM, handle -> new CustomerStore(handle).moveLate(since));
    }
}
