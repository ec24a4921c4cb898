package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import java.time.Instant;
import java.util.UUID;

/// An actor whose token was believed.
///
/// @param sessionId what can be revoked; a customer, who has no log-in, has its own id here
/// @param expiresAt when the token ends
/// @param secondFactor whether the account had one when the token was made; false for customers
/// @param accountAsOf when the account was last changed when the token was made; null for customers
public record Principal(Actor actor, UUID sessionId, Instant expiresAt, boolean secondFactor, Instant accountAsOf) {
    /// The account's id; null for a customer.
    UUID accountId() {
        return switch (actor) {
            case Actor.Staff staff -> staff.id();
            case Actor.Partner partner -> partner.id();
            case Actor.Customer _, Actor.Bot _, Actor.System _ -> null;
        };
    }
}
