package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Log-ins. Every method works inside a transaction of the caller.
final class SessionStore {

    /// A session that has not ended.
    record Session(UUID id, UUID accountId, byte[] refreshHash, Instant expiresAt) {}

    private SessionStore() {}

    static void insert(Handle handle, Session session, Instant now) {
        handle.createUpdate("""
                        INSERT INTO account_session (id, account_id, refresh_hash, created_at, rotated_at, expires_at)
                        VALUES (:id, :accountId, :refreshHash, :now, :now, :expiresAt)""")
                .bind("id", session.id())
                .bind("accountId", session.accountId())
                .bind("refreshHash", session.refreshHash())
                .bind("now", time(now))
                .bind("expiresAt", time(session.expiresAt()))
                .execute();
    }

    /// Locks the row: of two who come with the same refresh token, the second sees that it was used.
    static Optional<Session> lockLive(Handle handle, UUID id, Instant now) {
        return handle.createQuery("""
                        SELECT id, account_id, refresh_hash, expires_at FROM account_session
                        WHERE id = :id AND revoked_at IS NULL AND expires_at > :now
                        FOR UPDATE""")
                .bind("id", id)
                .bind("now", time(now))
                .map((row, _) -> new Session(
                        row.getObject("id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        row.getBytes("refresh_hash"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    static void rotate(Handle handle, Session session, Instant now) {
        handle.createUpdate("""
                        UPDATE account_session
                        SET previous_hash = refresh_hash, refresh_hash = :refreshHash, rotated_at = :now, expires_at = :expiresAt
                        WHERE id = :id""")
                .bind("id", session.id())
                .bind("refreshHash", session.refreshHash())
                .bind("now", time(now))
                .bind("expiresAt", time(session.expiresAt()))
                .execute();
    }

    static void revoke(Handle handle, UUID id, Instant now) {
        handle.execute("UPDATE account_session SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", time(now), id);
    }

    /// Long after its end a session is of no use to anybody.
    static int deleteEndedBefore(Handle handle, Instant time) {
        return handle.execute(
                "DELETE FROM account_session WHERE expires_at < ? OR revoked_at < ?", time(time), time(time));
    }
}
