package chat.switchboard.ledger;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Everything that happened in conversations, in one order: the union of messages, read marks, activities and the
/// events of the `event_log` table.
///
/// The order agrees with every conversation's `seq`. Only transactions below the oldest one still running are shown,
/// so nothing that commits late appears behind a reader. A transaction that stays open, of any program and any
/// database of the same PostgreSQL, holds the log back once it has written.
///
/// For the server itself: it shows everything of every conversation. Blocks on the database.
public final class EventLog {
    /// The most events in one page.
    public static final int MOST_AT_ONCE = 1_000;

    private static final int PASSED_OVER_AT_ONCE = 50;

    private final Database database;

    public EventLog(Database database) {
        this.database = database;
    }

    /// What a reader gets.
    public sealed interface Page {
        /// @param next where to read on; the position given when there is nothing new yet
        record Events(List<LoggedEvent> events, Position next) implements Page {}

        /// Events after the position may have been dropped, or it is of a time before a restore. Whoever depends on
        /// every event has to load afresh; reading goes on at `oldest`.
        record PositionTooOld(Position oldest) implements Page {}
    }

    /// The events after a position, oldest first.
    ///
    /// @param limit at most [#MOST_AT_ONCE]
    public Page after(Position position, int limit) {
        return database.transaction(Actor.SYSTEM, handle -> after(handle, position, limit));
    }

    /// The oldest position that can be read from.
    public Position oldest() {
        return database.transaction(Actor.SYSTEM, handle -> new EventLogStore(handle).oldest());
    }

    /// After everything that readers can see now.
    public Position newest() {
        return database.transaction(Actor.SYSTEM, handle -> new EventLogStore(handle).newest());
    }

    /// Prepares partitions and drops days that ended longer than `keep` ago; answers how many partitions changed.
    public int maintain(Duration keep) {
        return database.transaction(Actor.SYSTEM, handle -> new EventLogStore(handle).maintain(keep));
    }

    static Page after(Handle handle, Position position, int limit) {
        return after(handle, position, limit, EventConsumer.Interest.EVERYTHING);
    }

    static Page after(Handle handle, Position position, int limit, EventConsumer.Interest interest) {
        EventLogStore store = new EventLogStore(handle);
        // Asked before: everything up to it is seen by the reading that follows.
        Position settled = interest == EventConsumer.Interest.EVERYTHING ? position : store.newest();
        List<LoggedEvent> events = store.after(position, Math.min(limit, MOST_AT_ONCE), interest);
        // Asked afterwards: what was dropped meanwhile is then known to be.
        Position oldest = store.oldest();
        if (!oldest.epoch().equals(position.epoch()) || position.xid() < oldest.xid())
            return new Page.PositionTooOld(oldest);
        Position last = events.isEmpty() ? position : events.getLast().position();
        boolean isAll = events.size() < limit;
        return new Page.Events(events, isAll && isWorthMoving(last, settled) ? settled : last);
    }

    /// Past what nobody asked for: seldom, because it is written down.
    private static boolean isWorthMoving(Position from, Position to) {
        return to.xid() - from.xid() >= PASSED_OVER_AT_ONCE;
    }
}
