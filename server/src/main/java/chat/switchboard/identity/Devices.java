package chat.switchboard.identity;

import chat.switchboard.kernel.UuidV7;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
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

    /// @param factor the fingerprint of the second factor that was shown on it; null where none was
    record Known(UUID id, String factor) {
        /// A device has the places of its own for guesses only of a factor that it has shown: anybody with the password
        /// may have made devices by the thousand before there was one.
        boolean hasShown(String totpSecret) {
            return fingerprint(totpSecret).equals(factor);
        }
    }

    /// Whether this token was made for any device at a log-in here.
    boolean isKnown(String token) {
        return tokens.read(token, List.of(Tokens.Kind.DEVICE)).isPresent();
    }

    /// The device, if this token was made for it at a log-in to the same account.
    ///
    /// @param token null for none
    Optional<Known> known(String token, AccountKey account) {
        Optional<Tokens.Read> read = tokens.read(token, List.of(Tokens.Kind.DEVICE));
        if (read.isEmpty()) return Optional.empty();
        try {
            Claims claims = read.get().claims();
            return claims.uuid("account").equals(account.hash())
                    ? Optional.of(new Known(claims.subject(), claims.optionalText("factor")))
                    : Optional.empty();
        } catch (Claims.Unfit _) {
            return Optional.empty();
        }
    }

    /// @param known null for a new one
    /// @param totpSecret that was shown; null for none
    Account.Device renewed(Known known, AccountKey account, String totpSecret) {
        UUID id = known == null ? ids.next() : known.id;
        Instant now = clock.instant();
        Instant expiresAt = now.plus(lifetime.get()).truncatedTo(ChronoUnit.SECONDS);
        var claims = new JWTClaimsSet.Builder()
                .subject(id.toString())
                .claim("account", account.hash().toString())
                .claim("factor", totpSecret == null ? null : fingerprint(totpSecret));
        return new Account.Device(id, tokens.sign(Tokens.Kind.DEVICE, claims, now, expiresAt), expiresAt);
    }

    /// The secret has 80 bits or more, so nobody finds it by trying.
    private static String fingerprint(String totpSecret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(AccountTokens.hash("factor\n" + totpSecret));
    }
}
