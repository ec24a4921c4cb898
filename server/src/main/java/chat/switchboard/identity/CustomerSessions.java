package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Visitors, and the signed token that is all they have. Those whom a site's own server knows are the same customer on
/// every device; nobody is ever found by a name or an e-mail address.
final class CustomerSessions {
    private final Database database;
    private final Tokens tokens;
    private final SiteSecrets secrets;
    private final JoinedCustomers joined;
    private final Duration lifetime;
    private final UuidV7 ids;
    private final Clock clock;

    CustomerSessions(
            Database database,
            Tokens tokens,
            SiteSecrets secrets,
            JoinedCustomers joined,
            Duration lifetime,
            Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.secrets = secrets;
        this.joined = joined;
        this.lifetime = lifetime;
        this.ids = new UuidV7(clock);
        this.clock = clock;
    }

    Outcome<Customer.Session> open(Customer.Profile profile) {
        return save(new Actor.Customer(ids.next(), profile.name()), profile);
    }

    /// Refuses what somebody says of themselves whom a site has said it of.
    Outcome<Customer.Session> renew(Actor.Customer known, Customer.Profile changes) {
        return save(known, changes);
    }

    private Outcome<Customer.Session> save(Actor.Customer actor, Customer.Profile profile) {
        return database.<Outcome<Customer>>transaction(actor, handle -> {
                    var store = new CustomerStore(handle);
                    if (store.site(profile.siteKey()).isEmpty()) return Outcome.refused(noSuchSite());
                    String claimed = profile.firstClaim();
                    if (claimed != null && store.isKnown(actor.id()))
                        return Outcome.refused(Refusal.of(Code.FORBIDDEN, Reason.IDENTITY_VERIFIED)
                                .withField(claimed));
                    return Outcome.done(store.save(actor.id(), profile, false));
                })
                .map(this::session);
    }

    /// The session of whoever the identity token names. An anonymous visitor's conversations become theirs, once.
    ///
    /// @param visitor who asks, by a token of their own; null for nobody
    Outcome<Customer.Session> identify(Customer.Profile profile, Actor.Customer visitor) {
        Instant now = clock.instant();
        Outcome<Identified> outcome = database.transaction(Actor.SYSTEM, handle -> {
            var store = new CustomerStore(handle);
            Optional<UUID> site = store.site(profile.siteKey());
            if (site.isEmpty()) return Outcome.refused(noSuchSite());
            List<String> accepted = secrets.current(handle, site.get(), now);
            return IdentityTokens.read(profile.identityToken(), accepted, now)
                    .then(said -> identify(store, new Known(site.get(), profile.siteKey(), said), visitor, now));
        });
        return outcome.map(identified -> {
            if (identified.joined != null) joined.add(identified.joined, now);
            return session(identified.customer);
        });
    }

    private record Known(UUID siteId, String siteKey, IdentityTokens.Visitor said) {
        Customer.Profile profile() {
            return new Customer.Profile(siteKey, said.name(), said.email(), said.locale(), said.phone(), null);
        }
    }

    /// @param joined the visitor who became this customer, or null
    private record Identified(Customer customer, UUID joined) {}

    private Outcome<Identified> identify(CustomerStore store, Known known, Actor.Customer visitor, Instant now) {
        String subject = known.said.subject();
        store.lockIdentity(known.siteId, subject);
        Optional<UUID> before = store.identified(known.siteId, subject);
        UUID id = before.orElseGet(ids::next);
        Customer customer = store.save(id, known.profile(), true);
        if (before.isEmpty()) store.identify(known.siteId, subject, id, now);
        if (visitor == null || visitor.id().equals(id)) return Outcome.done(new Identified(customer, null));
        Optional<CustomerStore.Visitor> found = store.lock(visitor.id());
        if (found.isPresent() && found.get().joined()) return Outcome.refused(Refusal.unauthenticated());
        boolean joins = found.isPresent()
                && !found.get().known()
                && Customer.isSameSite(found.get().siteKey(), known.siteKey);
        if (joins) store.join(visitor.id(), id, now);
        return Outcome.done(new Identified(customer, joins ? visitor.id() : null));
    }

    /// Null of one who became another.
    Principal principal(Claims claims) throws Claims.Unfit {
        UUID id = claims.subject();
        if (joined.contains(id)) return null;
        return new Principal(new Actor.Customer(id, claims.optionalText("name")), id, claims.expiresAt(), false, null);
    }

    private static Refusal noSuchSite() {
        return Refusal.invalid("siteKey", Reason.NO_SUCH_SITE);
    }

    private Customer.Session session(Customer customer) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(lifetime);
        var claims =
                new JWTClaimsSet.Builder().subject(customer.id().toString()).claim("name", customer.name());
        return new Customer.Session(customer, tokens.sign(Tokens.Kind.CUSTOMER, claims, now, expiresAt), expiresAt);
    }
}
