package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of what lost its rights lately.
final class RevocationStore {
    private final Handle handle;

    RevocationStore(Handle handle) {
        this.handle = handle;
    }

    record Ended(UUID sessionId, Instant at) {}

    /// @param staleSessions those whose newest access token was made before the change
    record Changed(UUID accountId, Instant madeAt, Instant at, List<UUID> staleSessions) {}

    List<Ended> ended(Instant since) {
        return handle.createQuery("""
                        SELECT id, revoked_at FROM account_session WHERE revoked_at > :since
                        UNION ALL
                        SELECT id, deleted_at FROM deleted_session WHERE deleted_at > :since""")
                .bind("since", time(since))
                .map((row, _) -> new Ended(
                        row.getObject("id", UUID.class),
                        row.getObject("revoked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<Changed> changed(Instant since, Instant now) {
        return handle.createQuery("""
                        SELECT a.id, a.created_at, a.updated_at,
                               ARRAY(SELECT s.id FROM account_session s
                                     WHERE s.account_id = a.id AND s.account_as_of < a.updated_at
                                       AND s.revoked_at IS NULL AND s.expires_at > :now) AS stale
                        FROM account a WHERE a.updated_at > :since""")
                .bind("since", time(since))
                .bind("now", time(now))
                .map((row, _) -> new Changed(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        List.of((UUID[]) row.getArray("stale").getArray())))
                .list();
    }

    /// Live sessions of accounts that have to have a second factor and have none.
    List<UUID> withoutSecondFactor(Set<Account.Role> roles, Instant now) {
        return handle.createQuery("""
                        SELECT s.id FROM account_session s
                        JOIN account a ON a.id = s.account_id
                        LEFT JOIN account_credential c ON c.account_id = a.id
                        WHERE a.role = ANY (:roles) AND c.totp_secret IS NULL
                          AND s.revoked_at IS NULL AND s.expires_at > :now""")
                .bindArray(
                        "roles",
                        String.class,
                        roles.stream().map(Account.Role::wireName).toList())
                .bind("now", time(now))
                .mapTo(UUID.class)
                .list();
    }
}
