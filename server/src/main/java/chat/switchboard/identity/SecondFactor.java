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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one-time code of accounts that have an authenticator app. Asked for only after the right password.
final class SecondFactor {
    private static final Logger LOG = LoggerFactory.getLogger(SecondFactor.class);
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
        OptionalLong step = step(found, code);
        return step.isPresent()
                && database.transaction(
                        Actor.SYSTEM,
                        handle -> AccountStore.useCode(handle, found.account().id(), step.getAsLong()));
    }

    /// With a secret that is none, no code is right.
    private OptionalLong step(WithSecrets found, String code) {
        try {
            return Totp.step(found.totpSecret(), code, clock.instant());
        } catch (IllegalArgumentException _) {
            LOG.error(
                    "Account {} cannot log in until it is given a one-time secret that is base 32 of 80 bits or more.",
                    found.account().id());
            return OptionalLong.empty();
        }
    }
}
