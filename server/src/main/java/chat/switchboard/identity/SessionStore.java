package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Log-ins. Every method works inside a transaction of the caller.
final class SessionStore {

    /// What a refresh token is made from.
    ///
    /// @param rotations refreshes so far
    /// @param rotatedAt when the newest refresh token was made
    record Session(UUID id, UUID accountId, int rotations, Instant rotatedAt, Instant expiresAt) {}

    /// A session that has not ended.
    ///
    /// @param refreshHash of the newest refresh token
    /// @param previousHash of the one before it, or null
    /// @param accountAsOf when the account of the newest access token was last changed
    /// @param deviceId or null for a session that began before devices were known
    /// @param client fingerprint of who got the newest refresh token, or null
    record Stored(
            Session session,
            byte[] refreshHash,
            byte[] previousHash,
            Instant accountAsOf,
            UUID deviceId,
            byte[] client) {}

    private SessionStore() {}

    static void insert(Handle handle, Stored stored, UUID deviceId) {
        Session session = stored.session();
        handle.createUpdate("""
                        INSERT INTO account_session
                            (id, account_id, refresh_hash, account_as_of, device_id, client_hash,
                             created_at, rotated_at, expires_at)
                        VALUES (:id, :accountId, :refreshHash, :accountAsOf, :deviceId, :client,
                                :rotatedAt, :rotatedAt, :expiresAt)""")
                .bind("id", session.id())
                .bind("accountId", session.accountId())
                .bind("refreshHash", stored.refreshHash())
                .bind("accountAsOf", time(stored.accountAsOf()))
                .bind("deviceId", deviceId)
                .bind("client", stored.client())
                .bind("rotatedAt", time(session.rotatedAt()))
                .bind("expiresAt", time(session.expiresAt()))
                .execute();
    }

    /// Locks the row: of two who come with the same refresh token, the second sees that it was used.
    static Optional<Stored> lockLive(Handle handle, UUID id, Instant now) {
        return handle.createQuery("""
                        SELECT * FROM account_session
                        WHERE id = :id AND revoked_at IS NULL AND expires_at > :now
                        FOR UPDATE""")
                .bind("id", id)
                .bind("now", time(now))
                .map((row, _) -> stored(row))
                .findOne();
    }

    static void rotate(Handle handle, Stored next) {
        Session session = next.session();
        handle.createUpdate("""
                        UPDATE account_session
                        SET previous_hash = refresh_hash, refresh_hash = :refreshHash, rotations = :rotations,
                            account_as_of = :accountAsOf, client_hash = :client,
                            rotated_at = :rotatedAt, expires_at = :expiresAt
                        WHERE id = :id""")
                .bind("id", session.id())
                .bind("refreshHash", next.refreshHash())
                .bind("rotations", session.rotations())
                .bind("accountAsOf", time(next.accountAsOf()))
                .bind("client", next.client())
                .bind("rotatedAt", time(session.rotatedAt()))
                .bind("expiresAt", time(session.expiresAt()))
                .execute();
    }

    /// An access token was made without a new refresh token.
    static void granted(Handle handle, UUID id, Instant accountAsOf) {
        handle.execute("UPDATE account_session SET account_as_of = ? WHERE id = ?", time(accountAsOf), id);
    }

    static void revoke(Handle handle, UUID id, Instant now) {
        handle.execute("UPDATE account_session SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", time(now), id);
    }

    /// Long after its end a session is of no use to anybody.
    static void deleteEndedBefore(Handle handle, Instant time) {
        handle.execute("DELETE FROM account_session WHERE expires_at < ? OR revoked_at < ?", time(time), time(time));
        handle.execute("DELETE FROM deleted_session WHERE deleted_at < ?", time(time));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        var session = new Session(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getInt("rotations"),
                row.getObject("rotated_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
        return new Stored(
                session,
                row.getBytes("refresh_hash"),
                row.getBytes("previous_hash"),
                row.getObject("account_as_of", OffsetDateTime.class).toInstant(),
                row.getObject("device_id", UUID.class),
                row.getBytes("client_hash"));
    }
}
