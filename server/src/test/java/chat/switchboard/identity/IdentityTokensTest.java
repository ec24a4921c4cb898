package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is believed of a host, and each way to be fooled. Tokens are put together by hand: no library would write most
/// of them.
class IdentityTokensTest {
    private static final String SECRET = "sbi_" + "s".repeat(43);
    private static final String OTHER = "sbi_" + "o".repeat(43);
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final long T = NOW.getEpochSecond();
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    @Test
    void a_token_says_who_the_visitor_is() {
        String token = signed(HS256, claims("""
                "sub":"user-7","name":"عائشہ","email":"ayesha@shop.example","phone":"+92 300 1234567","locale":"ur-PK\""""), SECRET);
        assertThat(IdentityTokens.read(token, List.of(OTHER, SECRET), NOW))
                .isEqualTo(Outcome.done(new IdentityTokens.Visitor(
                        "user-7", "عائشہ", "ayesha@shop.example", "+92 300 1234567", "ur-PK")));
    }

    @Test
    void a_minute_is_forgiven_for_clocks_that_differ() {
        assertThat(read(signed(times(T + 59, T + 600)))).isNull();
        assertThat(read(signed(times(T + 61, T + 600)))).isEqualTo(Reason.IDENTITY_TOKEN_INVALID);
        assertThat(read(signed(times(T - 600, T - 59)))).isNull();
        assertThat(read(signed(times(T - 600, T - 60)))).isEqualTo(Reason.IDENTITY_TOKEN_EXPIRED);
        assertThat(read(signed(times(T, T + 3600)))).isNull();
        assertThat(read(signed(times(T, T + 3601)))).isEqualTo(Reason.IDENTITY_TOKEN_INVALID);
    }

    /// That it was right once is said only of one that was.
    @Test
    void an_ended_token_of_another_signature_is_only_wrong() {
        assertThat(read(signed(HS256, times(T - 600, T - 300), OTHER))).isEqualTo(Reason.IDENTITY_TOKEN_INVALID);
    }

