package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.TestClock;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokensTest {
    final TestClock clock = new TestClock();
    final Secret secret = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
    final Tokens tokens = new Tokens(secret, clock);

    @ParameterizedTest
    @EnumSource
    void a_token_of_one_kind_is_never_taken_for_another(Tokens.Kind kind) {
        var others = EnumSet.complementOf(EnumSet.of(kind));
        assertThat(tokens.read(good(kind), List.of(kind))).isPresent();
        assertThat(tokens.read(good(kind), List.copyOf(others))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_token_that_lies_about_its_kind_fails_its_signature(Tokens.Kind kind) throws Exception {
        for (Tokens.Kind other : EnumSet.complementOf(EnumSet.of(kind))) {
            assertThat(tokens.read(forged(other, kind), List.of(other))).isEmpty();
        }
    }

    @Test
    void a_token_of_another_installation_is_refused() {
        byte[] theirs = new byte[32];
        theirs[0] = 1;
        var elsewhere = new Tokens(Secret.of(Base64.getEncoder().encodeToString(theirs)), clock);
        String foreign = elsewhere.sign(
                Tokens.Kind.CUSTOMER, claims(), clock.instant(), clock.instant().plusSeconds(60));
        assertThat(tokens.read(foreign, List.of(Tokens.Kind.CUSTOMER))).isEmpty();
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        var unsigned = new PlainJWT(claims().build()).serialize();
        assertThat(tokens.read(unsigned, List.of(Tokens.Kind.values()))).isEmpty();
    }

    @Test
    void a_token_is_good_until_its_end() {
        String token = good(Tokens.Kind.CUSTOMER);
        clock.advance(Duration.ofSeconds(59));
        assertThat(tokens.read(token, List.of(Tokens.Kind.CUSTOMER))).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(token, List.of(Tokens.Kind.CUSTOMER))).isEmpty();
    }

    @Property
    void any_text_is_refused_without_a_fault(@ForAll String text) {
        assertThat(tokens.read(text, List.of(Tokens.Kind.values()))).isEmpty();
    }

    @Property
    void any_three_parts_are_refused_without_a_fault(@ForAll String header, @ForAll String payload) {
        assertThat(tokens.read(part(header) + "." + part(payload) + "." + part(payload), List.of(Tokens.Kind.values())))
                .isEmpty();
    }

    @Property
    void a_token_with_one_character_changed_is_refused(@ForAll int position, @ForAll char replacement) {
        String token = good(Tokens.Kind.ACCOUNT);
        var changed = new StringBuilder(token);
        int at = Math.floorMod(position, token.length() - 1);
        changed.setCharAt(at, replacement);
        boolean same = changed.charAt(at) == token.charAt(at);
        assertThat(tokens.read(changed.toString(), List.of(Tokens.Kind.ACCOUNT)).isPresent())
                .isEqualTo(same);
    }

    private String good(Tokens.Kind kind) {
        return tokens.sign(kind, claims(), clock.instant(), clock.instant().plusSeconds(60));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().subject("0198c0de-0009-7000-8000-000000000001");
    }

    /// Says it is `claimed`, to the letter, but is signed with the key of `real`.
    private String forged(Tokens.Kind claimed, Tokens.Kind real) throws Exception {
        String kind = claimed.name().toLowerCase(java.util.Locale.ROOT);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType(kind + "+jwt"))
                        .build(),
                claims().issuer("switchboard")
                        .audience("switchboard:" + kind)
                        .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                        .build());
        jwt.sign(new MACSigner(secret.keyFor("token " + real.name().toLowerCase(java.util.Locale.ROOT))));
        return jwt.serialize();
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
