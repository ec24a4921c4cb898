package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/// Somebody who logs in. Holds no secret.
public record Account(
        UUID id,
        String email,
        String name,
        Role role,
        int maxActiveChats,
        Set<UUID> departmentIds,
        Set<String> languages,
        boolean active,
        String avatarUrl,
        Instant createdAt,
        Instant updatedAt) {

    public enum Role {
        AGENT,
        ADMIN,
        PARTNER;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Role of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    public Account {
        departmentIds = Set.copyOf(departmentIds);
        languages = Set.copyOf(languages);
    }

    Actor actor() {
        return switch (role) {
            case AGENT -> new Actor.Agent(id, name, departmentIds);
            case ADMIN -> new Actor.Admin(id, name);
            case PARTNER -> new Actor.Partner(id, name);
        };
    }

    /// @param password as typed
    public record New(String email, String name, Role role, Set<UUID> departmentIds, String password) {}

    /// Where a log-in or a refresh comes from.
    ///
    /// @param address the key of the network address
    /// @param userAgent or null
    /// @param deviceToken what an earlier log-in gave the device, or null
    public record Client(String address, String userAgent, String deviceToken) {

        /// One that says nothing of itself.
        public static Client at(String address) {
            return new Client(address, null, null);
        }
    }

    /// @param totp six digits, or null
    public record Credentials(String email, String password, String totp, Client client) {}

    /// A device on which somebody has logged in.
    ///
    /// @param token belongs into an HttpOnly cookie that outlives the session
    public record Device(UUID id, String token, Instant expiresAt) {}

    /// @param token for `Authorization: Bearer` and the socket's `auth`
    /// @param refreshToken good once, for the next token; belongs into an HttpOnly cookie
    /// @param device null after a refresh
    public record Session(
            Account account,
            String token,
            Instant expiresAt,
            String refreshToken,
            Instant refreshExpiresAt,
            Device device) {}
}
