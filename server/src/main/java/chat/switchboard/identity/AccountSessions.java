package chat.switchboard.identity;

import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.identity.SessionStore.Session;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Log-ins of accounts: the password once, then a refresh token that is good for one use.
final class AccountSessions {
    private static final Refusal WRONG =
            Refusal.of(Refusal.Code.UNAUTHENTICATED, "This e-mail address and password do not belong together.");
    private static final Refusal CODE_NEEDED =
            new Refusal(Refusal.Code.UNAUTHENTICATED, "Enter the six digits of your authenticator app.", "totp", null);

    /// How long an ended session can still be looked at.
    private static final Duration KEPT = Duration.ofDays(7);

    private final Database database;
    private final Passwords passwords;
    private final AccountTokens tokens;
    private final Revocations revocations;
    private final Clock clock;
    private final UuidV7 ids;

    AccountSessions(
            Database database, Passwords passwords, AccountTokens tokens, Revocations revocations, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.tokens = tokens;
        this.revocations = revocations;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /// The transaction that reads the account has ended before the password is tried: that may wait for its turn.
    Outcome<Account.Session> logIn(Account.Credentials credentials) {
        Optional<WithSecrets> found =
                database.transaction(Actor.SYSTEM, handle -> AccountStore.findByEmail(handle, credentials.email()));
        String hash = found.map(WithSecrets::passwordHash).orElse(null);
        return passwords
                .matches(credentials.password(), hash)
                .then(matches -> matches ? secondFactor(found.orElseThrow(), credentials) : Outcome.refused(WRONG))
                .then(account -> begin(account, rehashed(credentials.password(), hash)));
    }

    /// A refresh token we made that is not the session's newest was stolen, or its successor was: nobody can tell who
    /// is the thief, so the session ends.
    Outcome<Account.Session> refresh(String refreshToken) {
        Optional<UUID> sessionId = tokens.sessionOf(refreshToken);
        if (sessionId.isEmpty()) return Outcome.refused(Refusal.unauthenticated());
        Outcome<Account.Session> rotated = database.transaction(
                Actor.SYSTEM,
                handle -> SessionStore.lockLive(handle, sessionId.get(), clock.instant())
                        .map(session -> rotate(handle, session, refreshToken))
                        .orElse(Outcome.refused(Refusal.unauthenticated())));
        if (rotated instanceof Outcome.Refused<?>) revocations.ended(sessionId.get());
        return rotated;
    }

    /// Removes what ended long ago.
    void forgetEnded() {
        database.transaction(
                Actor.SYSTEM,
                handle -> SessionStore.deleteEndedBefore(handle, clock.instant().minus(KEPT)));
    }

    void end(UUID sessionId) {
        database.transaction(Actor.SYSTEM, handle -> {
            SessionStore.revoke(handle, sessionId, clock.instant());
            return null;
        });
        revocations.ended(sessionId);
    }

    private Outcome<Account> secondFactor(WithSecrets found, Account.Credentials credentials) {
        if (!found.account().active()) return Outcome.refused(WRONG);
        if (found.totpSecret() == null) {
            return credentials.totp() == null
                    ? Outcome.done(found.account())
                    : Outcome.refused(Refusal.invalid("totp", "This account has no second factor: leave it out."));
        }
        return isGoodOnce(found, credentials.totp()) ? Outcome.done(found.account()) : Outcome.refused(CODE_NEEDED);
    }

    private boolean isGoodOnce(WithSecrets found, String code) {
        if (code == null) return false;
        OptionalLong step = Totp.step(found.totpSecret(), code, clock.instant());
        return step.isPresent()
                && database.transaction(
                        Actor.SYSTEM,
                        handle -> AccountStore.useCode(handle, found.account().id(), step.getAsLong()));
    }

    /// Null when the stored hash is as strong as today's.
    private String rehashed(String password, String hash) {
        if (!passwords.outdated(hash)) return null;
        return passwords.hash(password) instanceof Outcome.Done<String>(String stronger) ? stronger : null;
    }

    private Outcome<Account.Session> begin(Account account, String newHash) {
        UUID id = ids.next();
        Instant now = clock.instant();
        var refresh = tokens.refresh(id);
        database.transaction(Actor.SYSTEM, handle -> {
            if (newHash != null) AccountStore.putPassword(handle, account.id(), newHash);
            SessionStore.insert(handle, new Session(id, account.id(), refresh.hash(), refresh.expiresAt()), now);
            return null;
        });
        return Outcome.done(tokens.session(account, id, refresh));
    }

    private Outcome<Account.Session> rotate(Handle handle, Session session, String refreshToken) {
        Account account = AccountStore.find(handle, session.accountId()).orElseThrow();
        boolean newest = Arrays.equals(session.refreshHash(), AccountTokens.hash(refreshToken));
        if (!newest || !account.active()) {
            SessionStore.revoke(handle, session.id(), clock.instant());
            return Outcome.refused(Refusal.unauthenticated());
        }
        var refresh = tokens.refresh(session.id());
        SessionStore.rotate(
                handle, new Session(session.id(), account.id(), refresh.hash(), refresh.expiresAt()), clock.instant());
        return Outcome.done(tokens.session(account, session.id(), refresh));
    }
}
