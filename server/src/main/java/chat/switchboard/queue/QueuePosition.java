package chat.switchboard.queue;

/// Where somebody stands: 1 is next.
///
/// @param estimatedWaitSeconds null when it is not known
public record QueuePosition(int position, Integer estimatedWaitSeconds) {}
