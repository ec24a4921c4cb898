package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.identity.Notice.Event;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The door to what people do with their own account. Customers have none: refused with `forbidden`. Blocks: call it on
/// a virtual thread.
public final class OwnAccount {
    /// How long a typed password counts as confirmed.
    private static final Duration CONFIRMED = Duration.ofMinutes(10);

    private final Database database;
    private final NewPasswords passwords;
    private final LogIns logIns;
    private final SecondFactor secondFactor;
    private final Revocations revocations;
    private final Supplier<Set<Account.Role>> rolesWithSecondFactor;
    private final Clock clock;
    private final UuidV7 ids;

    /// @param rolesWithSecondFactor that must have one, at this moment
    OwnAccount(
            Database database,
            NewPasswords passwords,
            LogIns logIns,
            SecondFactor secondFactor,
            Revocations revocations,
            Supplier<Set<Account.Role>> rolesWithSecondFactor,
            Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.logIns = logIns;
        this.secondFactor = secondFactor;
        this.revocations = revocations;
        this.rolesWithSecondFactor = rolesWithSecondFactor;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /// @param secondFactorRequired by the role
    /// @param steppedUpUntil until when the password counts as confirmed in this session; null where it does not
    public record Standing(Account account, boolean secondFactorRequired, Instant steppedUpUntil) {}

    /// A password that was typed to prove who one is.
    ///
    /// @param totp null for none
    public record Proof(String password, String totp, Account.Client client) {}

    /// A secret for an authenticator app, which is not in use before its first code.
    public record Enrollment(String secret, String uri) {}

    /// A log-in of this account that has not ended.
    ///
    /// @param current whether it is the one that asks
    /// @param device browser and system, or null where the browser did not say
    /// @param network where it was last used from, or null
    public record OwnSession(
            UUID id, boolean current, String device, String network, Instant createdAt, Instant lastUsedAt) {}

    public Outcome<Standing> find(Principal principal) {
        return read(principal, handle -> standing(handle, principal));
    }

    /// Whether the password was typed in this session within the last 10 minutes.
    public boolean hasSteppedUp(Principal principal) {
        return principal.accountId() != null
                && database.transaction(Actor.SYSTEM, handle -> steppedUpUntil(handle, principal))
                        .isPresent();
    }

    /// Whether this account must set up a second factor before anything else. Asks the database only for those whose
    /// token says that they had none.
    public boolean lacksSecondFactor(Principal principal) {
        return mayLackSecondFactor(principal)
                && database.transaction(
                        Actor.SYSTEM,
                        handle -> AccountStore.find(handle, principal.accountId())
                                .filter(Account::secondFactor)
                                .isEmpty());
    }

    /// The same as far as the token says; does not block.
    boolean mayLackSecondFactor(Principal principal) {
        return switch (principal.actor()) {
            case Actor.Customer _, Actor.Bot _, Actor.System _ -> false;
            case Actor.Agent _, Actor.Admin _, Actor.Partner _ ->
                !principal.secondFactor()
                        && rolesWithSecondFactor
                                .get()
                                .contains(Account.Role.of(principal.actor().type()));
        };
    }

    /// Confirms the password for 10 minutes. Limited like log-ins.
    public Outcome<Principal> stepUp(Principal principal, Proof proof) {
        return proven(principal, proof, "password")
                .then(proven -> change(principal, proven, proof, (handle, _) -> {
                    SessionStore.confirm(handle, principal.sessionId(), now());
                    return Outcome.done(principal);
                }));
    }

    public Outcome<Standing> edit(Principal principal, Origin origin, Account.Profile profile) {
        if (profile.name() != null && Text.isBlank(profile.name()))
            return Outcome.refused(Refusal.invalid("name", Refusal.Reason.NAME_EMPTY));
        return change(principal, (handle, account) -> {
            if (profile.changesNothing(account)) return standing(handle, principal);
            AccountStore.editProfile(handle, account.id(), profile, now());
            Outcome<Standing> after = standing(handle, principal);
            AccountAudit.edited(
                    handle,
                    origin,
                    account,
                    AccountStore.find(handle, account.id()).orElseThrow());
            return after;
        });
    }

    /// Ends all other sessions. Names `password` when the old one is wrong, `newPassword` when the new one may not be
    /// chosen.
    public Outcome<Account> changePassword(Principal principal, Origin origin, Proof proof, String newPassword) {
        return proven(principal, proof, "password")
                .then(proven -> named(hash(newPassword, proven.account()), "newPassword")
                        .then(hash -> change(principal, proven, proof, (handle, account) -> {
                            CredentialStore.keepSession(handle, principal.sessionId());
                            CredentialStore.putPassword(handle, account.id(), hash);
                            InviteStore.revoke(handle, account.id());
                            tell(handle, principal, Event.PASSWORD_CHANGED);
                            AccountAudit.record(handle, origin, "password.changed", account);
                            return Outcome.done(account);
                        })));
    }

    /// In place of an earlier secret that is not in use yet. Over a factor that is in use, a confirmed password is
    /// needed.
    public Outcome<Enrollment> beginEnrollment(Principal principal) {
        return change(principal, (handle, account) -> {
            if (account.secondFactor() && steppedUpUntil(handle, principal).isEmpty())
                return Outcome.refused(Refusal.of(Code.FORBIDDEN, Reason.STEP_UP_REQUIRED));
            String secret = Totp.newSecret();
            CredentialStore.putPendingSecret(handle, account.id(), secret);
            return Outcome.done(new Enrollment(secret, Totp.uri(secret, account.email())));
        });
    }

    /// The first code of the app: answers ten recovery codes, and ends all other sessions.
    public Outcome<List<String>> enroll(Principal principal, Origin origin, String code) {
        return read(principal, handle -> account(handle, principal))
                .then(account -> secondFactor.enroll(account, code, principal.sessionId(), handle -> {
                    tell(handle, principal, Event.SECOND_FACTOR_ADDED);
                    AccountAudit.record(handle, origin, "second_factor.added", account);
                }))
                .map(codes -> {
                    revocations.look();
                    return codes;
                });
    }

    /// Ends all other sessions. Refused where the role requires one.
    public Outcome<Account> removeSecondFactor(Principal principal, Origin origin) {
        return change(principal, (handle, account) -> {
            if (rolesWithSecondFactor.get().contains(account.role()))
                return Outcome.refused(Refusal.of(Code.FORBIDDEN, Reason.SECOND_FACTOR_REQUIRED));
            CredentialStore.keepSession(handle, principal.sessionId());
            if (CredentialStore.removeSecret(handle, account.id())) {
                tell(handle, principal, Event.SECOND_FACTOR_REMOVED);
                AccountAudit.record(handle, origin, "second_factor.removed", account);
            }
            return Outcome.done(account);
        });
    }

    /// The old ones are void.
    public Outcome<List<String>> renewRecoveryCodes(Principal principal, Origin origin) {
        return change(principal, (handle, account) -> {
            if (!account.secondFactor()) return Outcome.refused(Refusal.conflict(Reason.NO_SECOND_FACTOR));
            List<String> codes = RecoveryCodes.fresh();
            CredentialStore.putRecoveryCodes(handle, account.id(), RecoveryCodes.hashes(account.id(), codes));
            tell(handle, principal, Event.RECOVERY_CODES_RENEWED);
            AccountAudit.record(handle, origin, "recovery_codes.renewed", account);
            return Outcome.done(codes);
        });
    }

    /// Newest log-in first.
    ///
    /// @param before the id at which the page before ended; null for the first
    public Outcome<List<OwnSession>> sessions(Principal principal, UUID before, int limit) {
        return read(
                principal,
                handle -> account(handle, principal)
                        .map(account -> SessionStore.list(handle, account.id(), before, limit, now()).stream()
                                .map(session -> described(session, principal))
                                .toList()));
    }

    public Outcome<UUID> endSession(Principal principal, Origin origin, UUID id) {
        Outcome<UUID> ended = read(
                principal,
                handle -> account(handle, principal).then(account -> {
                    if (!SessionStore.revokeOwn(handle, account.id(), id, now()))
                        return Outcome.refused(Refusal.notFound());
                    AccountAudit.record(handle, origin, "session.ended", account);
                    return Outcome.done(id);
                }));
        if (ended instanceof Outcome.Done<UUID>) revocations.ended(id);
        return ended;
    }

    /// Newest first.
    ///
    /// @param before the id at which the page before ended; null for the first
    public Outcome<List<Notice>> notices(Principal principal, UUID before, int limit) {
        return read(
                principal,
                handle -> account(handle, principal)
                        .map(account -> NoticeStore.list(handle, account.id(), principal.sessionId(), before, limit)));
    }

    public Outcome<UUID> dismissNotice(Principal principal, UUID id) {
        return read(
                principal,
                handle -> account(handle, principal)
                        .then(account -> NoticeStore.delete(handle, account.id(), id)
                                ? Outcome.done(id)
                                : Outcome.refused(Refusal.notFound())));
    }

    @FunctionalInterface
    private interface Work<T> {
        Outcome<T> on(Handle handle, Account account);
    }

    /// One change of accounts at a time, as in [People].
    private <T> Outcome<T> change(Principal principal, Work<T> work) {
        Outcome<T> outcome = read(principal, handle -> {
            AccountStore.lockChanges(handle);
            return account(handle, principal).then(account -> work.on(handle, account));
        });
        if (outcome instanceof Outcome.Done<T>) revocations.look();
        return outcome;
    }

    /// The same for who proved it with a password that is still the account's.
    private <T> Outcome<T> change(Principal principal, LogIns.Proven proven, Proof proof, Work<T> work) {
        return change(
                principal,
                (handle, account) -> proven.secrets().areStill(CredentialStore.lock(handle, account.id()))
                        ? work.on(handle, account)
                        : Outcome.refused(asField(LogIns.WRONG, proof, "password")));
    }

    private Outcome<String> hash(String newPassword, Account account) {
        return passwords.hash(newPassword, account.email(), account.name());
    }

    private <T> Outcome<T> read(Principal principal, java.util.function.Function<Handle, Outcome<T>> work) {
        return principal.accountId() == null
                ? Outcome.refused(Refusal.of(Code.FORBIDDEN, Reason.ACCOUNTS_ONLY))
                : database.transaction(Actor.SYSTEM, work);
    }

    /// The database knows an ended session before this node does.
    private Outcome<Account> account(Handle handle, Principal principal) {
        return AccountStore.find(handle, principal.accountId())
                .filter(account -> account.active() && SessionStore.isLive(handle, principal.sessionId(), now()))
                .map(Outcome::done)
                .orElse(Outcome.refused(Refusal.unauthenticated()));
    }

    private Outcome<Standing> standing(Handle handle, Principal principal) {
        return account(handle, principal)
                .map(account -> new Standing(
                        account,
                        rolesWithSecondFactor.get().contains(account.role()),
                        steppedUpUntil(handle, principal).orElse(null)));
    }

    private Optional<Instant> steppedUpUntil(Handle handle, Principal principal) {
        return SessionStore.confirmedAt(handle, principal.sessionId())
                .map(at -> at.plus(CONFIRMED))
                .filter(until -> until.isAfter(clock.instant()));
    }

    /// Who is logged in and types a wrong password is not logged out: the field is named instead.
    private Outcome<LogIns.Proven> proven(Principal principal, Proof proof, String field) {
        return read(principal, handle -> account(handle, principal)).then(account -> switch (logIns.check(
                credentials(account, proof))) {
            case Outcome.Done<LogIns.Proven> done -> done;
            case Outcome.Refused<LogIns.Proven>(Refusal refusal) -> Outcome.refused(asField(refusal, proof, field));
        });
    }

    private static Refusal asField(Refusal refusal, Proof proof, String field) {
        if (refusal.code() != Code.UNAUTHENTICATED) return refusal;
        if (refusal.field() == null) return Refusal.invalid(field, Reason.WRONG_PASSWORD);
        return Refusal.invalid("totp", proof.totp() == null ? Reason.CODE_NEEDED : Reason.WRONG_CODE);
    }

    private static Account.Credentials credentials(Account account, Proof proof) {
        return new Account.Credentials(account.email(), proof.password(), proof.totp(), proof.client());
    }

    private static <T> Outcome<T> named(Outcome<T> outcome, String field) {
        return outcome instanceof Outcome.Refused<T>(Refusal refusal) && refusal.field() != null
                ? Outcome.refused(refusal.withField(field))
                : outcome;
    }

    private OwnSession described(SessionStore.Described session, Principal principal) {
        return new OwnSession(
                session.id(),
                session.id().equals(principal.sessionId()),
                DeviceName.of(session.userAgent()),
                session.network(),
                session.createdAt(),
                session.lastUsedAt());
    }

    private void tell(Handle handle, Principal principal, Event event) {
        NoticeStore.insert(
                handle, principal.accountId(), principal.sessionId(), new Notice(ids.next(), event, now(), Map.of()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
