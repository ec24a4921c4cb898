package chat.switchboard.routing;

/// What customers are told before they ask for a person.
///
/// @param online whether anybody is here
/// @param estimatedWaitSeconds of somebody who would ask now; null when it is not known
public record Availability(boolean online, Integer estimatedWaitSeconds) {
    static final Availability NOBODY = new Availability(false, null);
}
