package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/// Somebody who logs in. Holds no secret.
///
/// @param avatarColor `#rrggbb`, or null
/// @param language of the screens, an IETF tag; null for the browser's
/// @param secondFactor whether a log-in needs a one-time code; like `invited`, only the server itself sees it
/// @param invited whether there is no password yet
/// @param lastUsedAt when somebody was last logged in to it; null for never
/// @param version of the account as a configuration object: from 0, grows with every change
/// @param rightsAsOf when what its tokens say was last changed: earlier ones are refused
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
        String avatarColor,
        String language,
        boolean secondFactor,
        boolean invited,
        Instant lastUsedAt,
        Instant createdAt,
        Instant updatedAt,
        int version,
        Instant rightsAsOf) {

    public enum Role {
        AGENT,
        ADMIN,
        PARTNER;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Role of(String wireName) {
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

    /// @param password as typed, or null: then its owner is invited to choose one
    public record New(
            String email,
            String name,
            Role role,
            Set<UUID> departmentIds,
            Set<String> languages,
            int maxActiveChats,
            String password) {
        public static final int USUAL_CHATS = 5;

        public New {
            departmentIds = Set.copyOf(departmentIds);
            languages = Set.copyOf(languages);
        }

        public New(String email, String name, Role role, Set<UUID> departmentIds, String password) {
            this(email, name, role, departmentIds, Set.of(), USUAL_CHATS, password);
        }
    }

    /// What an admin changes. What is null stays.
    ///
    /// @param expectedVersion refused when the account has another one
    public record Changes(
            String email,
            String name,
            Role role,
            Integer maxActiveChats,
            Set<UUID> departmentIds,
            Set<String> languages,
            Boolean active,
            Integer expectedVersion) {
        Role roleAfter(Account before) {
            return role == null ? before.role : role;
        }

        /// For one who becomes a partner: only staff is in departments.
        Changes outOfDepartments() {
            return new Changes(email, name, role, maxActiveChats, Set.of(), languages, active, expectedVersion);
        }

        /// Whether it is all like this already.
        boolean changeNothing(Account account) {
            return isSame(email, account.email)
                    && isSame(name, account.name)
                    && isSame(role, account.role)
                    && isSame(maxActiveChats, account.maxActiveChats)
                    && isSame(departmentIds, account.departmentIds)
                    && isSame(languages, account.languages)
                    && isSame(active, account.active);
        }
    }

    /// What somebody changes of their own. What is null stays.
    public record Profile(String name, String avatarColor, String language) {
        /// Whether it is all like this already.
        boolean changesNothing(Account account) {
            return isSame(name, account.name)
                    && isSame(avatarColor, account.avatarColor)
                    && isSame(language, account.language);
        }
    }

    private static boolean isSame(Object said, Object now) {
        return said == null || said.equals(now);
    }

    /// Which accounts. What is null counts for nothing.
    ///
    /// @param text part of the name or the e-mail address
    public record Filter(String text, Role role, Boolean active, UUID department) {}

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

    /// @param totp six digits, a recovery code, or null
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
