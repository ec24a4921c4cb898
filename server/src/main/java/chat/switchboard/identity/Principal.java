package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import java.time.Instant;
import java.util.UUID;

/// An actor whose token was believed.
///
/// @param sessionId what can be revoked; a customer, who has no log-in, has its own id here
/// @param expiresAt when the token ends
public record Principal(Actor actor, UUID sessionId, Instant expiresAt) {}
