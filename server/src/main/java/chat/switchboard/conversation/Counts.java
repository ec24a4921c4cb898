package chat.switchboard.conversation;

import java.time.Duration;
import java.time.Instant;

/// What is counted in a conversation.
///
/// @param lastSeq of the last message; the next has one more
/// @param unanswered customer messages since the last human reply
/// @param bursts the same in bursts, where the desk counts so
/// @param unread customer messages no staff member has read
/// @param activities staff-only facts recorded so far
public record Counts(int lastSeq, int unanswered, Bursts bursts, int unread, int activities) {
    static final Counts NONE = new Counts(0, 0, Bursts.NONE, 0, 0);

    /// A customer's unanswered messages where a desk counts those of one burst as one.
    ///
    /// @param count bursts since the last human reply
    /// @param since when the last of them began; null before the first
    public record Bursts(int count, Instant since) {
        public static final Bursts NONE = new Bursts(0, null);

        /// With one message more. A burst ends `length` after it began: whoever never pauses is counted all the same.
        Bursts with(Instant at, Duration length) {
            return since != null && at.isBefore(since.plus(length)) ? this : new Bursts(count + 1, at);
        }
    }

    /// How often the customer was met by silence: messages, or bursts of them where the desk counts so.
    int silences() {
        return bursts.count == 0 ? unanswered : bursts.count;
    }

    /// With one message more, of whoever.
    Counts appended() {
        return new Counts(lastSeq + 1, unanswered, bursts, unread, activities);
    }

    /// With one unanswered message more.
    ///
    /// @param burst how long a burst lasts; zero where the desk does not count bursts
    Counts asked(Instant at, Duration burst) {
        Bursts counted = burst.isZero() ? Bursts.NONE : bursts.with(at, burst);
        return new Counts(lastSeq, unanswered + 1, counted, unread + 1, activities);
    }

    /// With nothing unanswered.
    Counts answered() {
        return new Counts(lastSeq, 0, Bursts.NONE, unread, activities);
    }

    /// With everything read up to this message.
    Counts readUpTo(int seq) {
        return new Counts(lastSeq, unanswered, bursts, Math.min(unread, lastSeq - seq), activities);
    }

    Counts recorded() {
        return new Counts(lastSeq, unanswered, bursts, unread, activities + 1);
    }
}
