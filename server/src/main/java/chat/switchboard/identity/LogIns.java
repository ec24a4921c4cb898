package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.identity.LogInLimits.Attempt;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import java.util.Optional;

/// Finds out who somebody is: limits, password, second factor.
final class LogIns {
    private static final Refusal WRONG = Refusal.of(Refusal.Code.UNAUTHENTICATED, Refusal.Reason.WRONG_LOG_IN);

    private final Database database;
    private final Passwords passwords;
    private final Devices devices;
    private final LogInLimits limits;
    private final SecondFactor secondFactor;

    LogIns(Database database, Passwords passwords, Devices devices, LogInLimits limits, SecondFactor secondFactor) {
        this.database = database;
        this.passwords = passwords;
        this.devices = devices;
        this.limits = limits;
        this.secondFactor = secondFactor;
    }

    /// @param strongerHash of the same password at today's cost; null when the stored one is as strong
    record Proven(Account account, String strongerHash, Account.Device device) {
        Proven with(Account changed) {
            return new Proven(changed, strongerHash, device);
        }
    }

    /// Somebody who came by a link instead of a password: only the second factor is asked for.
    Outcome<Proven> proven(WithSecrets found, String totp, Account.Client client) {
        var key = AccountKey.of(found.account().email());
        var attempt = new Attempt(key, devices.known(client.deviceToken(), key).orElse(null), client.address());
        return secondFactor
                .check(found, totp, attempt)
                .map(account -> new Proven(account, null, devices.renewed(attempt.device(), key)));
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
        String hash = found.map(WithSecrets::passwordHash).orElse(null);
        return passwords
                .matches(credentials.password(), hash, attempt.known())
                .then(matches -> {
                    if (matches && found.orElseThrow().account().active())
                        return secondFactor.check(found.get(), credentials.totp(), attempt);
                    var account = found.map(it -> it.account().id()).orElse(null);
                    SecurityLog.account(Event.LOG_IN_FAILED, account, attempt.network());
                    refused(found.map(WithSecrets::account), attempt.network());
                    return Outcome.refused(WRONG);
                })
                .map(account -> {
                    limits.succeeded(attempt);
                    return new Proven(
                            account,
                            rehashed(credentials.password(), hash),
                            devices.renewed(attempt.device(), attempt.account()));
                });
    }

    /// Whether there is such an account or not: nothing may take longer for one of them.
    private void refused(Optional<Account> account, String network) {
        database.transaction(Actor.SYSTEM, handle -> {
            AccountAudit.logInRefused(handle, new Origin(null, null, network), account);
            return null;
        });
    }

    /// Null when the stored hash is as strong as today's.
    private String rehashed(String password, String hash) {
        if (!passwords.outdated(hash)) return null;
        return passwords.hash(password) instanceof Outcome.Done<String>(String stronger) ? stronger : null;
    }
}