    @Test
    void no_attack_is_believed() throws Exception {
        attacks()
                .forEach((attack, token) -> assertThat(read(token))
                        .describedAs(attack)
                        .isIn(Reason.IDENTITY_TOKEN_INVALID, Reason.IDENTITY_TOKEN_EXPIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "iat", "exp", "nbf", "name", "email", "phone", "locale"})
    void a_claim_of_another_type_is_refused(String claim) {
        for (String value :
                List.of("true", "[]", "{}", "[\"x\"]", claim.matches("iat|exp|nbf") ? "\"" + T + "\"" : "7")) {
            Map<String, String> claims = usual();
            claims.put(claim, value);
            assertThat(read(signed(json(claims))))
                    .describedAs(claim + " = " + value)
                    .isEqualTo(Reason.IDENTITY_TOKEN_INVALID);
        }
    }

    private static Map<String, String> attacks() throws Exception {
        String good = signed(json(usual()));
        String[] parts = good.split("\\.");
        String body = json(usual());
        Map<String, String> attacks = new LinkedHashMap<>();
        attacks.put("nothing", "");
        attacks.put("dots", "..");
        attacks.put("no token", "hello");
        attacks.put("alg none", base64("{\"alg\":\"none\"}") + "." + base64(body) + ".");
        attacks.put("alg None", base64("{\"alg\":\"None\"}") + "." + base64(body) + ".");
        attacks.put("alg none, signed", signed("{\"alg\":\"none\"}", body, SECRET));
        attacks.put("no alg", signed("{\"typ\":\"JWT\"}", body, SECRET));
        attacks.put("alg hs256", signed("{\"alg\":\"hs256\"}", body, SECRET));
        attacks.put("alg HS512 by HS256", signed("{\"alg\":\"HS512\"}", body, SECRET));
        attacks.put("alg RS256 by HS256", signed("{\"alg\":\"RS256\"}", body, SECRET));
        attacks.put("alg RS256", rsa(body));
        attacks.put("alg is a list", signed("{\"alg\":[\"HS256\"]}", body, SECRET));
        attacks.put(
                "a key of its own",
                signed("{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}", body, OTHER));
        attacks.put("critical header", signed("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}", body, SECRET));
        attacks.put("another site's secret", signed(HS256, body, OTHER));
        attacks.put("no signature", parts[0] + "." + parts[1] + ".");
        attacks.put("half a signature", good.substring(0, good.length() - 20));
        attacks.put("another's claims", parts[0] + "." + base64(claims("\"sub\":\"victim\"")) + "." + parts[2]);
        attacks.put("five parts", good + ".x.y");
        attacks.put("claims are no object", signed("[1]"));
        attacks.put("claims are no JSON", signed("hello"));
        attacks.put("claims are nothing", signed(""));
        attacks.put("8 KB", signed(json(with("pad", "\"" + "x".repeat(8000) + "\""))));
        attacks.put(
                "deep header",
                signed("{\"alg\":\"HS256\",\"x\":" + "[".repeat(1200) + "]".repeat(1200) + "}", body, OTHER));
        attacks.put("expired", signed(times(T - 3000, T - 100)));
        attacks.put("no exp", signed("{\"sub\":\"a\",\"iat\":" + T + "}"));
        attacks.put("no iat", signed("{\"sub\":\"a\",\"exp\":" + (T + 60) + "}"));
        attacks.put("no sub", signed("{\"iat\":" + T + ",\"exp\":" + (T + 60) + "}"));
        attacks.put("future iat", signed(times(T + 600, T + 1200)));
        attacks.put("future nbf", signed(json(with("nbf", Long.toString(T + 600)))));
        attacks.put("for a day", signed(times(T, T + 86_400)));
        attacks.put("ends before it begins", signed(times(T, T - 10)));
        attacks.put("endless", signed("{\"sub\":\"a\",\"iat\":" + T + ",\"exp\":1e400}"));
        attacks.put("beyond all time", signed("{\"sub\":\"a\",\"iat\":" + T + ",\"exp\":9223372036854775807}"));
        attacks.put("negative", signed("{\"sub\":\"a\",\"iat\":-5,\"exp\":-1}"));
        attacks.put("sub null", signed(json(with("sub", "null"))));
        attacks.put("sub empty", signed(json(with("sub", "\"\""))));
        attacks.put("sub blank", signed(json(with("sub", "\" \\u200b\""))));
        attacks.put("sub of 300", signed(json(with("sub", "\"" + "x".repeat(300) + "\""))));
        attacks.put("sub with NUL", signed(json(with("sub", "\"user\\u0000-7\""))));
        attacks.put("sub decomposed", signed(json(with("sub", "\"e\\u0301\""))));
        attacks.put("sub half a pair", signed(json(with("sub", "\"\\ud83d\""))));
        attacks.put("name of 300", signed(json(with("name", "\"" + "x".repeat(300) + "\""))));
        attacks.put("no e-mail address", signed(json(with("email", "\"ayesha\""))));
        attacks.put("no language", signed(json(with("locale", "\"../etc\""))));
        return attacks;
    }

    /// Null: believed.
    private static Reason read(String token) {
        return switch (IdentityTokens.read(token, List.of(SECRET), NOW)) {
            case Outcome.Done<IdentityTokens.Visitor> _ -> null;
            case Outcome.Refused<IdentityTokens.Visitor>(Refusal refusal) -> {
                assertThat(refusal.field()).isEqualTo("identityToken");
                yield refusal.because().reason();
            }
        };
    }

    private static Map<String, String> usual() {
        return with("sub", "\"user-7\"");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> claims = new LinkedHashMap<>(
                Map.of("sub", "\"user-7\"", "iat", Long.toString(T), "exp", Long.toString(T + 600)));
        claims.put(name, value);
        return claims;
    }

    private static String json(Map<String, String> claims) {
        StringBuilder json = new StringBuilder();
        claims.forEach((name, value) -> json.append(json.isEmpty() ? "{" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        return json.append('}').toString();
    }

    private static String claims(String more) {
        return "{\"iat\":%d,\"exp\":%d,%s}".formatted(T, T + 600, more);
    }

    private static String times(long begin, long end) {
        return "{\"sub\":\"a\",\"iat\":%d,\"exp\":%d}".formatted(begin, end);
    }

    private static String signed(String claims) {
        return signed(HS256, claims, SECRET);
    }

    static String signed(String header, String claims, String secret) {
        try {
            String content = base64(header) + "." + base64(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rsa(String claims) throws Exception {
        var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String content = base64("{\"alg\":\"RS256\"}") + "." + base64(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + base64(signature.sign());
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
