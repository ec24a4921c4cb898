package chat.switchboard.identity;

import chat.switchboard.identity.SessionStore.Session;
import chat.switchboard.kernel.Actor;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The two tokens of a log-in: one that says who somebody is, for minutes, and one that gets the next pair.
final class AccountTokens {
    private final Tokens tokens;
    private final Supplier<IdentitySettings> settings;
    private final Clock clock;

    AccountTokens(Tokens tokens, Supplier<IdentitySettings> settings, Clock clock) {
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /// A session as it begins, or goes on after a refresh.
    Session session(UUID id, UUID accountId, int rotations) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Session(
                id,
                accountId,
                rotations,
                now,
                now.plus(settings.get().session()).truncatedTo(ChronoUnit.SECONDS));
    }

    /// Always the same for the same session: so it can be given twice without being kept.
    String refreshToken(Session session) {
        var claims = new JWTClaimsSet.Builder()
                .subject(session.id().toString())
                .jwtID(Integer.toString(session.rotations()));
        return tokens.sign(Tokens.Kind.REFRESH, claims, session.rotatedAt(), session.expiresAt());
    }

    Optional<UUID> sessionOf(String refreshToken) {
        Optional<Tokens.Read> read = tokens.read(refreshToken, List.of(Tokens.Kind.REFRESH));
        if (read.isEmpty()) return Optional.empty();
        try {
            return Optional.of(read.get().claims().subject());
        } catch (Claims.Unfit _) {
            return Optional.empty();
        }
    }

    /// @param device null for none
    Account.Session grant(Account account, Session session, Account.Device device) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.get().accessToken()).truncatedTo(ChronoUnit.SECONDS);
        var claims = new JWTClaimsSet.Builder()
                .subject(account.id().toString())
                .claim("sid", session.id().toString())
                .claim("role", account.role().wireName())
                .claim("name", account.name())
                .claim("secondFactor", account.secondFactor())
                .claim("asOf", ChronoUnit.MICROS.between(Instant.EPOCH, account.rightsAsOf()))
                .claim(
                        "departments",
                        account.departmentIds().stream().map(UUID::toString).toList());
        String token = tokens.sign(Tokens.Kind.ACCOUNT, claims, now, expiresAt);
        return new Account.Session(account, token, expiresAt, refreshToken(session), session.expiresAt(), device);
    }

    /// Whom an access token names.
    static Principal principal(Claims claims) throws Claims.Unfit {
        return new Principal(
                actor(claims.subject(), claims),
                claims.uuid("sid"),
                claims.expiresAt(),
                claims.flag("secondFactor"),
                claims.time("asOf"));
    }

    private static Actor actor(UUID id, Claims claims) throws Claims.Unfit {
        String name = claims.text("name");
        return switch (claims.text("role")) {
            case "agent" -> new Actor.Agent(id, name, claims.uuids("departments"));
            case "admin" -> new Actor.Admin(id, name);
            case "partner" -> new Actor.Partner(id, name);
            default -> throw new Claims.Unfit("role");
        };
    }

    /// What the database keeps of a token: its reader cannot log in with it.
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
