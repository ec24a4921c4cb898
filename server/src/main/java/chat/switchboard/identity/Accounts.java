package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.UuidV7;
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
    private final UuidV7 ids;
    private final Clock clock;

    Accounts(Database database, Passwords passwords, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.ids = new UuidV7(clock);
        this.clock = clock;
    }

    boolean isEmpty() {
        return database.transaction(Actor.SYSTEM, AccountStore::isEmpty);
    }

    Outcome<Account> create(Account.New account) {
        return passwords
                .hash(account.password())
                .then(hash -> database.transaction(Actor.SYSTEM, handle -> {
                    UUID id = ids.next();
                    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    return AccountStore.insert(handle, id, account, hash, now)
                            ? Outcome.done(AccountStore.find(handle, id).orElseThrow())
                            : Outcome.refused(new Refusal(
                                    Refusal.Code.CONFLICT, "Another account has this e-mail address.", "email", null));
                }));
    }

    Optional<Account> find(Actor reader, UUID id) {
        return database.transaction(reader, handle -> AccountStore.find(handle, id));
    }

    List<Account> staff(Actor.Staff reader) {
        return database.transaction(reader, AccountStore::staff);
    }
}
