package chat.switchboard.queue;

/// Whether anybody is at the desk, as customers are told.
///
/// @param estimatedWaitSeconds of somebody who asks now; null when nobody is there or it is not known
/// @param bot whether a bot answers until a person is asked for
public record Availability(boolean online, Integer estimatedWaitSeconds, boolean bot) {
    static final Availability NOBODY = new Availability(false, null, false);
}
