package chat.switchboard.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What accounts log in with. Every method works inside a transaction of the caller.
final class CredentialStore {
    private CredentialStore() {}

    /// What somebody proves who they are with. Whoever looked at these outside the transaction that relies on them
    /// looks again in it: to hash a password takes long enough for it to be another one afterwards.
    ///
    /// @param passwordHash null for none
    /// @param passwordChangedAt null for the first one; a stronger hash of the same password is no change
    /// @param totpSecret null for none
    record Secrets(String passwordHash, Instant passwordChangedAt, String totpSecret) {
        static final Secrets NONE = new Secrets(null, null, null);

        static Secrets of(ResultSet row) throws SQLException {
            return new Secrets(
                    row.getString("password_hash"),
                    AccountStore.instant(row, "password_changed_at"),
                    row.getString("totp_secret"));
        }

        boolean areStill(Secrets now) {
            return (passwordHash == null) == (now.passwordHash == null)
                    && Objects.equals(passwordChangedAt, now.passwordChangedAt)
                    && Objects.equals(totpSecret, now.totpSecret);
        }
    }

    /// Nobody changes them before this transaction ends.
    static Secrets lock(Handle handle, UUID id) {
        return handle.createQuery("""
                        SELECT password_hash, password_changed_at, totp_secret FROM account_credential
                        WHERE account_id = :id FOR NO KEY UPDATE""")
                .bind("id", id)
                .map((row, _) -> Secrets.of(row))
                .findOne()
                .orElse(Secrets.NONE);
    }

    /// Changes of the password or the second factor later in this transaction do not end this session.
    static void keepSession(Handle handle, UUID sessionId) {
        handle.createQuery("SELECT set_config('switchboard.kept_session', :id, true)")
                .bind("id", sessionId.toString())
                .mapTo(String.class)
                .one();
    }

    /// @param passwordHash null for none
    static void putPassword(Handle handle, UUID id, String passwordHash) {
        handle.execute("""
                INSERT INTO account_credential (account_id, password_hash) VALUES (?, ?)
                ON CONFLICT (account_id) DO UPDATE
                SET password_hash = excluded.password_hash, updated_at = now()""", id, passwordHash);
    }

    /// The same password at another cost: ends no session, unlike every other change of the hash.
    static void strengthenPassword(Handle handle, UUID id, String passwordHash) {
        handle.execute("""
                UPDATE account_credential
                SET password_hash = ?, strengthened_at = clock_timestamp(), updated_at = now()
                WHERE account_id = ?""", passwordHash, id);
    }

    /// The costs of all stored passwords, each once, as PHC strings have them: `m=19456,t=2,p=1`.
    static List<String> passwordCosts(Handle handle) {
        return handle.createQuery("""
                        SELECT DISTINCT split_part(password_hash, '$', 4) FROM account_credential
                        WHERE password_hash LIKE '$argon2id$v=19$m=%'""").mapTo(String.class).list();
    }

    /// False when this code, or a later one, was used before.
    static boolean useCode(Handle handle, UUID id, long step) {
        return handle.execute(
                        "UPDATE account_credential SET totp_last_step = ? WHERE account_id = ? AND totp_last_step < ?",
                        step,
                        id,
                        step)
                == 1;
    }

    static void putPendingSecret(Handle handle, UUID id, String secret) {
        handle.execute("UPDATE account_credential SET totp_pending = ? WHERE account_id = ?", secret, id);
    }

    /// Waits for whoever else changes these secrets.
    static Optional<String> lockPendingSecret(Handle handle, UUID id) {
        return handle.createQuery("SELECT totp_pending FROM account_credential WHERE account_id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /// @param usedStep of the code that proved it: it is not good again
    static void putSecret(Handle handle, UUID id, String secret, long usedStep) {
        handle.execute("""
                UPDATE account_credential SET totp_secret = ?, totp_pending = NULL, totp_last_step = ?
                WHERE account_id = ?""", secret, usedStep, id);
    }

    /// False when there was none. The credential before the codes, like whoever sets up a second factor, so that
    /// the two never wait for each other.
    static boolean removeSecret(Handle handle, UUID id) {
        int removed = handle.execute("""
                        UPDATE account_credential SET totp_secret = NULL, totp_pending = NULL
                        WHERE account_id = ? AND totp_secret IS NOT NULL""", id);
        handle.execute("DELETE FROM account_recovery_code WHERE account_id = ?", id);
        return removed == 1;
    }

    static void putRecoveryCodes(Handle handle, UUID id, Collection<byte[]> hashes) {
        handle.execute("DELETE FROM account_recovery_code WHERE account_id = ?", id);
        for (byte[] hash : hashes)
            handle.execute("INSERT INTO account_recovery_code (account_id, code_hash) VALUES (?, ?)", id, hash);
    }

    /// False when it is none, or was used: of two who come with the same one, one gets in.
    static boolean useRecoveryCode(Handle handle, UUID id, byte[] hash) {
        return handle.execute("DELETE FROM account_recovery_code WHERE account_id = ? AND code_hash = ?", id, hash)
                == 1;
    }

    static int recoveryCodesLeft(Handle handle, UUID id) {
        return handle.createQuery("SELECT count(*) FROM account_recovery_code WHERE account_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }
}
