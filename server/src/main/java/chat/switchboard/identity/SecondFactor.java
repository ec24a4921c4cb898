package chat.switchboard.identity;

import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.identity.LogInLimits.Attempt;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.UUID;

/// The one-time code of accounts that have an authenticator app. Asked for only after the right password.
final class SecondFactor {
    private static final Refusal NEEDED =
            new Refusal(Refusal.Code.UNAUTHENTICATED, "Enter the six digits of your authenticator app.", "totp", null);
    private static final Refusal NEEDLESS = Refusal.invalid("totp", "This account has no second factor: leave it out.");

    private final Database database;
    private final LogInLimits limits;
    private final Clock clock;

    SecondFactor(Database database, LogInLimits limits, Clock clock) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
    }

    /// @param code null for none
    Outcome<Account> check(WithSecrets found, String code, Attempt attempt) {
        UUID device = attempt.device();
        Account account = found.account();
        if (found.totpSecret() == null) return code == null ? Outcome.done(account) : Outcome.refused(NEEDLESS);
        if (code == null) return Outcome.refused(NEEDED);
        return limits.guessCode(account.id(), device).then(_ -> {
            if (!isGoodOnce(found, code)) {
                SecurityLog.account(Event.ONE_TIME_CODE_FAILED, account.id(), attempt.network());
                return Outcome.refused(NEEDED);
            }
            limits.codeWasRight(account.id(), device);
            return Outcome.done(account);
        });
    }

    private boolean isGoodOnce(WithSecrets found, String code) {
        OptionalLong step = Totp.step(found.totpSecret(), code, clock.instant());
        return step.isPresent()
                && database.transaction(
                        Actor.SYSTEM,
                        handle -> AccountStore.useCode(handle, found.account().id(), step.getAsLong()));
    }
}
