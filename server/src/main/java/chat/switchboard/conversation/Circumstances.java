package chat.switchboard.conversation;

import java.time.Duration;
import java.time.Instant;

/// What a decision depends on beside the conversation, the actor and the command.
///
/// @param botActive whether a bot answers until somebody asks for a person
/// @param attended whether the assigned agent has the conversation open, or had a moment ago
/// @param burst customer messages within so long of the first of them count as one; zero: each counts
public record Circumstances(Instant now, boolean botActive, boolean attended, Duration burst) {

    /// Without a bot, with nobody looking, and each message counts.
    public static Circumstances at(Instant now) {
        return new Circumstances(now, false, false, Duration.ZERO);
    }
}
