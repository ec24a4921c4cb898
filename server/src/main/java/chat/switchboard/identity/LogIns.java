package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.identity.CredentialStore.Secrets;
import chat.switchboard.identity.LogInLimits.Attempt;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.limit.RateLimiter;
import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who somebody is: limits, password, second factor.
final class LogIns {
    static final Refusal WRONG = Refusal.of(Refusal.Code.UNAUTHENTICATED, Refusal.Reason.WRONG_LOG_IN);

    /// For each account: what strangers do must not fill a log that is kept for ever.
    private static final Rate ENTERED = new Rate(10, Duration.ofMinutes(1));

    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);

    private final Database database;
    private final Passwords passwords;
    private final Devices devices;
    private final LogInLimits limits;
    private final SecondFactor secondFactor;
    private final RateLimiter<UUID> refusalsEntered;

    LogIns(
            Database database,
            Passwords passwords,
            Devices devices,
            LogInLimits limits,
            SecondFactor secondFactor,
            Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.devices = devices;
        this.limits = limits;
        this.secondFactor = secondFactor;
        this.refusalsEntered = new RateLimiter<>(List.of(ENTERED), clock);
    }

    /// @param secrets that were proven; who relies on it later looks whether they are still the same
    /// @param strongerHash of the same password at today's cost; null when the stored one is as strong
    record Proven(Account account, Secrets secrets, String strongerHash, Account.Device device) {
        Proven with(Account changed, Secrets now) {
            return new Proven(changed, now, strongerHash, device);
        }
    }

    /// Somebody who came by a link instead of a password: only the second factor is asked for.
    Outcome<Proven> proven(WithSecrets found, String totp, Account.Client client) {
        var key = AccountKey.of(found.account().email());
        var attempt = new Attempt(key, devices.known(client.deviceToken(), key).orElse(null), client.address());
        return shown(found, totp, attempt)
                .map(account -> new Proven(account, found.secrets(), null, device(found, attempt)));
    }

    Outcome<Proven> check(Account.Credentials credentials) {
        var account = AccountKey.of(credentials.email());
        var client = credentials.client();
        var device = devices.known(client.deviceToken(), account).orElse(null);
        return limits.attempt(new Attempt(account, device, client.address()))
                .then(attempt -> check(credentials, attempt));
    }

    /// The transaction that reads the account has ended before the password is tried: that may wait for its turn.
    private Outcome<Proven> check(Account.Credentials credentials, Attempt attempt) {
        Optional<WithSecrets> found =
                database.transaction(Actor.SYSTEM, handle -> AccountStore.findByEmail(handle, credentials.email()));
        String hash = found.map(it -> it.secrets().passwordHash()).orElse(null);
        return passwords
                .matches(credentials.password(), hash, attempt.known())
                .then(matches -> {
                    if (matches && found.orElseThrow().account().active())
                        return shown(found.get(), credentials.totp(), attempt);
                    refused(found.map(WithSecrets::account).orElse(null), attempt.network());
                    return Outcome.refused(WRONG);
                })
                .map(account -> {
                    limits.succeeded(attempt);
                    return new Proven(
                            account,
                            found.orElseThrow().secrets(),
                            rehashed(credentials.password(), hash),
                            device(found.get(), attempt));
                });
    }

    private Account.Device device(WithSecrets found, Attempt attempt) {
        return devices.renewed(
                attempt.device(), attempt.account(), found.secrets().totpSecret());
    }

    /// A wrong code is a failed log-in. None is not: it is asked for.
    private Outcome<Account> shown(WithSecrets found, String totp, Attempt attempt) {
        Outcome<Account> shown = secondFactor.check(found, totp, attempt);
        if (totp != null
                && shown instanceof Outcome.Refused<Account>(Refusal refusal)
                && refusal.code() == Refusal.Code.UNAUTHENTICATED) enterSoon(found.account(), attempt.network());
        return shown;
    }

    /// The entry is written while the answer is on its way: it must not take longer where there is an account.
    ///
    /// @param account null where there is none
    private void refused(Account account, String network) {
        UUID id = account == null ? null : account.id();
        SecurityLog.account(Event.LOG_IN_FAILED, id, network);
        if (account != null) enterSoon(account, network);
    }

    private void enterSoon(Account account, String network) {
        if (refusalsEntered.attempt(account.id()) instanceof Outcome.Refused<UUID>) return;
        Thread.ofVirtual().name("log-in-refused").start(() -> enter(account, network));
    }

    private void enter(Account account, String network) {
        try {
            database.transaction(Actor.SYSTEM, handle -> {
                AccountAudit.record(handle, new Origin(null, null, network), "session.refused", account);
                return null;
            });
        } catch (RuntimeException fault) {
            LOG.error("A refused log-in is not in the audit log", fault);
        }
    }

    /// Null when the stored hash is as strong as today's.
    private String rehashed(String password, String hash) {
        if (!passwords.outdated(hash)) return null;
        return passwords.hash(password) instanceof Outcome.Done<String>(String stronger) ? stronger : null;
    }
}
