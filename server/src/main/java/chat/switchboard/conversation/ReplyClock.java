package chat.switchboard.conversation;

import java.time.Instant;
import java.util.Locale;

/// How long a customer has been waiting for a person's words, whether that is too long, and who was told.
///
/// Runs from the first message nobody has answered (or from asking for a person) until somebody answers.
///
/// @param since null while nobody waits
/// @param dueAt when the reply is due; null while nobody waits or no target applies
/// @param nextAt when the next level is reached; null when there is none
/// @param acknowledgedBy who said "I see it"; then nobody else is told
public record ReplyClock(Instant since, Instant dueAt, Instant nextAt, Level level, NamedRef acknowledgedBy) {
    public static final ReplyClock STOPPED = new ReplyClock(null, null, null, Level.NONE, null);

    /// The chain, from quiet to loud. Each is reached at most once in a stretch of silence.
    public enum Level {
        NONE,
        /// Due soon: the agent is warned.
        WARNING,
        /// Overdue: the agent is told.
        AGENT,
        /// Still silent: the whole department is told.
        DEPARTMENT,
        /// Still silent: all admins are told.
        ADMINS;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        public String wireName() {
            return wireName;
        }

        public static Level of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// When a reply is due, and when to warn of it.
    public record Due(Instant warnAt, Instant at) {}

    static ReplyClock startedAt(Instant since) {
        return new ReplyClock(since, null, null, Level.NONE, null);
    }

    /// Whether the reply is late.
    public boolean isOverdue() {
        return level.compareTo(Level.AGENT) >= 0;
    }

    public boolean runs() {
        return since != null;
    }

    /// Whether it runs and nobody has worked out yet when the reply is due.
    public boolean lacksDue() {
        return since != null && dueAt == null;
    }

    ReplyClock due(Due due) {
        Instant next = switch (level) {
            case NONE -> acknowledgedBy == null ? due.warnAt : due.at;
            case WARNING -> due.at;
            case AGENT, DEPARTMENT, ADMINS -> nextAt;
        };
        return new ReplyClock(since, due.at, next, level, acknowledgedBy);
    }

    /// The target changed with the priority or the department: to be worked out anew.
    ReplyClock withoutDue() {
        return new ReplyClock(since, null, nextAt, level, acknowledgedBy);
    }

    ReplyClock climbed(Level to, Instant next) {
        return new ReplyClock(since, dueAt, next, to, acknowledgedBy);
    }

    ReplyClock acknowledged(NamedRef by) {
        return new ReplyClock(since, dueAt, isOverdue() ? null : dueAt, level, by);
    }
}
