package chat.switchboard.identity;

import chat.switchboard.identity.CredentialStore.Secrets;
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

/// Accounts. Every method works inside a transaction of the caller.
final class AccountStore {
    private static final String COLUMNS = """
            SELECT a.*, c.password_hash, c.password_changed_at, c.totp_secret,
                   ARRAY(SELECT department_id FROM account_department WHERE account_id = a.id) AS departments
            FROM account a LEFT JOIN account_credential c ON c.account_id = a.id
            """;
    private static final String CHANGES_LOCK = "SELECT pg_advisory_xact_lock(hashtext('account changes'))";

    /// @param secrets without a password for an account that was invited and has not chosen one
    record WithSecrets(Account account, Secrets secrets) {}

    private AccountStore() {}

    static boolean isEmpty(Handle handle) {
        return handle.createQuery("SELECT NOT EXISTS (SELECT FROM account)")
                .mapTo(Boolean.class)
                .one();
    }

    static Optional<Account> find(Handle handle, UUID id) {
        return findWithSecrets(handle, id).map(WithSecrets::account);
    }

    static Optional<WithSecrets> findWithSecrets(Handle handle, UUID id) {
        return handle.createQuery(COLUMNS + "WHERE a.id = :id AND a.deleted_at IS NULL")
                .bind("id", id)
                .map((row, _) -> withSecrets(row))
                .findOne();
    }

    static Optional<WithSecrets> findByEmail(Handle handle, String email) {
        return handle.createQuery(COLUMNS + "WHERE caseless(a.email) = caseless(:email) AND a.deleted_at IS NULL")
                .bind("email", email)
                .map((row, _) -> withSecrets(row))
                .findOne();
    }

    /// Those who answer customers, by name.
    static List<Account> staff(Handle handle) {
        return handle.createQuery(COLUMNS + "WHERE a.active AND a.role IN ('agent', 'admin') ORDER BY a.name, a.id")
                .map((row, _) -> account(row))
                .list();
    }

    /// By name without case, then by id.
    ///
    /// @param after null for the first page
    static List<Account> list(Handle handle, Account.Filter filter, AccountCursor after, int limit) {
        return handle.createQuery(COLUMNS + """
                        WHERE a.deleted_at IS NULL
                          AND (:text::text IS NULL
                               OR position(caseless(:text) IN caseless(a.name)) > 0
                               OR position(caseless(:text) IN caseless(a.email)) > 0)
                          AND (:role::text IS NULL OR a.role = :role)
                          AND (:active::boolean IS NULL OR a.active = :active)
                          AND (:department::uuid IS NULL OR EXISTS (
                                  SELECT FROM account_department d
                                  WHERE d.account_id = a.id AND d.department_id = :department::uuid))
                          AND (:afterId::uuid IS NULL OR (caseless(a.name), a.id) > (caseless(:afterName), :afterId::uuid))
                        ORDER BY caseless(a.name), a.id LIMIT :limit""")
                .bind("text", filter.text())
                .bind("role", filter.role() == null ? null : filter.role().wireName())
                .bind("active", filter.active())
                .bind("department", filter.department())
                .bind("afterName", after == null ? null : after.name())
                .bind("afterId", after == null ? null : after.id())
                .bind("limit", limit)
                .map((row, _) -> account(row))
                .list();
    }

    /// Whoever changes accounts waits here for everybody else who does, until the transaction's end: what is read after
    /// this is not changed by another.
    static void lockChanges(Handle handle) {
        handle.createQuery(CHANGES_LOCK).map((_, _) -> true).one();
    }

