package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.identity.LogInLimits.Attempt;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one-time codes of accounts that have an authenticator app, and the recovery codes for when it is lost. Asked for
/// only after the right password.
final class SecondFactor {
    private static final Logger LOG = LoggerFactory.getLogger(SecondFactor.class);
    private static final Refusal NEEDED =
            Refusal.of(Refusal.Code.UNAUTHENTICATED, Reason.CODE_NEEDED).withField("totp");
    private static final Refusal NEEDLESS = Refusal.invalid("totp", Reason.NO_SECOND_FACTOR);

    private final Database database;
    private final LogInLimits limits;
    private final Clock clock;
    private final UuidV7 ids;

    SecondFactor(Database database, LogInLimits limits, Clock clock) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /// @param code six digits or a recovery code; null for none
    Outcome<Account> check(WithSecrets found, String code, Attempt attempt) {
        Account account = found.account();
        String secret = found.secrets().totpSecret();
        if (secret == null) return code == null ? Outcome.done(account) : Outcome.refused(NEEDLESS);
        if (code == null) return Outcome.refused(NEEDED);
        UUID device = attempt.known() && attempt.device().hasShown(secret)
                ? attempt.device().id()
                : null;
        return limits.guessCode(account.id(), device).then(_ -> {
            if (!isGoodOnce(found, code, attempt.network())) {
                SecurityLog.account(Event.ONE_TIME_CODE_FAILED, account.id(), attempt.network());
                return Outcome.refused(NEEDED);
            }
            limits.codeWasRight(account.id(), device);
            return Outcome.done(account);
        });
    }

    /// The first code of an app that is being set up: from now on the account needs them. Answers ten recovery codes.
    ///
    /// @param kept the session that goes on; all others end
    /// @param tell called at the end of the transaction
    Outcome<List<String>> enroll(Account account, String code, UUID kept, Consumer<Handle> tell) {
        return limits.guessCode(account.id(), null)
                .then(_ -> database.transaction(Actor.SYSTEM, handle -> {
                    Optional<String> secret = CredentialStore.lockPendingSecret(handle, account.id());
                    // Whoever changed the password meanwhile ended it.
                    if (!SessionStore.isLive(handle, kept, clock.instant()))
                        return Outcome.refused(Refusal.unauthenticated());
                    if (secret.isEmpty()) return Outcome.refused(Refusal.conflict(Reason.NO_PENDING_SECRET));
                    OptionalLong step = Totp.step(secret.get(), code, clock.instant());
                    if (step.isEmpty()) return Outcome.refused(Refusal.invalid("code", Reason.WRONG_CODE));
                    limits.codeWasRight(account.id(), null);
                    CredentialStore.keepSession(handle, kept);
                    CredentialStore.putSecret(handle, account.id(), secret.get(), step.getAsLong());
                    List<String> codes = RecoveryCodes.fresh();
                    CredentialStore.putRecoveryCodes(handle, account.id(), RecoveryCodes.hashes(account.id(), codes));
                    tell.accept(handle);
                    return Outcome.done(codes);
                }));
    }

    private boolean isGoodOnce(WithSecrets found, String code, String network) {
        return RecoveryCodes.isOne(code) ? useRecoveryCode(found.account(), code, network) : useTimedCode(found, code);
    }

    private boolean useRecoveryCode(Account owner, String code, String network) {
        UUID account = owner.id();
        return database.transaction(Actor.SYSTEM, handle -> {
            if (!CredentialStore.useRecoveryCode(handle, account, RecoveryCodes.hash(account, code))) return false;
            var left = Map.<String, Object>of("left", CredentialStore.recoveryCodesLeft(handle, account));
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            NoticeStore.insert(
                    handle, account, null, new Notice(ids.next(), Notice.Event.RECOVERY_CODE_USED, now, left));
            AccountAudit.record(handle, new Origin(null, null, network), "recovery_code.used", owner);
            return true;
        });
    }

    private boolean useTimedCode(WithSecrets found, String code) {
        OptionalLong step = step(found, code);
        return step.isPresent()
                && database.transaction(
                        Actor.SYSTEM,
                        handle ->
                                CredentialStore.useCode(handle, found.account().id(), step.getAsLong()));
    }

    /// With a secret that is none, no code is right.
    private OptionalLong step(WithSecrets found, String code) {
        try {
            return Totp.step(found.secrets().totpSecret(), code, clock.instant());
        } catch (IllegalArgumentException _) {
            LOG.error(
                    "Account {} cannot log in until it is given a one-time secret that is base 32 of 80 bits or more.",
                    found.account().id());
            return OptionalLong.empty();
        }
    }
}
