package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Because;
import chat.switchboard.kernel.Refusal.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    final PasswordPolicy policy = new PasswordPolicy(8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "kq3n7-wz5tp-8hd2m-xr6vc",
                "tr0ub4dor&3x",
                "92746301",
                "میرا پاس ورڈ لمبا ہے",
                "🐴🔋📎✅🌍🎉🚀🍕",
                "two words",
                "Sana likes mangoes",
            })
    void a_password_may_be_any_text_that_is_long_enough(String password) {
        assertThat(reason(password)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1234567", "sevench", "🐴🔋📎✅🌍🎉🚀", "a\u0001b\u0001c\u0001d\u0001"})
    void a_short_one_is_refused(String password) {
        assertThat(reason(password)).isEqualTo(Because.of(Reason.TOO_SHORT, 8));
    }

    @Test
    void a_very_long_one_is_refused() {
        assertThat(reason("xk".repeat(60) + "yq".repeat(4))).isNull();
        assertThat(reason("xk".repeat(60) + "yq".repeat(5))).isEqualTo(Because.of(Reason.TOO_LONG, 128));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " correct horse",
                "correct horse ",
                "correct horse\n",
                "\tcorrect horse",
                "\u00a0correct horse",
                "correct horse\u200b"
            })
    void one_with_a_blank_around_it_is_refused(String password) {
        assertThat(reason(password)).isEqualTo(Because.of(Reason.OUTER_BLANK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "PASSWORD1",
                "password2026!",
                "P@ssw0rd",
                "p@$$w0rd1",
                "Passw0rd!",
                "12345678",
                "123456789",
                "qwertyuiop",
                "Qwerty123!",
                "1q2w3e4r",
                "iloveyou",
                "Welcome1",
                "Summer2026",
                "letmein1",
                "changeme",
                "admin123",
                "adm1n123",
                "aaaaaaaa",
                "abababab",
                "abcabcabc",
                "87654321",
                "abcdefgh",
                "zyxwvuts",
                "11111111",
                "pakistan123",
                "trustno1",
                "Switchboard1"
            })
    void one_that_would_be_tried_first_is_refused(String password) {
        assertThat(reason(password)).isEqualTo(Because.of(Reason.PASSWORD_COMMON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sana.khan@shop.example", "sana.khan1", "SanaKhan99", "khan12345", "shop2026!", "sana1234"})
    void one_of_the_accounts_own_words_is_refused(String password) {
        assertThat(reason(password)).isEqualTo(Because.of(Reason.PASSWORD_OWN_WORDS));
    }

    private Because reason(String password) {
        return switch (policy.check(password, "sana.khan@shop.example", "Sana Khan")) {
            case Outcome.Done<String> _ -> null;
            case Outcome.Refused<String>(Refusal refusal) -> {
                assertThat(refusal.field()).isEqualTo("password");
                yield refusal.because();
            }
        };
    }
}
