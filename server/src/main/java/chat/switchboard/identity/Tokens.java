package chat.switchboard.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signs and reads tokens: JWTs under HMAC-SHA256.
///
/// Each kind has its own key, its own `typ` and its own audience; the header only says which key to try, so a token
/// that lies about its kind fails its signature.
final class Tokens {
    private static final String ISSUER = "switchboard";
    /// The longest header line the server reads; nothing longer can be ours.
    private static final int MOST_CHARACTERS = 8 * 1024;

    enum Kind {
        CUSTOMER,
        ACCOUNT,
        REFRESH,
        DEVICE;

        private final JOSEObjectType type = new JOSEObjectType(name().toLowerCase(java.util.Locale.ROOT) + "+jwt");
        private final String audience = ISSUER + ":" + name().toLowerCase(java.util.Locale.ROOT);
    }

    record Read(Kind kind, Claims claims) {}

    private record Key(JWSHeader header, MACSigner signer, MACVerifier verifier) {}

    private final Map<Kind, Key> keys = new EnumMap<>(Kind.class);
    private final Clock clock;

    Tokens(Secret secret, Clock clock) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            keys.put(kind, key(kind, secret));
        }
    }

    /// The same token for the same arguments.
    String sign(Kind kind, JWTClaimsSet.Builder claims, Instant issuedAt, Instant expiresAt) {
        Key key = keys.get(kind);
        var jwt = new SignedJWT(
                key.header,
                claims.issuer(ISSUER)
                        .audience(kind.audience)
                        .issueTime(Date.from(issuedAt))
                        .expirationTime(Date.from(expiresAt))
                        .build());
        try {
            jwt.sign(key.signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    /// The claims of a token of one of these kinds that we signed and that has not ended.
    Optional<Read> read(String token, List<Kind> accepted) {
        if (token == null || token.length() > MOST_CHARACTERS) return Optional.empty();
        try {
            var jwt = SignedJWT.parse(token);
            for (Kind kind : accepted) {
                if (kind.type.equals(jwt.getHeader().getType())) return verified(kind, jwt);
            }
            return Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<Read> verified(Kind kind, SignedJWT jwt) throws JOSEException, ParseException {
        if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())) return Optional.empty();
        if (!jwt.verify(keys.get(kind).verifier)) return Optional.empty();
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        boolean good = ISSUER.equals(claims.getIssuer())
                && claims.getAudience().contains(kind.audience)
                && claims.getExpirationTime() != null
                && claims.getExpirationTime().toInstant().isAfter(clock.instant());
        return good ? Optional.of(new Read(kind, new Claims(claims))) : Optional.empty();
    }

    private static Key key(Kind kind, Secret secret) {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(kind.type).build();
        var key = secret.keyFor("token " + kind.name().toLowerCase(java.util.Locale.ROOT));
        try {
            return new Key(header, new MACSigner(key), new MACVerifier(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
