package chat.switchboard.presence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What somebody who gives a sign of life is told.
///
/// @param lost conversations that were taken away since the last sign of life
public record Arrival(Status status, Instant since, List<Lost> lost) {

    /// @param number the conversation's, for people
    public record Lost(UUID conversationId, long number, Instant at) {}
}
