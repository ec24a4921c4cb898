package chat.switchboard.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionIndexTest {
    private static final Question ORDER = question("Where is my order?", "order kahan hai", "میرا آرڈر کہاں ہے");
    private static final Question REFUND = question("How do I get a refund?", "money back", "paise wapas chahiye");
    private static final Question PASSWORD = question("I forgot my password");

    @TempDir
    static Path folder;

    private static MeaningModel model;
    private static QuestionIndex index;

    @BeforeAll
    static void load() {
        model = MeaningModel.load(folder);
        index = QuestionIndex.of(List.of(ORDER, REFUND, PASSWORD), model);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Where is my order?", "where is MY order", "  Where is my order!!! ", "ميرا آرڈر كہاں ہے؟"})
    void a_phrasing_letter_for_letter_is_certain(String text) {
        assertThat(index.match(text).ranked()).singleElement().satisfies(best -> {
            assertThat(best.id()).isEqualTo(ORDER.id());
            assertThat(best.score()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"wheere is my ordr", "ordar kahaan hai", "pleaseeee where is my order"})
    void a_slip_of_the_finger_is_almost_certain(String text) {
        Ranked best = index.match(text).best().orElseThrow();
        assertThat(best.id()).isEqualTo(ORDER.id());
        assertThat(best.score()).isGreaterThan(0.9).isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"پاس ورڈ بھول گیا ہوں", "password yaad nahi", "how can I reset my passcode"})
    void a_question_in_english_alone_is_found_in_any_language(String text) {
        assertThat(index.match(text).best().orElseThrow().id()).isEqualTo(PASSWORD.id());
        assertThat(index.match(text).offTopic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "???", "👍", "12345678", "hello", "thank you", "salam", "what is the weather today"})
    void what_asks_nothing_is_off_topic(String text) {
        assertThat(index.match(text).offTopic()).isTrue();
    }

    @Test
    void ranked_are_at_most_three_different_ones_best_first() {
        List<Ranked> ranked =
                index.match("I cannot find what I bought and want my money").ranked();
        assertThat(ranked).hasSize(3);
        assertThat(ranked).extracting(Ranked::id).doesNotHaveDuplicates();
        assertThat(ranked).extracting(Ranked::score).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    void the_same_text_is_matched_the_same_every_time() {
        String text = "still waiting for my food";
        assertThat(index.match(text)).isEqualTo(index.match(text));
        QuestionIndex again = QuestionIndex.of(List.of(ORDER, REFUND, PASSWORD), model);
        assertThat(again.match(text)).isEqualTo(index.match(text));
    }

    @Test
    void an_index_of_nothing_needs_no_model() {
        try (MeaningModel unused = MeaningModel.load(folder.resolve("unused"))) {
            assertThat(QuestionIndex.of(List.of(), unused).match("anything").ranked())
                    .isEmpty();
            assertThat(folder.resolve("unused")).doesNotExist();
        }
    }

    @Test
    void without_a_model_words_are_compared() {
        MeaningModel closed = MeaningModel.load(folder.resolve("closed"));
        closed.close();
        QuestionIndex words = QuestionIndex.of(List.of(ORDER, REFUND, PASSWORD), closed);
        assertThat(words.match("password reset").best().orElseThrow().id()).isEqualTo(PASSWORD.id());
        assertThat(closed.fault()).isPresent();
    }

    /// Whatever somebody pastes: any characters, any length.
    @Test
    void no_text_is_refused() {
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String text = random(random);
            assertThat(index.match(text).ranked())
                    .as("seed %d, text %d", seed, i)
                    .hasSizeLessThanOrEqualTo(3);
        }
        assertThat(index.match("order ".repeat(5_000)).best()).isPresent();
        assertThat(index.match("ﷺ".repeat(5_000)).ranked()).hasSizeLessThanOrEqualTo(3);
    }

    private static String random(Random random) {
        String letters = "abc xyz order ?!.,'\u200B\u0301\uD83D\uDE00\uD800 آرڈر کب ہے ۱۲۳ 中文 हिन्दी";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(1_000);
        for (int i = 0; i < length; i++)
            text.append(
                    random.nextInt(4) == 0
                            ? (char) random.nextInt(0x10000)
                            : letters.charAt(random.nextInt(letters.length())));
        return text.toString();
    }

    private static Question question(String question, String... phrasings) {
        return new Question(
                UUID.nameUUIDFromBytes(question.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Language.EN,
                question,
                List.of(phrasings));
    }
}
