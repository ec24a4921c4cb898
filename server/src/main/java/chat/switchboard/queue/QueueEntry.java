package chat.switchboard.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// A conversation in the queue: what its place in the order depends on, and who would suit it.
///
/// @param rank of its priority, 4 is the most urgent
/// @param overdue whether the reply is late
/// @param since when the customer asked for a person
/// @param language lower-case tag of what the customer writes, or null
/// @param previousAgentId who had it last, or null
public record QueueEntry(
        UUID id, UUID departmentId, int rank, boolean overdue, Instant since, String language, UUID previousAgentId) {

    /// The most urgent first, then those whose reply is late, then the longest waiting. The id only makes it a total
    /// order.
    public static final Comparator<QueueEntry> ORDER = Comparator.comparingInt(QueueEntry::rank)
            .thenComparing(QueueEntry::overdue)
            .reversed()
            .thenComparing(QueueEntry::since)
            .thenComparing(QueueEntry::id);
}
