package chat.switchboard.identity;

import java.time.Instant;
import java.util.UUID;

/// Somebody who asks for help, as they may see themselves. All but the id may be unknown.
public record Customer(UUID id, String name, String email, String locale) {

    /// What a page tells about its visitor; null means "not said".
    public record Profile(String siteKey, String name, String email, String locale) {}

    /// @param token for `Authorization: Bearer` and the socket's `auth`
    public record Session(Customer customer, String token, Instant expiresAt) {}
}
