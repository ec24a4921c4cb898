package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where's my ORDER?!            | wheres my order",
                "don’t                         | dont",
                "ｆｕｌｌ ｗｉｄｔｈ                | full width",
                "zero\u200Bwidth soft\u00ADhyphen | zerowidth softhyphen",
                "Crème brûlée                  | creme brulee",
                "كيا يہ کھانا ہے               | کیا یہ کہانا ہے",
                "آرڈَر                         | ارڈر",
                "لئے لیے                       | لیے لیے",
                "میں مین                       | مین مین",
                "۱۲۳ ٤٥٦ 789                   | 123 456 789",
                "آرڈرcancel                    | ارڈر cancel",
                "great 👍🏽 job                  | great job",
            })
    void what_looks_alike_becomes_alike(String text, String words) {
        assertThat(Words.joined(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null", "''", "' '", "?!…", "👍👍", "\u200B\u200F"})
    void what_has_no_words_has_none(String text) {
        assertThat(Words.of(text)).isEmpty();
    }

    @Test
    void only_the_beginning_is_read() {
        assertThat(Words.of("word ".repeat(5_000))).hasSize(Words.LONGEST / 5);
        assertThat(Words.of("ﷺ".repeat(5_000))).allMatch(word -> word.length() <= 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ﷺ", "a ", "1 ", "aک", "ک", "a\u0301", "😡", "!?", "㍿ ", "½ "})
    void however_it_is_written_little_is_left_to_work_on(String part) {
        List<String> words = Words.of(part.repeat(5_000));
        assertThat(words).hasSizeLessThanOrEqualTo(Words.MOST);
        assertThat(String.join("", words).length()).isLessThanOrEqualTo(Words.LONGEST);
    }

    @Property
    void no_text_is_refused_and_words_are_words_again(@ForAll String text) {
        List<String> words = Words.of(text);
        assertThat(words).allMatch(word -> !word.isBlank() && word.length() <= 41);
        assertThat(Words.of(String.join(" ", words.stream().limit(5).toList()))).isNotNull();
    }
}
