package chat.switchboard.scheduler;

import java.time.Duration;
import java.time.Instant;

/// How a job is doing on this node.
///
/// @param leading whether this node does it now; always true for work of every node
/// @param runs that succeeded
/// @param done things done, for work of one node
/// @param failures runs that failed; the next one tries again
/// @param lastSuccess end of the last run that succeeded, or null
/// @param lastFailure end of the last run that failed, or null
/// @param running how long the current run has taken; zero between runs
/// @param overdue whether the current run takes longer than any should
public record JobStatus(
        String name,
        boolean leading,
        long runs,
        long done,
        long failures,
        Instant lastSuccess,
        Instant lastFailure,
        Duration running,
        boolean overdue) {}
