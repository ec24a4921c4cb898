package chat.switchboard.routing;

/// Where somebody stands: 1 is next.
///
/// @param estimatedWaitSeconds null when it is not known
public record Place(int position, Integer estimatedWaitSeconds) {}
