package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.understanding.Sentiment.Mood;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentLexiconTest {
    private final SentimentLexicon lexicon = new SentimentLexicon();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VERY_NEGATIVE | This is the worst service ever, you are thieves",
                "VERY_NEGATIVE | I am extremely angry and fed up",
                "VERY_NEGATIVE | 😡😡 still waiting",
                "VERY_NEGATIVE | bohat ghatiya service hai, tum log chor ho",
                "VERY_NEGATIVE | آپ کی سروس بہت گھٹیا ہے",
                "NEGATIVE      | I am a bit disappointed",
                "NEGATIVE      | my food was cold and late",
                "NEGATIVE      | this is not good",
                "NEGATIVE      | acha nahi tha",
                "NEGATIVE      | khana kharab tha",
                "NEGATIVE      | کھانا خراب تھا",
                "NEUTRAL       | Where is my order?",
                "NEUTRAL       | mera order kab aayega",
                "NEUTRAL       | میرا آرڈر کہاں ہے",
                "NEUTRAL       | 12345",
                "POSITIVE      | great, thank you so much!",
                "POSITIVE      | not bad",
                "POSITIVE      | bohat acha khana tha, shukriya",
                "POSITIVE      | بہت شکریہ، زبردست",
                "POSITIVE      | 👍",
            })
    void moods(Mood mood, String text) {
        assertThat(lexicon.of(text).mood()).as("%s", lexicon.of(text)).isEqualTo(mood);
    }

    @Property
    void every_text_has_a_score_between_minus_one_and_one(@ForAll String text) {
        assertThat(lexicon.of(text).score()).isBetween(-1.0, 1.0);
        assertThat(lexicon.of(text + " worst worst worst").score()).isLessThanOrEqualTo(1);
    }
}
