package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Accounts as the server itself and whoever works at its machine deal with them.
final class Accounts {
    /// What can be seen is what tells addresses apart.
    static final Refusal EMAIL_INVISIBLE = Refusal.invalid("email", Reason.INVISIBLE_CHARACTERS);
    static final Refusal EMAIL_TAKEN = Refusal.conflict(Reason.EMAIL_TAKEN).withField("email");

    private final Database database;
    private final Passwords passwords;
    private final NewPasswords newPasswords;
    private final UuidV7 ids;
    private final Clock clock;

    Accounts(Database database, Passwords passwords, NewPasswords newPasswords, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.newPasswords = newPasswords;
        this.ids = new UuidV7(clock);
        this.clock = clock;
    }

    boolean isEmpty() {
        return database.transaction(Actor.SYSTEM, AccountStore::isEmpty);
    }

    Outcome<Account> create(Account.New account) {
        if (Text.hasInvisible(account.email())) return Outcome.refused(EMAIL_INVISIBLE);
        return newPasswords
                .hash(account.password(), account.email(), account.name())
                .then(hash -> database.transaction(Actor.SYSTEM, handle -> {
                    UUID id = ids.next();
                    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    if (!AccountStore.insert(handle, id, account, hash, now)) return Outcome.refused(EMAIL_TAKEN);
                    Account made = AccountStore.find(handle, id).orElseThrow();
                    AccountAudit.created(handle, Origin.SYSTEM, made);
                    return Outcome.done(made);
                }));
    }

    /// Empty when there is no such account.
    Outcome<Optional<Account>> changePassword(String email, String password) {
        Optional<Account> found = withSecrets(email).map(WithSecrets::account);
        if (found.isEmpty()) return Outcome.done(found);
        Account account = found.get();
        return newPasswords
                .hash(password, account.email(), account.name())
                .map(hash -> database.transaction(Actor.SYSTEM, handle -> {
                    CredentialStore.putPassword(handle, account.id(), hash);
                    InviteStore.revoke(handle, account.id());
                    tell(handle, account, Notice.Event.PASSWORD_CHANGED);
                    AccountAudit.record(handle, Origin.SYSTEM, "password.changed", account);
                    SecurityLog.account(Event.PASSWORD_CHANGED, account.id(), "-");
                    return found;
                }));
    }

    /// Empty when there is no such account; false when it has no second factor.
    Optional<Boolean> removeSecondFactor(String email) {
        return database.transaction(
                Actor.SYSTEM,
                handle -> AccountStore.findByEmail(handle, email)
                        .map(WithSecrets::account)
                        .map(account -> {
                            if (!CredentialStore.removeSecret(handle, account.id())) return false;
                            tell(handle, account, Notice.Event.SECOND_FACTOR_REMOVED);
                            AccountAudit.record(handle, Origin.SYSTEM, "second_factor.removed", account);
                            SecurityLog.account(Event.SECOND_FACTOR_REMOVED, account.id(), "-");
                            return true;
                        }));
    }

    private void tell(Handle handle, Account account, Notice.Event event) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        NoticeStore.insert(handle, account.id(), null, new Notice(ids.next(), event, now, Map.of()));
    }

    Outcome<Boolean> isPassword(String email, String password) {
        String hash =
                withSecrets(email).map(found -> found.secrets().passwordHash()).orElse(null);
        return passwords.matches(password, hash, true);
    }

    private Optional<WithSecrets> withSecrets(String email) {
        return database.transaction(Actor.SYSTEM, handle -> AccountStore.findByEmail(handle, email));
    }

    List<Account> staff(Actor.Staff reader) {
        return database.transaction(reader, AccountStore::staff);
    }
}
