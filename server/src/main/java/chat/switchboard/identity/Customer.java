package chat.switchboard.identity;

import java.time.Instant;
import java.util.UUID;

/// Somebody who asks for help, as they may see themselves. All but the id may be unknown.
public record Customer(UUID id, String name, String email, String locale) {

    /// What a page tells about its visitor; null means "not said".
    ///
    /// @param identityToken what the site's own server says about them; of the rest only the site counts then
    public record Profile(
            String siteKey, String name, String email, String locale, String phone, String identityToken) {
        public Profile(String siteKey, String name, String email, String locale) {
            this(siteKey, name, email, locale, null, null);
        }

        /// The first field that says who somebody is, or null.
        String firstClaim() {
            if (name != null) return "name";
            if (email != null) return "email";
            return phone != null ? "phone" : null;
        }
    }

    /// @param token for `Authorization: Bearer` and the socket's `auth`
    public record Session(Customer customer, String token, Instant expiresAt) {}

    /// Null and blank are the default site.
    static boolean isSameSite(String key, String other) {
        return keyOf(key).equals(keyOf(other));
    }

    private static String keyOf(String key) {
        return key == null || key.isBlank() ? "default" : key;
    }
}
