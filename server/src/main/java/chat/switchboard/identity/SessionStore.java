package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import chat.switchboard.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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

    /// A session of somebody's account.
    ///
    /// @param userAgent as the browser said at the log-in, or null
    /// @param network the key of the address that last used it, or null
    record Described(UUID id, String userAgent, String network, Instant createdAt, Instant lastUsedAt) {}

    /// It begins with a password that was typed.
    static void insert(Handle handle, Stored stored, UUID deviceId, Account.Client client) {
        Session session = stored.session();
        handle.createUpdate("""
                        INSERT INTO account_session
                            (id, account_id, refresh_hash, account_as_of, device_id, client_hash, user_agent, network,
                             created_at, rotated_at, confirmed_at, expires_at)
                        VALUES (:id, :accountId, :refreshHash, :accountAsOf, :deviceId, :client, :userAgent, :network,
                                :rotatedAt, :rotatedAt, :rotatedAt, :expiresAt)""")
                .bind("id", session.id())
                .bind("accountId", session.accountId())
                .bind("refreshHash", stored.refreshHash())
                .bind("accountAsOf", time(stored.accountAsOf()))
                .bind("deviceId", deviceId)
                .bind("client", stored.client())
                .bind("userAgent", client.userAgent() == null ? null : Text.cut(Text.clean(client.userAgent()), 299))
                .bind("network", client.address())
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

    static boolean isLive(Handle handle, UUID id, Instant now) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM account_session
                                       WHERE id = :id AND revoked_at IS NULL AND expires_at > :now)""")
                .bind("id", id)
                .bind("now", time(now))
                .mapTo(Boolean.class)
                .one();
    }

    /// @param network that uses it now
    static void rotate(Handle handle, Stored next, String network) {
        Session session = next.session();
        handle.createUpdate("""
                        UPDATE account_session
                        SET previous_hash = refresh_hash, refresh_hash = :refreshHash, rotations = :rotations,
                            account_as_of = :accountAsOf, client_hash = :client, network = :network,
                            rotated_at = :rotatedAt, expires_at = :expiresAt
                        WHERE id = :id""")
                .bind("id", session.id())
                .bind("refreshHash", next.refreshHash())
                .bind("rotations", session.rotations())
                .bind("accountAsOf", time(next.accountAsOf()))
                .bind("client", next.client())
                .bind("network", network)
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

    /// How many have ended.
    ///
    /// @param kept the one that goes on, or null
    static int revokeAll(Handle handle, UUID accountId, UUID kept, Instant now) {
        return handle.createUpdate("""
                        UPDATE account_session SET revoked_at = :now
                        WHERE account_id = :accountId AND revoked_at IS NULL AND id IS DISTINCT FROM :kept::uuid""")
                .bind("accountId", accountId)
                .bind("kept", kept)
                .bind("now", time(now))
                .execute();
    }

    /// False when this account has no such session that has not ended.
    static boolean revokeOwn(Handle handle, UUID accountId, UUID id, Instant now) {
        return handle.execute("""
                        UPDATE account_session SET revoked_at = ?
                        WHERE id = ? AND account_id = ? AND revoked_at IS NULL AND expires_at > ?""", time(now), id, accountId, time(now)) == 1;
    }

    /// Those that have not ended, newest log-in first.
    ///
    /// @param before null for the first page
    static List<Described> list(Handle handle, UUID accountId, UUID before, int limit, Instant now) {
        return handle.createQuery("""
                        SELECT id, user_agent, network, created_at, rotated_at FROM account_session
                        WHERE account_id = :accountId AND revoked_at IS NULL AND expires_at > :now
                          AND (:before::uuid IS NULL OR id < :before::uuid)
                        ORDER BY id DESC LIMIT :limit""")
                .bind("accountId", accountId)
                .bind("before", before)
                .bind("now", time(now))
                .bind("limit", limit)
                .map((row, _) -> new Described(
                        row.getObject("id", UUID.class),
                        row.getString("user_agent"),
                        row.getString("network"),
                        AccountStore.instant(row, "created_at"),
                        AccountStore.instant(row, "rotated_at")))
                .list();
    }

    /// When the password was last typed in this session; empty for never, or long ago.
    static Optional<Instant> confirmedAt(Handle handle, UUID id) {
        return handle.createQuery("""
                        SELECT confirmed_at FROM account_session WHERE id = :id AND confirmed_at IS NOT NULL""")
                .bind("id", id)
                .map((row, _) -> AccountStore.instant(row, "confirmed_at"))
                .findOne();
    }

    static void confirm(Handle handle, UUID id, Instant now) {
        handle.execute("UPDATE account_session SET confirmed_at = ? WHERE id = ?", time(now), id);
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
