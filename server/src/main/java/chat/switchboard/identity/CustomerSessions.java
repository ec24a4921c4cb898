package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.postgres.Database;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Visitors and the signed token that is all they have.
final class CustomerSessions {
    private final CustomerStore store;
    private final Tokens tokens;
    private final Duration lifetime;
    private final UuidV7 ids;
    private final Clock clock;

    CustomerSessions(Database database, Tokens tokens, Duration lifetime, Clock clock) {
        this.store = new CustomerStore(database);
        this.tokens = tokens;
        this.lifetime = lifetime;
        this.ids = new UuidV7(clock);
        this.clock = clock;
    }

    Customer.Session open(Customer.Profile profile) {
        return session(store.save(ids.next(), profile));
    }

    Customer.Session renew(Actor.Customer known, Customer.Profile changes) {
        return session(store.save(known.id(), changes));
    }

    static Principal principal(Claims claims) throws Claims.Unfit {
        UUID id = claims.subject();
        return new Principal(new Actor.Customer(id, claims.optionalText("name")), id, claims.expiresAt(), false);
    }

    private Customer.Session session(Customer customer) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(lifetime);
        var claims =
                new JWTClaimsSet.Builder().subject(customer.id().toString()).claim("name", customer.name());
        return new Customer.Session(customer, tokens.sign(Tokens.Kind.CUSTOMER, claims, now, expiresAt), expiresAt);
    }
}
