package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.identity.Notice.Event;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Links by which somebody chooses a password: kept as a hash, good once, for some days, and only while the account is
/// active. Everything that is wrong with one is the same `not_found`. Blocks: call it on a virtual thread.
public final class Invites {
    private final Database database;
    private final NewPasswords passwords;
    private final LogIns logIns;
    private final Supplier<Duration> lifetime;
    private final Clock clock;
    private final UuidV7 ids;

    private record Found(WithSecrets owner, InviteStore.Stored invite) {
        Account account() {
            return owner.account();
        }
    }

    /// @param lifetime of a link that is made at this moment
    Invites(Database database, NewPasswords passwords, LogIns logIns, Supplier<Duration> lifetime, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.logIns = logIns;
        this.lifetime = lifetime;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /// Whom a link is for. Changes nothing.
    public Outcome<Invite> find(UUID token) {
        return found(token)
                .map(found -> new Invite(
                        found.invite.purpose(),
                        found.account().email(),
                        found.account().name(),
                        found.invite.expiresAt()));
    }

    /// Sets the password, uses up the link and says who may log in now. An account with a second factor has to show it:
    /// a link alone never gets around it.
    Outcome<LogIns.Proven> accept(UUID token, Invite.Acceptance given) {
        if (given.name() != null && Text.isBlank(given.name()))
            return Outcome.refused(Refusal.invalid("name", Refusal.Reason.NAME_EMPTY));
        return found(token).then(found -> {
            String name = given.name() == null ? found.account().name() : given.name();
            return passwords
                    .hash(given.password(), found.account().email(), name)
                    .then(hash -> logIns.proven(found.owner, given.totp(), given.client())
                            .then(proven -> use(token, found, proven, given, hash)));
        });
    }

    /// In place of an earlier one of the same account. Inside a transaction of the caller.
    Invite.Link make(Handle handle, UUID accountId, Invite.Purpose purpose) {
        UUID token = UUID.randomUUID();
        Instant expiresAt = now().plus(lifetime.get());
        InviteStore.put(handle, new InviteStore.Stored(accountId, purpose, expiresAt), hash(token), now());
        return new Invite.Link(token, expiresAt);
    }

    private Outcome<Found> found(UUID token) {
        return database.transaction(
                Actor.SYSTEM,
                handle -> InviteStore.find(handle, hash(token), now())
                        .flatMap(invite -> AccountStore.findWithSecrets(handle, invite.accountId())
                                .map(owner -> new Found(owner, invite)))
                        .filter(found -> found.account().active())
                        .map(Outcome::done)
                        .orElse(Outcome.refused(Refusal.notFound())));
    }

    private Outcome<LogIns.Proven> use(
            UUID token, Found found, LogIns.Proven proven, Invite.Acceptance given, String passwordHash) {
        var profile = new Account.Profile(given.name(), null, null);
        String address = given.client().address();
        UUID id = found.account().id();
        return database.transaction(Actor.SYSTEM, handle -> {
            AccountStore.lockChanges(handle);
            if (!proven.secrets().areStill(CredentialStore.lock(handle, id))
                    || !InviteStore.use(handle, hash(token), now())) return Outcome.refused(Refusal.notFound());
            CredentialStore.putPassword(handle, id, passwordHash);
            if (profile.name() != null) AccountStore.editProfile(handle, id, profile, now());
            if (found.invite.purpose() == Invite.Purpose.RESET)
                NoticeStore.insert(handle, id, null, new Notice(ids.next(), Event.PASSWORD_RESET, now(), Map.of()));
            Account after = AccountStore.find(handle, id).orElseThrow();
            AccountAudit.record(handle, from(after, address), "password.set_by_link", after);
            return Outcome.done(proven.with(after, CredentialStore.lock(handle, id)));
        });
    }

    private static Origin from(Account account, String address) {
        return new Origin(account.actor(), null, address);
    }

    private static byte[] hash(UUID token) {
        return AccountTokens.hash(token.toString());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
