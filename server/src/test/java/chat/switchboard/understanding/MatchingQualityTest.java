package chat.switchboard.understanding;

import static chat.switchboard.understanding.QuestionSet.Kind.LATN;
import static chat.switchboard.understanding.QuestionSet.Kind.PARAPHRASE;
import static chat.switchboard.understanding.QuestionSet.Kind.TYPO;
import static chat.switchboard.understanding.QuestionSet.Kind.UR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How well questions are understood, measured on two desks. `bin/bench bot-quality` writes the figures and what was
/// missed into `docs/bot.md`.
class MatchingQualityTest {
    private static final Path PAGE = Path.of("..", "docs", "bot.md");
    private static final String BEGIN = "<!-- figures: written by bin/bench bot-quality -->";
    private static final String END = "<!-- end of figures -->";

    @TempDir
    static Path folder;

    private static MeaningModel model;

    @BeforeAll
    static void load() {
        model = MeaningModel.load(folder);
    }

    @AfterAll
    static void write() throws IOException {
        if ("write".equals(System.getProperty("switchboard.docs"))) writeFigures();
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tuned", "untuned"})
    void a_desk_with_phrasings_is_understood(String set) {
        Figures figures = Figures.of(QuestionSet.read(set), model);
        assertThat(figures.helped(QuestionSet.Kind.EXACT)).isEqualTo(1);
        assertThat(figures.helped(PARAPHRASE)).as("paraphrases").isGreaterThanOrEqualTo(0.85);
        assertThat(figures.right(PARAPHRASE)).as("answered paraphrases").isGreaterThanOrEqualTo(0.75);
        assertThat(figures.helped(TYPO)).as("typos").isGreaterThanOrEqualTo(0.95);
        assertThat(figures.helped(UR)).as("Urdu").isGreaterThanOrEqualTo(0.85);
        assertThat(figures.helped(LATN)).as("Urdu in Latin letters").isGreaterThanOrEqualTo(0.85);
        assertThat(figures.wrong()).as("wrong answers").isLessThanOrEqualTo(0.05);
        assertThat(figures.answeredOffTopic()).as("answered off topic").isLessThanOrEqualTo(0.03);
    }

    private static void writeFigures() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                PAGE, page.substring(0, begin) + "\n\n" + report() + "\n" + page.substring(page.indexOf(END)));
    }

    private static String report() {
        List<String> lines = new ArrayList<>(List.of(
                "| desk | exact | typos | paraphrases | Urdu | Urdu in Latin letters | wrong | answered off topic |",
                "|---|---|---|---|---|---|---|---|"));
        List<String> misses = new ArrayList<>();
        for (String name : List.of("tuned", "untuned")) {
            QuestionSet set = QuestionSet.read(name);
            Figures full = Figures.of(set, model);
            lines.add(full.row(name));
            lines.add(Figures.of(set.inEnglishOnly(), model).row(name + ", English phrasings only"));
            lines.add(Figures.of(set.withoutPhrasings(), model).row(name + ", no phrasings"));
            misses.add("\nNot understood, " + name + " (" + full.misses().size() + " of "
                    + set.asked().size() + "):\n");
            full.misses().forEach(miss -> misses.add("- " + miss));
        }
        lines.add(cost());
        lines.addAll(misses);
        return String.join("\n", lines) + "\n";
    }

    /// Of the whole process, on whatever machine this is.
    private static String cost() {
        QuestionSet set = QuestionSet.read("untuned");
        QuestionIndex index = QuestionIndex.of(set.questions(), model);
        for (int i = 0; i < 3; i++) set.asked().forEach(asked -> index.match(asked.text()));
        var cpu = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        long before = cpu.getProcessCpuTime();
        for (int i = 0; i < 3; i++) set.asked().forEach(asked -> index.match(asked.text()));
        double each = (cpu.getProcessCpuTime() - before) / 1e6 / 3 / set.asked().size();
        return String.format(Locale.ROOT, "\nCPU time a question, mean of all of them: %.1f ms.", each);
    }
}
