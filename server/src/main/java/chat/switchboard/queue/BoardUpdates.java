package chat.switchboard.queue;

import chat.switchboard.kernel.Actor;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import chat.switchboard.presence.StaffMember;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Brings the board up to date with the database and tells listeners what changed: positions, waits, whether anybody
/// is there.
final class BoardUpdates {
    private static final Duration RATE_AGE = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofHours(1);

    private final Database database;
    private final Conversations conversations;
    private final Presence presence;
    private final Clock clock;
    private final QueueBoard board;
    private final List<BiConsumer<UUID, QueuePosition>> positionListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Availability>> availabilityListeners = new CopyOnWriteArrayList<>();
    private volatile Availability availability = Availability.NOBODY;
    private ServiceRate rate = ServiceRate.UNKNOWN;

    BoardUpdates(Database database, Conversations conversations, Presence presence, QueueBoard board, Clock clock) {
        this.database = database;
        this.conversations = conversations;
        this.presence = presence;
        this.board = board;
        this.clock = clock;
    }

    void onPosition(BiConsumer<UUID, QueuePosition> listener) {
        positionListeners.add(listener);
    }

    void onAvailability(Consumer<Availability> listener) {
        availabilityListeners.add(listener);
    }

    Availability availability() {
        return availability;
    }

    /// One round.
    void run() {
        Instant now = clock.instant();
        board.begin();
        List<QueueEntry> stored = database.transaction(Actor.SYSTEM, handle -> {
            QueueStore store = new QueueStore(handle);
            if (rate.at().plus(RATE_AGE).isBefore(now))
                rate = new ServiceRate(store.servedSince(now.minus(MEASURED)), now);
            return store.everybody();
        });
        List<StaffMember> here = presence.known().stream()
                .filter(it -> it.status() != chat.switchboard.presence.Status.OFFLINE)
                .toList();
        List<QueueBoard.Moved> moved =
                board.round(stored, rate, department -> here.stream().anyMatch(member -> member.serves(department)));
        for (QueueBoard.Moved it : moved)
            positionListeners.forEach(listener -> listener.accept(it.conversationId(), it.position()));
        tell(new Availability(
                !here.isEmpty(),
                here.isEmpty() ? null : rate.waitOfNewcomer(stored.size()),
                conversations.surroundings().isBotActive()));
    }

    private void tell(Availability now) {
        if (now.equals(availability)) return;
        availability = now;
        availabilityListeners.forEach(listener -> listener.accept(now));
    }
}