    static boolean isActiveAdmin(Handle handle, UUID id) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM account WHERE id = :id AND role = 'admin' AND active)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    /// Whether somebody else could run the desk: who was only invited cannot log in yet.
    static boolean hasOtherAdmin(Handle handle, UUID id) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM account a JOIN account_credential c ON c.account_id = a.id
                                       WHERE a.id <> :id AND a.role = 'admin' AND a.active
                                         AND c.password_hash IS NOT NULL)""").bind("id", id).mapTo(Boolean.class).one();
    }

    /// False when one of `ids` is no department. Until the transaction's end none of them is deleted.
    ///
    /// A change of the account's departments changes the rows of those it leaves as well. All are locked here, by
    /// id as everybody locks several, so that nobody waits in a circle.
    static boolean lockDepartments(Handle handle, UUID account, Set<UUID> ids) {
        return handle.createQuery("""
                        SELECT id FROM department
                        WHERE deleted_at IS NULL
                          AND (id = ANY (:ids)
                               OR id IN (SELECT department_id FROM account_department WHERE account_id = :account))
                        ORDER BY id FOR NO KEY UPDATE""")
                .bindArray("ids", UUID.class, List.copyOf(ids))
                .bind("account", account)
                .mapTo(UUID.class)
                .list()
                .containsAll(ids);
    }

    /// False when the e-mail address is taken.
    ///
    /// @param passwordHash null for none
    static boolean insert(Handle handle, UUID id, Account.New account, String passwordHash, Instant now) {
        int inserted = handle.createUpdate("""
                        INSERT INTO account (id, email, name, role, max_active_chats, languages, created_at, updated_at)
                        VALUES (:id, :email, :name, :role, :maxActiveChats, :languages, :now, :now)
                        ON CONFLICT (caseless(email)) DO NOTHING""")
                .bind("id", id)
                .bind("email", account.email())
                .bind("name", account.name())
                .bind("role", account.role().wireName())
                .bind("maxActiveChats", account.maxActiveChats())
                .bindArray("languages", String.class, List.copyOf(account.languages()))
                .bind("now", time(now))
                .execute();
        if (inserted == 0) return false;
        CredentialStore.putPassword(handle, id, passwordHash);
        account.departmentIds()
                .forEach(department -> handle.execute(
                        "INSERT INTO account_department (account_id, department_id) VALUES (?, ?)", id, department));
        if (account.role() == Account.Role.PARTNER) putCustomer(handle, id, account.name(), account.email());
        return true;
    }

    /// What is null in `changes` stays. Ends the account's tokens if it changes what they say.
    static void edit(Handle handle, UUID id, Account.Changes changes, Instant now) {
        handle.createUpdate("""
                        UPDATE account SET
                            email = coalesce(:email, email), name = coalesce(:name, name), role = coalesce(:role, role),
                            max_active_chats = coalesce(:maxActiveChats, max_active_chats),
                            languages = coalesce(:languages, languages), active = coalesce(:active, active),
                            version = version + 1, edited_at = :now
                        WHERE id = :id""")
                .bind("id", id)
                .bind("email", changes.email())
                .bind("name", changes.name())
                .bind("role", changes.role() == null ? null : changes.role().wireName())
                .bind("maxActiveChats", changes.maxActiveChats())
                .bindArray(
                        "languages",
                        String.class,
                        changes.languages() == null ? null : changes.languages().toArray())
                .bind("active", changes.active())
                .bind("now", time(now))
                .execute();
        if (changes.departmentIds() != null) putDepartments(handle, id, changes.departmentIds());
    }

    static void editProfile(Handle handle, UUID id, Account.Profile profile, Instant now) {
        handle.createUpdate("""
                        UPDATE account SET
                            name = coalesce(:name, name), avatar_color = coalesce(:avatarColor, avatar_color),
                            language = coalesce(:language, language), version = version + 1, edited_at = :now
                        WHERE id = :id""")
                .bind("id", id)
                .bind("name", profile.name())
                .bind("avatarColor", profile.avatarColor())
                .bind("language", profile.language())
                .bind("now", time(now))
                .execute();
        if (profile.name() != null)
            handle.execute("UPDATE customer SET name = ? WHERE id = ? AND kind = 'partner'", profile.name(), id);
    }

    /// Only rows that change are touched: each change ends the account's tokens.
    private static void putDepartments(Handle handle, UUID id, Set<UUID> departments) {
        List<UUID> ids = List.copyOf(departments);
        handle.createUpdate("DELETE FROM account_department WHERE account_id = :id AND department_id <> ALL (:ids)")
                .bind("id", id)
                .bindArray("ids", UUID.class, ids)
                .execute();
        handle.createUpdate("""
                        INSERT INTO account_department (account_id, department_id) SELECT :id, unnest(:ids::uuid[])
                        ON CONFLICT DO NOTHING""")
                .bind("id", id)
                .bindArray("ids", UUID.class, ids)
                .execute();
    }

    /// A partner is a customer of the same id: conversations it opens are under it.
    static void putCustomer(Handle handle, UUID id, String name, String email) {
        handle.execute("""
                INSERT INTO customer (id, kind, name, email) VALUES (?, 'partner', ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, updated_at = now()""", id, name, email);
    }

    /// The row stays with its name, for history; its address is free again, and nothing is left to log in with.
    static void delete(Handle handle, UUID id, Instant now) {
        lockDepartments(handle, id, Set.of());
        handle.execute("DELETE FROM account_credential WHERE account_id = ?", id);
        handle.execute("DELETE FROM account_department WHERE account_id = ?", id);
        handle.execute("DELETE FROM account_invite WHERE account_id = ?", id);
        handle.execute("DELETE FROM account_recovery_code WHERE account_id = ?", id);
        handle.execute("DELETE FROM account_notice WHERE account_id = ?", id);
        handle.execute("UPDATE customer SET email = NULL WHERE id = ? AND kind = 'partner'", id);
        handle.execute("""
                UPDATE account
                SET active = false, email = 'deleted-' || id || '@invalid', deleted_at = ?, version = version + 1
                WHERE id = ?""", time(now), id);
    }

    static void used(Handle handle, UUID id, Instant now) {
        handle.execute("UPDATE account SET last_used_at = ? WHERE id = ?", time(now), id);
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static WithSecrets withSecrets(ResultSet row) throws SQLException {
        return new WithSecrets(account(row), Secrets.of(row));
    }

    private static Account account(ResultSet row) throws SQLException {
        Instant rightsAsOf = instant(row, "updated_at");
        Instant edited = instant(row, "edited_at");
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
                row.getString("avatar_color"),
                row.getString("language"),
                row.getString("totp_secret") != null,
                row.getString("password_hash") == null,
                instant(row, "last_used_at"),
                instant(row, "created_at"),
                edited == null || edited.isBefore(rightsAsOf) ? rightsAsOf : edited,
                row.getInt("version"),
                rightsAsOf);
    }

    private static Object array(Array array) throws SQLException {
        return array.getArray();
    }
}
