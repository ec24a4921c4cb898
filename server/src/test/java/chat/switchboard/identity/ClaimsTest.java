package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.postgres.TestPostgres;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tokens signed with our key that do not say what they should: each claim missing, and of every wrong type.
class ClaimsTest {
    static final TestPostgres postgres = TestPostgres.fresh();
    static final TestClock clock = new TestClock();
    static final Secret SECRET = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    static final List<Object> WRONG = Arrays.asList(
            null, "", "x", 1, -1L, Long.MAX_VALUE, 1.5, true, List.of(), List.of(1), Map.of("a", 1), "\u0000");
    static final Identity identity =
            Identity.start(postgres.requests(), postgres.jobs(), SECRET, TestSettings::identity, clock);

    @AfterAll
    static void drop() {
        identity.close();
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_token_that_lacks_a_claim_is_refused_and_no_fault(Tokens.Kind kind) throws Exception {
        Map<String, Object> whole = claims(kind);
        for (String claim : whole.keySet()) {
            for (Object wrong : WRONG) {
                if (fits(kind, claim, wrong)) continue;
                Map<String, Object> broken = new HashMap<>(whole);
                broken.put(claim, wrong);
                refused(kind, sign(kind, broken), claim + " = " + wrong);
            }
        }
    }

    /// Not wrong for this one.
    private static boolean fits(Tokens.Kind kind, String claim, Object value) {
        return switch (claim) {
            case "name" -> value instanceof String || value == null && kind == Tokens.Kind.CUSTOMER;
            case "asOf" -> value instanceof Number;
            case "departments" -> List.of().equals(value);
            default -> false;
        };
    }

    @Test
    void the_whole_token_is_good() throws Exception {
        assertThat(identity.authenticate(sign(Tokens.Kind.ACCOUNT, claims(Tokens.Kind.ACCOUNT))))
                .isInstanceOf(Outcome.Done.class);
        assertThat(identity.authenticate(sign(Tokens.Kind.CUSTOMER, claims(Tokens.Kind.CUSTOMER))))
                .isInstanceOf(Outcome.Done.class);
    }

    private static void refused(Tokens.Kind kind, String token, String what) {
        switch (kind) {
            case CUSTOMER, ACCOUNT -> unauthenticated(identity.authenticate(token), what);
            case REFRESH -> unauthenticated(identity.refresh(token, Account.Client.at("192.0.2.1")), what);
            case DEVICE ->
                unauthenticated(
                        identity.logIn(new Account.Credentials(
                                "nobody@example.com", "wrong", null, new Account.Client("192.0.2.1", null, token))),
                        what);
        }
    }

    private static void unauthenticated(Outcome<?> outcome, String what) {
        assertThat(outcome).as(what).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<?>) outcome).refusal().code()).as(what).isEqualTo(Code.UNAUTHENTICATED);
    }

    private static Map<String, Object> claims(Tokens.Kind kind) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "switchboard");
        claims.put("aud", "switchboard:" + kind.name().toLowerCase(Locale.ROOT));
        claims.put("sub", UUID.randomUUID().toString());
        claims.put("exp", clock.instant().getEpochSecond() + 60);
        switch (kind) {
            case CUSTOMER -> claims.put("name", "Ali");
            case ACCOUNT -> {
                claims.put("sid", UUID.randomUUID().toString());
                claims.put("role", "agent");
                claims.put("name", "Sana");
                claims.put("asOf", 1L);
                claims.put("departments", List.of(RunningServer.CUSTOMER_CARE.toString()));
            }
            case REFRESH -> {}
            case DEVICE -> claims.put("account", UUID.randomUUID().toString());
        }
        return claims;
    }

    private static String sign(Tokens.Kind kind, Map<String, Object> claims) throws Exception {
        String name = kind.name().toLowerCase(Locale.ROOT);
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType(name + "+jwt"))
                .build();
        var payload = JSONObjectUtils.toJSONString(claims);
        var jws = new JWSObject(header, new Payload(payload));
        jws.sign(new MACSigner(SECRET.keyFor("token " + name)));
        return jws.serialize();
    }
}
