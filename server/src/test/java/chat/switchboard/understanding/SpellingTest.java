package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "paisay paise pesay pese paisey",
                "kaise kese kesay kaisay",
                "mujhe muje mujhay",
                "nahi nahin",
                "theek teek thik",
                "kahan kaha",
                "jaldi jaldy",
                "wapas vapas",
                "bohot bohott",
                "khana khaana kana",
                "waqt vakt",
            })
    void ways_to_spell_a_word_become_one(String words) {
        assertThat(Arrays.stream(words.split(" ")).map(Spelling::of).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"kab, kahan", "kya, kyun", "mera, mila", "din, den", "number, nazar"})
    void different_words_stay_different(String one, String other) {
        assertThat(Spelling.of(one)).isNotEqualTo(Spelling.of(other));
    }

    /// English and Urdu script of one word.
    @ParameterizedTest
    @CsvSource({
        "warranty, وارنٹی",
        "delivery, ڈیلیوری",
        "refund, ریفنڈ",
        "registration, رجسٹریشن",
        "discount, ڈسکاؤنٹ",
        "voucher, واؤچر",
        "password, پاسورڈ",
        "invoice, انوائس",
        "scholarship, اسکالرشپ",
    })
    void a_word_sounds_alike_in_both_scripts(String latin, String urdu) {
        assertThat(Skeleton.of(Words.joined(urdu))).isEqualTo(Skeleton.of(latin));
    }

    @Property
    void every_word_has_a_spelling_and_a_skeleton(@ForAll String text) {
        for (String word : Words.of(text)) {
            assertThat(Spelling.of(word)).isNotNull();
            assertThat(Skeleton.of(word)).hasSizeLessThanOrEqualTo(word.length() + 5);
            assertThat(Stem.of(word)).isNotEmpty();
            assertThat(Gloss.stem(word)).isNotEmpty();
        }
    }
}
