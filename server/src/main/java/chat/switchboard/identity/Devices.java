package chat.switchboard.identity;

import chat.switchboard.kernel.UuidV7;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Devices on which somebody has logged in to an account before. A signed token says so: nothing is stored, and it
/// yields no right but a log-in limit of its own, which strangers cannot use up.
final class Devices {
    private final Tokens tokens;
    private final Supplier<Duration> lifetime;
    private final Clock clock;
    private final UuidV7 ids;

    Devices(Tokens tokens, Supplier<Duration> lifetime, Clock clock) {
        this.tokens = tokens;
        this.lifetime = lifetime;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /// Whether this token was made for any device at a log-in here.
    boolean isKnown(String token) {
        return tokens.read(token, List.of(Tokens.Kind.DEVICE)).isPresent();
    }

    /// The device, if this token was made for it at a log-in to the same account.
    ///
    /// @param token null for none
    Optional<UUID> known(String token, AccountKey account) {
        Optional<Tokens.Read> read = tokens.read(token, List.of(Tokens.Kind.DEVICE));
        if (read.isEmpty()) return Optional.empty();
        try {
            Claims claims = read.get().claims();
            return claims.uuid("account").equals(account.hash()) ? Optional.of(claims.subject()) : Optional.empty();
        } catch (Claims.Unfit _) {
            return Optional.empty();
        }
    }

    /// @param known null for a new one
    Account.Device renewed(UUID known, AccountKey account) {
        UUID id = known == null ? ids.next() : known;
        Instant now = clock.instant();
        Instant expiresAt = now.plus(lifetime.get()).truncatedTo(ChronoUnit.SECONDS);
        var claims = new JWTClaimsSet.Builder()
                .subject(id.toString())
                .claim("account", account.hash().toString());
        return new Account.Device(id, tokens.sign(Tokens.Kind.DEVICE, claims, now, expiresAt), expiresAt);
    }
}
