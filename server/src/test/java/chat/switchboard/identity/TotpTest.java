package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    /// The secret of RFC 6238, appendix B: "12345678901234567890".
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.code(SECRET, seconds / 30)).isEqualTo(code);
    }

    @Test
    void a_code_is_good_for_its_half_minute_and_the_ones_around_it() {
        long then = 1111111111;
        for (long offset : new long[] {-30, 0, 30}) {
            assertThat(Totp.step(SECRET, "050471", Instant.ofEpochSecond(then + offset)))
                    .hasValue(then / 30);
        }
        assertThat(Totp.step(SECRET, "050471", Instant.ofEpochSecond(then + 60)))
                .isEmpty();
        assertThat(Totp.step(SECRET, "٠٥٠٤٧١", Instant.ofEpochSecond(then))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GEZDGNBV",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQO8Q",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQA",
                "١٢٣٤٥٦٧٨١٢٣٤٥٦٧٨",
                "12345678901234567890"
            })
    void a_secret_that_is_not_base_32_or_too_short_is_refused_and_not_quoted(String secret) {
        assertThatThrownBy(() -> Totp.step(secret, "050471", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .satisfies(message -> assertThat(secret.isEmpty() || !message.contains(secret))
                        .isTrue());
    }

    @Test
    void a_secret_may_be_padded_in_small_letters_and_in_groups_as_apps_show_it() {
        assertThat(Totp.code("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", 1)).isEqualTo(Totp.code(SECRET, 1));
        assertThat(Totp.code("GEZDGNBVGY3TQOJQGE======", 1)).isEqualTo(Totp.code("gezdgnbvgy3tqojqge", 1));
    }
}
