package chat.switchboard.identity;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a site's own server says of its visitor: a JWT (RFC 7519) under HMAC-SHA256 with the site's secret, and under
/// nothing else. `docs/identity.md` says what must be in it.
final class IdentityTokens {
    static final Duration LONGEST_LIFE = Duration.ofHours(1);
    /// By which two clocks may differ.
    static final Duration SKEW = Duration.ofMinutes(1);

    private static final String FIELD = "identityToken";
    private static final int MOST_CHARACTERS = 4 * 1024;
    private static final int MOST_IN_SUBJECT = 200;
    private static final int MOST_IN_NAME = 100;
    private static final int MOST_IN_EMAIL = 254;
    private static final int MOST_IN_PHONE = 40;
    private static final int MOST_IN_LOCALE = 35;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    /// The end of the year 9999.
    private static final double LAST_SECOND = 253_402_300_799d;

    /// Why a token is not believed, more exactly than anybody is told.
    private static final class Unfit extends Exception {
        Unfit(String claim) {
            super(claim, null, false, false);
        }
    }

    /// All but the subject may be null.
    record Visitor(String subject, String name, String email, String phone, String locale) {}

    private IdentityTokens() {}

    /// Who the visitor is; refuses with one reason for whatever is wrong, and with another what was right but has
    /// ended.
    ///
    /// @param secrets any of them may have signed it
    static Outcome<Visitor> read(String token, List<String> secrets, Instant now) {
        try {
            Map<String, Object> claims = verified(token, secrets);
            Instant end = time(claims, "exp");
            Visitor visitor = visitor(claims, end, now);
            return end.plus(SKEW).isAfter(now) ? Outcome.done(visitor) : refused(Reason.IDENTITY_TOKEN_EXPIRED);
        } catch (Unfit | ParseException | JOSEException | IllegalArgumentException _) {
            return refused(Reason.IDENTITY_TOKEN_INVALID);
        }
    }

    private static Map<String, Object> verified(String token, List<String> secrets)
            throws ParseException, JOSEException, Unfit {
        if (token.length() > MOST_CHARACTERS) throw new Unfit("length");
        SignedJWT jwt = SignedJWT.parse(token);
        if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())) throw new Unfit("alg");
        for (String secret : secrets)
            if (jwt.verify(new MACVerifier(secret.getBytes(StandardCharsets.UTF_8)))) {
                Map<String, Object> claims = jwt.getPayload().toJSONObject();
                if (claims == null) throw new Unfit("payload");
                return claims;
            }
        throw new Unfit("signature");
    }

    private static Visitor visitor(Map<String, Object> claims, Instant end, Instant now) throws Unfit {
        Instant begin = time(claims, "iat");
        if (begin.isAfter(now.plus(SKEW))) throw new Unfit("iat");
        if (claims.get("nbf") != null && time(claims, "nbf").isAfter(now.plus(SKEW))) throw new Unfit("nbf");
        if (!end.isAfter(begin) || end.isAfter(begin.plus(LONGEST_LIFE))) throw new Unfit("exp");
        String subject = text(claims, "sub", MOST_IN_SUBJECT);
        if (subject == null) throw new Unfit("sub");
        return new Visitor(
                subject,
                text(claims, "name", MOST_IN_NAME),
                matching(EMAIL, text(claims, "email", MOST_IN_EMAIL)),
                text(claims, "phone", MOST_IN_PHONE),
                matching(LOCALE, text(claims, "locale", MOST_IN_LOCALE)));
    }

    /// Null where there is none. What would have to be cleaned is refused: two subjects must not become one.
    private static String text(Map<String, Object> claims, String name, int most) throws Unfit {
        Object value = claims.get(name);
        if (value == null) return null;
        if (!(value instanceof String text)
                || Text.isBlank(text)
                || Text.isLonger(text, most)
                || !Text.clean(text).equals(text)) throw new Unfit(name);
        return text;
    }

    private static String matching(Pattern pattern, String text) throws Unfit {
        if (text != null && !pattern.matcher(text).matches()) throw new Unfit(pattern.pattern());
        return text;
    }

    private static Instant time(Map<String, Object> claims, String name) throws Unfit {
        if (!(claims.get(name) instanceof Number seconds)) throw new Unfit(name);
        double value = seconds.doubleValue();
        if (!(value >= 0 && value <= LAST_SECOND)) throw new Unfit(name);
        return Instant.ofEpochMilli((long) (value * 1000));
    }

    private static <T> Outcome<T> refused(Reason reason) {
        return Outcome.refused(Refusal.invalid(FIELD, reason));
    }
}
