package chat.switchboard.background;

/// How a job is doing on this node, for metrics.
///
/// @param leading whether this node does it now
/// @param runs so far
/// @param done things done so far
/// @param failures runs that failed; the next one tries again
public record JobStatus(String name, boolean leading, long runs, long done, long failures) {}
