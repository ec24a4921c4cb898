package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.identity.AccountStore.WithSecrets;
import chat.switchboard.identity.Notice.Event;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The door to what admins decide about accounts. Blocks: call it on a virtual thread.
///
/// One change of accounts is made at a time, on all nodes, and by somebody who still is an admin then: two admins who
/// demote each other at the same moment do not both succeed. What ends rights ends tokens and sockets within
/// 5 seconds everywhere ([Identity#onRevoked]).
public final class People {
    private static final Refusal PARTNERS_HAVE_NONE =
            Refusal.invalid("departmentIds", Reason.PARTNER_WITHOUT_DEPARTMENTS);

    private final Database database;
    private final NewPasswords passwords;
    private final Invites invites;
    private final Revocations revocations;
    private final Clock clock;
    private final UuidV7 ids;

    People(Database database, NewPasswords passwords, Invites invites, Revocations revocations, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.invites = invites;
        this.revocations = revocations;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /// @param nextCursor null at the end
    public record Page(List<Account> accounts, String nextCursor) {}

    /// @param invite null for an account that was given a password
    public record Created(Account account, Invite.Link invite) {}

    /// By name, without case.
    ///
    /// @param cursor null for the first page
    public Outcome<Page> list(Actor.Admin reader, Account.Filter filter, String cursor, int limit) {
        Optional<AccountCursor> after = cursor == null ? Optional.empty() : AccountCursor.parse(cursor);
        if (cursor != null && after.isEmpty()) return Outcome.refused(Refusal.invalid("cursor", Reason.NOT_A_CURSOR));
        List<Account> found = database.transaction(
                Actor.SYSTEM, handle -> AccountStore.list(handle, filter, after.orElse(null), limit + 1));
        if (found.size() <= limit) return Outcome.done(new Page(found, null));
        List<Account> page = found.subList(0, limit);
        return Outcome.done(new Page(page, AccountCursor.after(page.getLast())));
    }

    public Outcome<Account> find(Actor.Admin reader, UUID id) {
        return database.transaction(Actor.SYSTEM, handle -> existing(handle, id));
    }

    /// Refuses an e-mail address that is taken, a password that may not be chosen, departments that are not there.
    public Outcome<Created> create(Actor.Admin by, Origin origin, Account.New account) {
        Refusal blank = blank(account.name());
        if (blank != null) return Outcome.refused(blank);
        if (Text.hasInvisible(account.email())) return Outcome.refused(Accounts.EMAIL_INVISIBLE);
        if (account.password() == null) return insert(by, origin, account, null);
        return passwords
                .hash(account.password(), account.email(), account.name())
                .then(hash -> insert(by, origin, account, hash));
    }

    private Outcome<Created> insert(Actor.Admin by, Origin origin, Account.New account, String passwordHash) {
        return changing(by, handle -> {
            if (account.role() == Account.Role.PARTNER
                    && !account.departmentIds().isEmpty()) return Outcome.refused(PARTNERS_HAVE_NONE);
            UUID id = ids.next();
            if (!AccountStore.lockDepartments(handle, id, account.departmentIds()))
                return Outcome.refused(Refusal.invalid("departmentIds", Reason.NO_SUCH_THING));
            if (!AccountStore.insert(handle, id, account, passwordHash, now()))
                return Outcome.refused(Accounts.EMAIL_TAKEN);
            Invite.Link link = passwordHash == null ? invites.make(handle, id, Invite.Purpose.INVITE) : null;
            Account made = AccountStore.find(handle, id).orElseThrow();
            AccountAudit.created(handle, origin, made);
            return Outcome.done(new Created(made, link));
        });
    }

    /// Refuses what [#create] refuses, a version that is not the expected one, and whatever would leave no active
    /// admin.
    public Outcome<Account> edit(Actor.Admin by, Origin origin, UUID id, Account.Changes said) {
        Refusal blank = said.name() == null ? null : blank(said.name());
        if (blank != null) return Outcome.refused(blank);
        return changing(
                by,
                handle -> existing(handle, id).then(before -> {
                    Refusal refusal = refusal(handle, before, said);
                    if (refusal != null) return Outcome.refused(refusal);
                    Account.Changes changes =
                            said.roleAfter(before) == Account.Role.PARTNER ? said.outOfDepartments() : said;
                    if (changes.changeNothing(before)) return Outcome.done(before);
                    AccountStore.edit(handle, id, changes, now());
                    Account after = AccountStore.find(handle, id).orElseThrow();
                    if (after.role() == Account.Role.PARTNER)
                        AccountStore.putCustomer(handle, id, after.name(), after.email());
                    boolean deactivated = before.active() && !after.active();
                    // A link went to the address there was, which may have been a stranger's.
                    if (deactivated || !before.email().equals(after.email())) InviteStore.revoke(handle, id);
                    if (deactivated) SessionStore.revokeAll(handle, id, null, now());
                    tell(handle, by, before, after);
                    AccountAudit.edited(handle, origin, before, after);
                    return Outcome.done(after);
                }));
    }

    /// History keeps the name. Refuses to delete the last active admin.
    public Outcome<Account> delete(Actor.Admin by, Origin origin, UUID id) {
        return changing(
                by,
                handle -> existing(handle, id).then(account -> {
                    if (isLastAdmin(handle, account)) return Outcome.refused(Refusal.conflict(Reason.LAST_ADMIN));
                    SessionStore.revokeAll(handle, id, null, now());
                    AccountStore.delete(handle, id, now());
                    AccountAudit.deleted(handle, origin, account);
                    return Outcome.done(account);
                }));
    }

    /// A new link for somebody who has not chosen a password yet; earlier ones are void.
    public Outcome<Invite.Link> invite(Actor.Admin by, Origin origin, UUID id) {
        return changing(
                by,
                handle -> active(handle, id)
                        .then(account -> account.invited()
                                ? Outcome.done(link(handle, origin, account, Invite.Purpose.INVITE))
                                : Outcome.refused(Refusal.conflict(Reason.HAS_PASSWORD))));
    }

    /// A link by which somebody chooses another password; the old one holds until then, earlier links do not.
    public Outcome<Invite.Link> resetPassword(Actor.Admin by, Origin origin, UUID id) {
        return changing(
                by,
                handle -> active(handle, id)
                        .map(account -> link(
                                handle,
                                origin,
                                account,
                                account.invited() ? Invite.Purpose.INVITE : Invite.Purpose.RESET)));
    }

    private Invite.Link link(Handle handle, Origin origin, Account account, Invite.Purpose purpose) {
        Invite.Link link = invites.make(handle, account.id(), purpose);
        String action = purpose == Invite.Purpose.INVITE ? "account.invited" : "password_reset.created";
        AccountAudit.record(handle, origin, action, account);
        return link;
    }

    /// Logs somebody out everywhere.
    public Outcome<Account> endSessions(Actor.Admin by, Origin origin, UUID id) {
        return changing(
                by,
                handle -> existing(handle, id).map(account -> {
                    if (SessionStore.revokeAll(handle, id, null, now()) > 0) {
                        tell(handle, by, account, Event.SESSIONS_ENDED, Map.of());
                        AccountAudit.record(handle, origin, "sessions.ended", account);
                    }
                    return account;
                }));
    }

    /// Ends the account's sessions too, if it had one.
    public Outcome<Account> removeSecondFactor(Actor.Admin by, Origin origin, UUID id) {
        return changing(
                by,
                handle -> existing(handle, id).map(account -> {
                    if (CredentialStore.removeSecret(handle, id)) {
                        tell(handle, by, account, Event.SECOND_FACTOR_REMOVED, Map.of());
                        AccountAudit.record(handle, origin, "second_factor.removed", account);
                    }
                    return account;
                }));
    }

    /// Whoever lost the right meanwhile is refused as if the token had ended, which it has.
    private <T> Outcome<T> changing(Actor.Admin by, Function<Handle, Outcome<T>> work) {
        Outcome<T> outcome = database.transaction(Actor.SYSTEM, handle -> {
            AccountStore.lockChanges(handle);
            return AccountStore.isActiveAdmin(handle, by.id())
                    ? work.apply(handle)
                    : Outcome.refused(Refusal.unauthenticated());
        });
        if (outcome instanceof Outcome.Done<T>) revocations.look();
        return outcome;
    }

    /// Null when there is nothing against it.
    private static Refusal refusal(Handle handle, Account before, Account.Changes changes) {
        Integer expected = changes.expectedVersion();
        if (expected != null && expected != before.version()) return Refusal.changedMeanwhile(before.version());
        if (changes.roleAfter(before) == Account.Role.PARTNER
                && changes.departmentIds() != null
                && !changes.departmentIds().isEmpty()) return PARTNERS_HAVE_NONE;
        Set<UUID> departments = changes.departmentIds() == null ? Set.of() : changes.departmentIds();
        if (!AccountStore.lockDepartments(handle, before.id(), departments))
            return Refusal.invalid("departmentIds", Reason.NO_SUCH_THING);
        if (changes.email() != null && !changes.email().equals(before.email()) && Text.hasInvisible(changes.email()))
            return Accounts.EMAIL_INVISIBLE;
        if (changes.email() != null && isTaken(handle, changes.email(), before.id())) return Accounts.EMAIL_TAKEN;
        boolean isAdminAfter = (changes.role() == null || changes.role() == Account.Role.ADMIN)
                && (changes.active() == null || changes.active());
        if (isAdminAfter || !isLastAdmin(handle, before)) return null;
        return Refusal.conflict(Reason.LAST_ADMIN)
                .withField(changes.role() == null || changes.role() == Account.Role.ADMIN ? "active" : "role");
    }

    private static boolean isTaken(Handle handle, String email, UUID by) {
        return AccountStore.findByEmail(handle, email)
                .map(WithSecrets::account)
                .filter(other -> !other.id().equals(by))
                .isPresent();
    }

    private static boolean isLastAdmin(Handle handle, Account account) {
        return account.role() == Account.Role.ADMIN
                && account.active()
                && !AccountStore.hasOtherAdmin(handle, account.id());
    }

    private static Outcome<Account> existing(Handle handle, UUID id) {
        return AccountStore.find(handle, id).map(Outcome::done).orElse(Outcome.refused(Refusal.notFound()));
    }

    private static Outcome<Account> active(Handle handle, UUID id) {
        return existing(handle, id)
                .then(account -> account.active()
                        ? Outcome.done(account)
                        : Outcome.refused(Refusal.conflict(Reason.ACCOUNT_INACTIVE)));
    }

    private void tell(Handle handle, Actor.Admin by, Account before, Account after) {
        if (!before.email().equals(after.email())) tell(handle, by, after, Event.EMAIL_CHANGED, Map.of());
        if (!before.name().equals(after.name())) tell(handle, by, after, Event.NAME_CHANGED, Map.of());
        if (before.role() != after.role())
            tell(
                    handle,
                    by,
                    after,
                    Event.ROLE_CHANGED,
                    Map.of("role", after.role().wireName()));
        if (!before.departmentIds().equals(after.departmentIds()))
            tell(handle, by, after, Event.DEPARTMENTS_CHANGED, Map.of());
        if (before.active() != after.active())
            tell(handle, by, after, after.active() ? Event.ACTIVATED : Event.DEACTIVATED, Map.of());
    }

    /// What somebody does to their own account they know.
    private void tell(Handle handle, Actor.Admin by, Account account, Event event, Map<String, Object> parameters) {
        if (Objects.equals(by.id(), account.id())) return;
        Map<String, Object> named = new LinkedHashMap<>(parameters);
        named.put("by", by.name());
        NoticeStore.insert(handle, account.id(), null, new Notice(ids.next(), event, now(), named));
    }

    private static Refusal blank(String name) {
        return Text.isBlank(name) ? Refusal.invalid("name", Refusal.Reason.NAME_EMPTY) : null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
