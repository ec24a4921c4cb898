package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Links by which somebody chooses a password. Every method works inside a transaction of the caller.
final class InviteStore {
    private InviteStore() {}

    record Stored(UUID accountId, Invite.Purpose purpose, Instant expiresAt) {}

    /// In place of an earlier one of the same account.
    static void put(Handle handle, Stored invite, byte[] tokenHash, Instant now) {
        handle.createUpdate("""
                        INSERT INTO account_invite (account_id, purpose, token_hash, created_at, expires_at)
                        VALUES (:accountId, :purpose, :hash, :now, :expiresAt)
                        ON CONFLICT (account_id) DO UPDATE SET
                            purpose = excluded.purpose, token_hash = excluded.token_hash,
                            created_at = excluded.created_at, expires_at = excluded.expires_at""")
                .bind("accountId", invite.accountId())
                .bind("purpose", invite.purpose().wireName())
                .bind("hash", tokenHash)
                .bind("now", time(now))
                .bind("expiresAt", time(invite.expiresAt()))
                .execute();
    }

    static Optional<Stored> find(Handle handle, byte[] tokenHash, Instant now) {
        return handle.createQuery("""
                        SELECT account_id, purpose, expires_at FROM account_invite
                        WHERE token_hash = :hash AND expires_at > :now""")
                .bind("hash", tokenHash)
                .bind("now", time(now))
                .map((row, _) -> new Stored(
                        row.getObject("account_id", UUID.class),
                        Invite.Purpose.of(row.getString("purpose")),
                        AccountStore.instant(row, "expires_at")))
                .findOne();
    }

    /// False when it was used, revoked or replaced meanwhile: of two who come with the same one, one gets in.
    static boolean use(Handle handle, byte[] tokenHash, Instant now) {
        return handle.execute(
                        "DELETE FROM account_invite WHERE token_hash = ? AND expires_at > ?", tokenHash, time(now))
                == 1;
    }

    static void revoke(Handle handle, UUID accountId) {
        handle.execute("DELETE FROM account_invite WHERE account_id = ?", accountId);
    }

    static void deleteBefore(Handle handle, Instant time) {
        handle.execute("DELETE FROM account_invite WHERE expires_at < ?", time(time));
    }
}
