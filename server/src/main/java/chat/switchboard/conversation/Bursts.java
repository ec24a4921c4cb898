package chat.switchboard.conversation;

import java.time.Duration;
import java.time.Instant;

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
