package chat.switchboard.identity;

import chat.switchboard.audit.AuditLog.Origin;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import chat.switchboard.limit.RateLimiter;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Who is there. May block, except what looks at tokens ([#authenticate], [#authenticateForSocket],
/// [#refusesSocketOf], [#isRevoked], [#isKnownDevice]) and [#onRevoked]: call it on a virtual thread.
public final class Identity implements AutoCloseable {
    private static final List<Tokens.Kind> BEARERS = List.of(Tokens.Kind.CUSTOMER, Tokens.Kind.ACCOUNT);

    private final Passwords passwords;
    private final Devices devices;
    private final Tokens tokens;
    private final Revocations revocations;
    private final SiteSecrets siteSecrets;
    private final JoinedCustomers joined;
    private final CustomerSessions customers;
    private final Accounts accounts;
    private final LogIns logIns;
    private final AccountSessions sessions;
    private final People people;
    private final Invites invites;
    private final OwnAccount ownAccount;
    private final RateLimiter<String> customersByAddress;

    /// Reads what was revoked lately; [#jobs] keep up with it.
    ///
    /// @param settings asked for each time, so that they may change; the cost of passwords and the life of access
    ///     tokens and of customers' stay as they are now
    public static Identity start(
            Database requests, Database jobs, Secret secret, Supplier<IdentitySettings> settings, Clock clock) {
        var identity = new Identity(requests, jobs, secret, settings, clock);
        identity.revocations.look();
        identity.joined.look();
        return identity;
    }

    /// What other nodes revoke is known here after two seconds; sessions that ended are removed every hour.
    public List<Job> jobs() {
        return Stream.concat(
                        joined.jobs().stream(),
                        Stream.of(
                                revocations.job(),
                                Job.onEveryNode("ended-sessions", Duration.ofHours(1), sessions::forgetEnded)))
                .toList();
    }

    private Identity(
            Database requests, Database jobs, Secret secret, Supplier<IdentitySettings> settings, Clock clock) {
        passwords = new Passwords(
                settings.get().passwordCost(), requests.transaction(Actor.SYSTEM, CredentialStore::passwordCosts));
        tokens = new Tokens(secret, clock);
        revocations = new Revocations(
                jobs, settings.get().accessToken(), () -> settings.get().secondFactorRoles(), clock);
        siteSecrets = new SiteSecrets(requests, secret, clock);
        joined = new JoinedCustomers(jobs, settings.get().customerToken(), clock, revocations::ended);
        customers = new CustomerSessions(
                requests, tokens, siteSecrets, joined, settings.get().customerToken(), clock);
        var newPasswords = new NewPasswords(passwords, () -> settings.get().leastPassword());
        accounts = new Accounts(requests, passwords, newPasswords, clock);
        devices = new Devices(tokens, () -> settings.get().knownDevice(), clock);
        var limits = new LogInLimits(() -> settings.get().limits(), clock);
        var secondFactor = new SecondFactor(requests, limits, clock);
        logIns = new LogIns(requests, passwords, devices, limits, secondFactor, clock);
        invites =
                new Invites(requests, newPasswords, logIns, () -> settings.get().inviteLifetime(), clock);
        people = new People(requests, newPasswords, invites, revocations, clock);
        ownAccount = new OwnAccount(
                requests,
                newPasswords,
                logIns,
                secondFactor,
                revocations,
                () -> settings.get().secondFactorRoles(),
                clock);
        sessions =
                new AccountSessions(requests, new AccountTokens(tokens, settings, clock), devices, revocations, clock);
        customersByAddress = new RateLimiter<>(
                () -> List.of(
                        new RateLimiter.Rate(settings.get().limits().customersPerAddress(), Duration.ofMinutes(1))),
                clock);
    }

    /// A new visitor, or the one whom the site's own server names. Refuses an address that brings too many.
    public Outcome<Customer.Session> openCustomerSession(Customer.Profile profile, String address) {
        return profile.identityToken() == null
                ? named(profile).then(_ -> customersByAddress.attempt(address)).then(_ -> customers.open(profile))
                : identify(profile, null, address);
    }

    /// The same visitor with a fresh token; what the profile says is changed, the rest kept. With an identity token
    /// the one whom it names, who takes the conversations of an anonymous visitor along.
    public Outcome<Customer.Session> renewCustomerSession(
            Actor.Customer known, Customer.Profile changes, String address) {
        return changes.identityToken() == null
                ? named(changes)
                        .then(_ -> customersByAddress.attempt(address))
                        .then(_ -> customers.renew(known, changes))
                : identify(changes, known, address);
    }

    /// What was signed well does not count: those who come are no strangers.
    private Outcome<Customer.Session> identify(Customer.Profile profile, Actor.Customer visitor, String address) {
        return customersByAddress.attempt(address).then(_ -> {
            Outcome<Customer.Session> session = customers.identify(profile, visitor);
            if (session instanceof Outcome.Done<Customer.Session>) customersByAddress.giveBack(address);
            else SecurityLog.address(Event.TOKEN_REFUSED, address, "identityToken");
            return session;
        });
    }

    /// What sites' own servers sign with.
    public SiteSecrets siteSecrets() {
        return siteSecrets;
    }

    /// Refuses with `rate_limited` before the password is looked at, and with one answer for an unknown e-mail
    /// address, a wrong password and a deactivated account.
    public Outcome<Account.Session> logIn(Account.Credentials credentials) {
        return logIns.check(credentials).then(proven -> sessions.begin(proven, credentials.client()));
    }

    /// The next pair of tokens. An old refresh token ends the session, unless it is the last one and the client that
    /// got its successor repeats it within 10 seconds.
    public Outcome<Account.Session> refresh(String refreshToken, Account.Client client) {
        return sessions.refresh(refreshToken, client);
    }

    /// Sets the password that a link was for, and logs in. Refuses whatever is wrong with the link as `not_found`, a
    /// password that may not be chosen, and an account with a second factor that does not show it.
    public Outcome<Account.Session> acceptInvite(UUID token, Invite.Acceptance given) {
        return invites.accept(token, given).then(proven -> {
            revocations.look();
            return sessions.begin(proven, given.client());
        });
    }

    /// What admins decide about accounts.
    public People people() {
        return people;
    }

    public Invites invites() {
        return invites;
    }

    /// What people do with their own account.
    public OwnAccount ownAccount() {
        return ownAccount;
    }

    /// Ends the log-in behind this principal, everywhere within 5 seconds.
    ///
    /// @param address the key of the network address
    public void logOut(Principal principal, String address) {
        sessions.end(principal, new Origin(principal.actor(), principal.sessionId(), address));
    }

    /// Whether somebody has logged in here with this device before: a signature is checked, no more.
    ///
    /// @param deviceToken the value of its cookie
    public boolean isKnownDevice(String deviceToken) {
        return devices.isKnown(deviceToken);
    }

    /// Who presents this token, unless the role asks for a second factor and the token says that there
    /// is none. Does not block.
    public Outcome<Principal> authenticateForSocket(String token) {
        return authenticate(token)
                .then(principal -> ownAccount.mayLackSecondFactor(principal)
                        ? Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, Refusal.Reason.SECOND_FACTOR_REQUIRED))
                        : Outcome.done(principal));
    }

    /// Whether [#authenticateForSocket], asked again about a token it has believed, would refuse it by now. Does not
    /// block.
    public boolean refusesSocketOf(Principal principal) {
        return isRevoked(principal) || ownAccount.mayLackSecondFactor(principal);
    }

    /// Whether a token that was believed has lost its rights since. Does not block.
    public boolean isRevoked(Principal principal) {
        return revocations.refuses(principal)
                || (principal.actor() instanceof Actor.Customer customer && joined.contains(customer.id()));
    }

    /// Who presents this token. Does not block and asks nobody: a signature and a look into memory.
    public Outcome<Principal> authenticate(String token) {
        return tokens.read(token, BEARERS)
                .flatMap(this::principal)
                .<Outcome<Principal>>map(Outcome::done)
                .orElse(Outcome.refused(Refusal.unauthenticated()));
    }

    /// Tells of every session that lost its rights: logged out, its refresh token stolen, its account changed.
    /// Called from any thread; must not block.
    public void onRevoked(Consumer<UUID> listener) {
        revocations.onRevoked(listener);
    }

    /// Looks now for what other nodes revoked, instead of within two seconds.
    void lookForRevocations() {
        revocations.look();
        joined.look();
    }

    /// Moves now what was opened for visitors while they were joined to known ones.
    void moveLateConversations() {
        joined.moveLate();
    }

    /// True until the first account is made.
    public boolean hasNoAccounts() {
        return accounts.isEmpty();
    }

    /// Refuses a password that is too short or one of the first that would be tried, and an e-mail
    /// address that is taken, each naming the field.
    public Outcome<Account> createAccount(Account.New account) {
        return accounts.create(account);
    }

    /// Gives the account another password, which ends its sessions. Empty when there is no such account; refuses what
    /// [#createAccount] refuses.
    public Outcome<Optional<Account>> changePassword(String email, String password) {
        return accounts.changePassword(email, password);
    }

    /// Takes the account's second factor away, which ends its sessions. Empty when there is no such account; false when
    /// it has none.
    public Optional<Boolean> removeSecondFactor(String email) {
        return accounts.removeSecondFactor(email);
    }

    /// Whether somebody could log in with these now, as far as the password goes. Refused while too many other
    /// passwords are checked.
    public Outcome<Boolean> isPassword(String email, String password) {
        return accounts.isPassword(email, password);
    }

    /// Active agents and admins, by name.
    public List<Account> staff(Actor.Staff reader) {
        return accounts.staff(reader);
    }

    @Override
    public void close() {
        passwords.close();
    }

    private static Outcome<Customer.Profile> named(Customer.Profile profile) {
        return profile.name() != null && Text.isBlank(profile.name())
                ? Outcome.refused(Refusal.invalid("name", Refusal.Reason.BLANK))
                : Outcome.done(profile);
    }

    private Optional<Principal> principal(Tokens.Read read) {
        try {
            if (read.kind() == Tokens.Kind.CUSTOMER) return Optional.ofNullable(customers.principal(read.claims()));
            var principal = AccountTokens.principal(read.claims());
            return revocations.refuses(principal) ? Optional.empty() : Optional.of(principal);
        } catch (Claims.Unfit _) {
            return Optional.empty();
        }
    }
}
