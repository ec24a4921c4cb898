package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.identity.SessionStore.Session;
import chat.switchboard.identity.SessionStore.Stored;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Sessions of accounts, each kept alive by a refresh token that is good for one use.
final class AccountSessions {
    /// How long an ended session can still be looked at.
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration NOTICES_KEPT = Duration.ofDays(180);
    /// Two tabs of one browser refresh at once, or an answer was lost: so long the same client gets the same token
    /// again. Any later reuse is theft.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Database database;
    private final AccountTokens tokens;
    private final Devices devices;
    private final Revocations revocations;
    private final Clock clock;
    private final UuidV7 ids;

    AccountSessions(Database database, AccountTokens tokens, Devices devices, Revocations revocations, Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.devices = devices;
        this.revocations = revocations;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /// Refused where the password or the second factor is another by now: whoever changed it ended all sessions, and
    /// this would be one more.
    Outcome<Account.Session> begin(LogIns.Proven proven, Account.Client client) {
        Account account = proven.account();
        Session session = tokens.session(ids.next(), account.id(), 0);
        return database.transaction(Actor.SYSTEM, handle -> {
            if (!proven.secrets().areStill(CredentialStore.lock(handle, account.id())))
                return Outcome.refused(LogIns.WRONG);
            if (proven.strongerHash() != null)
                CredentialStore.strengthenPassword(handle, account.id(), proven.strongerHash());
            SessionStore.insert(
                    handle, stored(session, account, client), proven.device().id(), client);
            AccountStore.used(handle, account.id(), session.rotatedAt());
            var origin = new Origin(account.actor(), session.id(), client.address());
            AccountAudit.record(handle, origin, "session.created", account);
            return Outcome.done(tokens.grant(account, session, proven.device()));
        });
    }

    /// A refresh token of ours that is not the session's newest was stolen, or its successor was: nobody can tell who
    /// is the thief, so the session ends.
    Outcome<Account.Session> refresh(String refreshToken, Account.Client client) {
        Optional<UUID> sessionId = tokens.sessionOf(refreshToken);
        if (sessionId.isEmpty()) {
            SecurityLog.address(Event.TOKEN_REFUSED, client.address(), "refreshSession");
            return Outcome.refused(Refusal.unauthenticated());
        }
        Outcome<Account.Session> refreshed = database.transaction(
                Actor.SYSTEM,
                handle -> SessionStore.lockLive(handle, sessionId.get(), clock.instant())
                        .map(stored -> refresh(handle, stored, refreshToken, client))
                        .orElse(Outcome.refused(Refusal.unauthenticated())));
        if (refreshed instanceof Outcome.Refused<?>) revocations.ended(sessionId.get());
        return refreshed;
    }

    /// Removes what ended long ago.
    void forgetEnded() {
        database.transaction(Actor.SYSTEM, handle -> {
            InviteStore.deleteBefore(handle, clock.instant());
            NoticeStore.deleteBefore(handle, clock.instant().minus(NOTICES_KEPT));
            SessionStore.deleteEndedBefore(handle, clock.instant().minus(KEPT));
            return null;
        });
    }

    /// @param origin of the session that ends
    void end(Principal principal, Origin origin) {
        database.transaction(Actor.SYSTEM, handle -> {
            SessionStore.revoke(handle, principal.sessionId(), clock.instant());
            AccountStore.find(handle, principal.accountId())
                    .ifPresent(account -> AccountAudit.record(handle, origin, "session.ended", account));
            return null;
        });
        revocations.ended(principal.sessionId());
    }

    private Outcome<Account.Session> refresh(Handle handle, Stored stored, String refreshToken, Account.Client client) {
        Session session = stored.session();
        Account account = AccountStore.find(handle, session.accountId()).orElse(null);
        if (account == null) return Outcome.refused(Refusal.unauthenticated());
        byte[] hash = AccountTokens.hash(refreshToken);
        if (account.active() && Arrays.equals(stored.refreshHash(), hash)) {
            Session next = tokens.session(session.id(), account.id(), session.rotations() + 1);
            SessionStore.rotate(handle, stored(next, account, client), client.address());
            AccountStore.used(handle, account.id(), next.rotatedAt());
            return Outcome.done(tokens.grant(account, next, null));
        }
        if (account.active() && isRepeated(stored, account, hash, client)) {
            SessionStore.granted(handle, session.id(), account.rightsAsOf());
            return Outcome.done(tokens.grant(account, session, null));
        }
        if (account.active()) SecurityLog.session(Event.REFRESH_TOKEN_REUSED, session.id(), client.address());
        SessionStore.revoke(handle, session.id(), clock.instant());
        return Outcome.refused(Refusal.unauthenticated());
    }

    private boolean isRepeated(Stored stored, Account account, byte[] hash, Account.Client client) {
        Session session = stored.session();
        return Arrays.equals(stored.previousHash(), hash)
                && session.rotatedAt().plus(GRACE).isAfter(clock.instant())
                && isSame(stored, account, client)
                // Not so if the token was made by a version that made them in another way.
                && Arrays.equals(stored.refreshHash(), AccountTokens.hash(tokens.refreshToken(session)));
    }

    private boolean isSame(Stored stored, Account account, Account.Client client) {
        if (Arrays.equals(stored.client(), fingerprint(client))) return true;
        return devices.known(client.deviceToken(), AccountKey.of(account.email()))
                .filter(device -> device.id().equals(stored.deviceId()))
                .isPresent();
    }

    private Stored stored(Session session, Account account, Account.Client client) {
        byte[] hash = AccountTokens.hash(tokens.refreshToken(session));
        return new Stored(session, hash, null, account.rightsAsOf(), null, fingerprint(client));
    }

    private static byte[] fingerprint(Account.Client client) {
        return AccountTokens.hash(client.address() + "\n" + client.userAgent());
    }
}
