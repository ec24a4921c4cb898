package chat.switchboard.identity;

import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Those who log in.
final class Accounts {
    private final Database database;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final UuidV7 ids;
    private final Clock clock;

    Accounts(Database database, Passwords passwords, PasswordPolicy policy, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.policy = policy;
        this.ids = new UuidV7(clock);
        this.clock = clock;
    }

    boolean isEmpty() {
        return database.transaction(Actor.SYSTEM, AccountStore::isEmpty);
    }

    Outcome<Account> create(Account.New account) {
        return policy.check(account.password(), account.email(), account.name())
                .then(passwords::hash)
                .then(hash -> database.transaction(Actor.SYSTEM, handle -> {
                    UUID id = ids.next();
                    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    return AccountStore.insert(handle, id, account, hash, now)
                            ? Outcome.done(AccountStore.find(handle, id).orElseThrow())
                            : Outcome.refused(new Refusal(
                                    Refusal.Code.CONFLICT, "Another account has this e-mail address.", "email", null));
                }));
    }

    /// Empty when there is no such account.
    Outcome<Optional<Account>> changePassword(String email, String password) {
        Optional<Account> found = withSecrets(email).map(WithSecrets::account);
        if (found.isEmpty()) return Outcome.done(found);
        Account account = found.get();
        return policy.check(password, account.email(), account.name())
                .then(passwords::hash)
                .map(hash -> database.transaction(Actor.SYSTEM, handle -> {
                    AccountStore.putPassword(handle, account.id(), hash);
                    SecurityLog.account(Event.PASSWORD_CHANGED, account.id(), "-");
                    return found;
                }));
    }

    boolean isPassword(String email, String password) {
        String hash = withSecrets(email).map(WithSecrets::passwordHash).orElse(null);
        return passwords.matches(password, hash, true) instanceof Outcome.Done<Boolean>(Boolean matches) && matches;
    }

    private Optional<WithSecrets> withSecrets(String email) {
        return database.transaction(Actor.SYSTEM, handle -> AccountStore.findByEmail(handle, email));
    }

    Optional<Account> find(Actor reader, UUID id) {
        return database.transaction(reader, handle -> AccountStore.find(handle, id));
    }

    List<Account> staff(Actor.Staff reader) {
        return database.transaction(reader, AccountStore::staff);
    }
}
