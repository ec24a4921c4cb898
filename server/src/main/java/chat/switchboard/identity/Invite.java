package chat.switchboard.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// What stands behind a link by which somebody chooses a password.
public record Invite(Purpose purpose, String email, String name, Instant expiresAt) {

    public enum Purpose {
        /// To an account that has no password yet.
        INVITE,
        RESET;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Purpose of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// The secret of a new link, which is nowhere kept.
    ///
    /// @param token 122 random bits, so that nobody finds one by trying
    public record Link(UUID token, Instant expiresAt) {}

    /// @param name null keeps the one the admin gave
    /// @param totp null for none
    public record Acceptance(String password, String name, String totp, Account.Client client) {}
}
