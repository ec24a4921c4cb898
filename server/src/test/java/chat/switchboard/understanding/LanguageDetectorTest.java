package chat.switchboard.understanding;

import static chat.switchboard.understanding.Language.EN;
import static chat.switchboard.understanding.Language.UR;
import static chat.switchboard.understanding.Language.UR_LATN;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
    private final LanguageDetector detector = new LanguageDetector();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN      | Where is my order?",
                "EN      | I want to talk to him about the main hall",
                "EN      | how do I use the app on my par",
                "UR_LATN | mera order kab deliver hoga",
                "UR_LATN | paise wapas chahiye",
                "UR_LATN | app nahi chal rahi hai",
                "UR_LATN | bhai jaldi karo",
                "UR      | میرا آرڈر کہاں ہے",
                "UR      | میرا order کب deliver ہو گا",
                "UR      | refund کب ملے گا",
            })
    void the_language_of_a_message(Language language, String text) {
        assertThat(detector.of(text, EN)).isEqualTo(language);
        assertThat(detector.of(text, UR)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "👍", "???", "order cancel", "refund status", "ok"})
    void what_tells_nothing_is_in_the_language_of_the_conversation(String text) {
        assertThat(detector.of(text, EN)).isEqualTo(EN);
        assertThat(detector.of(text, UR_LATN)).isEqualTo(UR_LATN);
    }

    /// The sets of questions are in known languages.
    @ParameterizedTest
    @ValueSource(strings = {"tuned", "untuned"})
    void questions_of_customers_are_in_their_language(String set) {
        long wrong = QuestionSet.read(set).asked().stream()
                .filter(asked -> switch (asked.kind()) {
                    case TYPO, PARAPHRASE -> detector.of(asked.text(), EN) != EN;
                    case LATN -> detector.of(asked.text(), EN) != UR_LATN;
                    case UR -> detector.of(asked.text(), EN) != UR;
                    case EXACT, OFF -> false;
                })
                .count();
        assertThat(wrong).isLessThanOrEqualTo(3);
    }

    @Test
    void tags_have_regions_or_none() {
        assertThat(Language.ofTag("en-GB")).contains(EN);
        assertThat(Language.ofTag("ur-PK")).contains(UR);
        assertThat(Language.ofTag("ur-Latn-PK")).contains(UR_LATN);
        assertThat(Language.ofTag("de")).isEmpty();
        assertThat(Language.ofTag(null)).isEmpty();
        for (Language each : Language.values())
            assertThat(Language.ofTag(each.tag())).contains(each);
    }

    @Property
    void every_text_has_a_language(@ForAll String text) {
        assertThat(detector.of(text, EN)).isNotNull();
    }
}
