package chat.switchboard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The tables of `protocol/text/`, which the TypeScript client is tested against as well, and what holds for any text.
class TextTest {
    private static final Path TABLES = Path.of("..", "protocol", "text");

    @TestFactory
    Stream<DynamicTest> what_shows_nothing_is_blank() throws IOException {
        return cases(read("blank.json").get("blank"), each -> {
            assertThat(Text.isBlank(text(each))).isTrue();
            assertThat(Text.orNull(text(each))).isNull();
        });
    }

    @TestFactory
    Stream<DynamicTest> what_shows_anything_is_not_blank() throws IOException {
        return cases(read("blank.json").get("visible"), each -> {
            assertThat(Text.isBlank(text(each))).isFalse();
            assertThat(Text.orNull(text(each))).isSameAs(text(each));
        });
    }

    @TestFactory
    Stream<DynamicTest> text_is_cleaned() throws IOException {
        return cases(
                read("clean.json").get("cases"),
                each -> assertThat(Text.clean(pieces(each.get("raw")))).isEqualTo(pieces(each.get("clean"))));
    }

    @TestFactory
    Stream<DynamicTest> a_preview_ends_between_two_characters() throws IOException {
        JsonNode table = read("preview.json");
        int most = table.get("most").intValue();
        return cases(
                table.get("cases"),
                each -> assertThat(Text.preview(pieces(each.get("text")), most))
                        .isEqualTo(pieces(each.get("preview"))));
    }

    @Test
    void clean_text_stays_as_it_is() {
        String text = "Where is my order?\n\tسلام 😀 café";
        assertThat(Text.clean(text)).isSameAs(text);
        assertThat(Text.clean(null)).isNull();
    }

    /// Not in the table: some parsers of JSON refuse the file then.
    @Test
    void half_a_surrogate_pair_is_replaced() {
        assertThat(Text.clean("\uD83Dx\uDE00")).isEqualTo("\uFFFDx\uFFFD");
        assertThat(Text.clean("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void any_text_is_clean_once_it_was_cleaned() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String clean = Text.clean(anyText(random));
            assertThat(Text.clean(clean)).describedAs("seed %d, %d", seed, i).isEqualTo(clean);
            assertThat(Normalizer.isNormalized(clean, Form.NFC))
                    .describedAs("seed %d, %d", seed, i)
                    .isTrue();
            assertThat(clean).describedAs("seed %d, %d", seed, i).doesNotMatch("(?s).*[\\r\\p{Cs}\\p{M}]{31}.*");
        }
    }

    /// So a cap on marks is a cap on what is sorted, whatever the version of Unicode.
    @Test
    void whatever_is_reordered_when_normalised_is_a_mark() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String one = Character.toString(c);
            String before = "\u0345" + one;
            if (!Normalizer.normalize(one, Form.NFD).equals(one)
                    || Normalizer.normalize(before, Form.NFD).equals(before)) continue;
            assertThat(one).describedAs("U+%04X", c).matches("\\p{M}");
        }
    }

    @Test
    void a_cut_text_is_never_longer_than_asked_for() {
        assertThat(Text.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Text.cut("abcdef", 5)).isEqualTo("abcde…");
        assertThat(Text.cut("a" + "\u0301".repeat(50), 10)).isEqualTo("a" + "\u0301".repeat(9) + "…");
    }

    /// Mostly what is awkward.
    private static String anyText(Random random) {
        int[] awkward = {
            'a', 'e', '\n', '\r', 0, 0x85, 0x300, 0x301, 0x323, 0x344, 0x345, 0x34F, 0x9C7, 0x9BE, 0xF73, 0x1100,
            0x1161, 0x11A8, 0x1F82, 0x200D, 0x2028, 0xD800, 0xDC00, 0xFB2C, 0x1D15E, 0x1F3FD, 0x302E
        };
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            int c = random.nextInt(4) == 0
                    ? random.nextInt(Character.MAX_CODE_POINT + 1)
                    : awkward[random.nextInt(awkward.length)];
            text.append(Character.toString(c).repeat(random.nextInt(5) == 0 ? 40 : 1));
        }
        return text.toString();
    }

    private static JsonNode read(String table) throws IOException {
        return new ObjectMapper().readTree(TABLES.resolve(table).toFile());
    }

    private static Stream<DynamicTest> cases(JsonNode list, java.util.function.Consumer<JsonNode> check) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> DynamicTest.dynamicTest(each.get("says").textValue(), () -> check.accept(each)));
    }

    private static String text(JsonNode each) {
        return each.get("text").textValue();
    }

    private static String pieces(JsonNode pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece ->
                text.append(piece.get(0).textValue().repeat(piece.get(1).intValue())));
        return text.toString();
    }
}
