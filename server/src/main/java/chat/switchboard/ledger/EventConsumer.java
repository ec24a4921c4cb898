package chat.switchboard.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Somebody who acts on every event exactly once, whichever node is up.
///
/// What a consumer does is done in one transaction with the position it has reached: both are stored or neither. It
/// should only write to the database and be quick, because its open transaction holds the log back for all others.
public interface EventConsumer {

    /// Unique and lasting: the position is stored under it.
    String name();

    /// Where it begins the first time.
    Start start();

    /// What it acts on now; everything else is passed over. Asked before each reading.
    default Interest interest() {
        return Interest.EVERYTHING;
    }

    /// Whether a commit wakes it at once; else it only looks from time to time.
    default boolean isUrgent() {
        return true;
    }

    /// Acts on the next events, in order. What it throws rolls everything back, and the same events come again.
    void handle(List<LoggedEvent> events, Handle handle);

    /// Called instead when events were dropped before they were handled. Reading goes on with the oldest that are left.
    void missedEvents(Handle handle);

    /// Which events are read for a consumer. The fewer, the less the log costs.
    enum Interest {
        EVERYTHING,
        /// Openings, what customers say, that a person was asked for, and what was decided without one.
        QUESTIONS_AND_DECISIONS,
        NOTHING
    }

    /// Where a consumer begins.
    enum Start {
        /// With everything the log still holds.
        OLDEST,
        /// With what happens from now on.
        NEWEST
    }
}
