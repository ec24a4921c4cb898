package chat.switchboard.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Accounts and their secrets. Every method works inside a transaction of the caller.
final class AccountStore {
    private static final String SELECT = """
            SELECT a.*, ARRAY(SELECT department_id FROM account_department WHERE account_id = a.id) AS departments
            FROM account a
            """;

    /// @param passwordHash null for an account that was invited and has not chosen one
    record WithSecrets(Account account, String passwordHash, String totpSecret) {}

    private AccountStore() {}

    static boolean isEmpty(Handle handle) {
        return handle.createQuery("SELECT NOT EXISTS (SELECT FROM account)")
                .mapTo(Boolean.class)
                .one();
    }

    static Optional<Account> find(Handle handle, UUID id) {
        return handle.createQuery(SELECT + "WHERE a.id = :id")
                .bind("id", id)
                .map((row, _) -> account(row))
                .findOne();
    }

    static Optional<WithSecrets> findByEmail(Handle handle, String email) {
        return handle.createQuery("""
                        SELECT a.*, c.password_hash, c.totp_secret,
                               ARRAY(SELECT department_id FROM account_department WHERE account_id = a.id) AS departments
                        FROM account a LEFT JOIN account_credential c ON c.account_id = a.id
                        WHERE lower(a.email) = lower(:email)""")
                .bind("email", email)
                .map((row, _) ->
                        new WithSecrets(account(row), row.getString("password_hash"), row.getString("totp_secret")))
                .findOne();
    }

    /// Those who answer customers, by name.
    static List<Account> staff(Handle handle) {
        return handle.createQuery(SELECT + "WHERE a.active AND a.role IN ('agent', 'admin') ORDER BY a.name, a.id")
                .map((row, _) -> account(row))
                .list();
    }

    /// False when the e-mail address is taken.
    static boolean insert(Handle handle, UUID id, Account.New account, String passwordHash, Instant now) {
        int inserted = handle.createUpdate("""
                        INSERT INTO account (id, email, name, role, created_at, updated_at)
                        VALUES (:id, :email, :name, :role, :now, :now)
                        ON CONFLICT (lower(email)) DO NOTHING""")
                .bind("id", id)
                .bind("email", account.email())
                .bind("name", account.name())
                .bind("role", account.role().wireName())
                .bind("now", time(now))
                .execute();
        if (inserted == 0) return false;
        putPassword(handle, id, passwordHash);
        account.departmentIds()
                .forEach(department -> handle.execute(
                        "INSERT INTO account_department (account_id, department_id) VALUES (?, ?)", id, department));
        if (account.role() == Account.Role.PARTNER) {
            handle.execute(
                    "INSERT INTO customer (id, kind, name, email) VALUES (?, 'partner', ?, ?)",
                    id,
                    account.name(),
                    account.email());
        }
        return true;
    }

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

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Account.Role.of(row.getString("role")),
                row.getInt("max_active_chats"),
                Set.of((UUID[]) array(row.getArray("departments"))),
                Set.of((String[]) array(row.getArray("languages"))),
                row.getBoolean("active"),
                row.getString("avatar_url"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static Object array(Array array) throws SQLException {
        return array.getArray();
    }
}
