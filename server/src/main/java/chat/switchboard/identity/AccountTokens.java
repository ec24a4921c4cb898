package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.UuidV7;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The two tokens of a log-in: one that says who somebody is, for minutes, and one that gets the next pair.
final class AccountTokens {
    private final Tokens tokens;
    private final IdentitySettings settings;
    private final Clock clock;
    private final UuidV7 ids;

    /// @param hash what the database keeps: a reader of the database cannot log in with it
    record Refresh(String token, byte[] hash, Instant expiresAt) {}

    /// What an access token says.
    ///
    /// @param accountAsOf when the account was last changed when the token was made
    record Access(Principal principal, UUID accountId, Instant accountAsOf) {}

    AccountTokens(Tokens tokens, IdentitySettings settings, Clock clock) {
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    Refresh refresh(UUID sessionId) {
        Instant expiresAt = clock.instant().plus(settings.session()).truncatedTo(ChronoUnit.SECONDS);
        var claims = new JWTClaimsSet.Builder()
                .subject(sessionId.toString())
                .jwtID(ids.next().toString());
        String token = tokens.sign(Tokens.Kind.REFRESH, claims, expiresAt);
        return new Refresh(token, hash(token), expiresAt);
    }

    Optional<UUID> sessionOf(String refreshToken) {
        return tokens.read(refreshToken, List.of(Tokens.Kind.REFRESH))
                .map(read -> UUID.fromString(read.claims().getSubject()));
    }

    Account.Session session(Account account, UUID sessionId, Refresh refresh) {
        Instant expiresAt = clock.instant().plus(settings.accessToken()).truncatedTo(ChronoUnit.SECONDS);
        var claims = new JWTClaimsSet.Builder()
                .subject(account.id().toString())
                .claim("sid", sessionId.toString())
                .claim("role", account.role().wireName())
                .claim("name", account.name())
                .claim("asOf", ChronoUnit.MICROS.between(Instant.EPOCH, account.updatedAt()))
                .claim(
                        "departments",
                        account.departmentIds().stream().map(UUID::toString).toList());
        String token = tokens.sign(Tokens.Kind.ACCOUNT, claims, expiresAt);
        return new Account.Session(account, token, expiresAt, refresh.token(), refresh.expiresAt());
    }

    static Access access(JWTClaimsSet claims) throws ParseException {
        UUID id = UUID.fromString(claims.getSubject());
        Set<UUID> departments = claims.getStringListClaim("departments").stream()
                .map(UUID::fromString)
                .collect(Collectors.toSet());
        String name = claims.getStringClaim("name");
        Actor actor = switch (Account.Role.of(claims.getStringClaim("role"))) {
            case AGENT -> new Actor.Agent(id, name, departments);
            case ADMIN -> new Actor.Admin(id, name);
            case PARTNER -> new Actor.Partner(id, name);
        };
        var principal = new Principal(
                actor,
                UUID.fromString(claims.getStringClaim("sid")),
                claims.getExpirationTime().toInstant());
        return new Access(principal, id, Instant.EPOCH.plus(claims.getLongClaim("asOf"), ChronoUnit.MICROS));
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
