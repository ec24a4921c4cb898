package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The domain has no English: what people read is made from text templates, by language.
///
/// A string of two words or more may only be SQL (in a class that speaks it), a line of the log, the message of an
/// exception, what a setting says of itself, a name that nobody translates, or what a key is derived from. Not held
/// to it: the edges, which may refuse in English what no person sends; `settings`, which speaks to the operator at the
/// start; and what is read from JSON before it is known whose it is (`contract`, `wire`, `escalation`).
class NoSentencesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "chat", "switchboard");
    private static final Pattern COMMENT_OR_TEXT_BLOCK =
            Pattern.compile("\"\"\".*?\"\"\"|(?m:^\\s*///?.*$)|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern TWO_WORDS = Pattern.compile("\\p{L}{2,}[,:;.]? \\p{L}{2,}");
    private static final Pattern FOR_OPERATORS =
            Pattern.compile("LOG\\.|\\b\\w*Exception\\(|super\\(|@Setting\\(|\\.textFor\\(");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit",
                "configuration",
                "conversation",
                "desk",
                "identity",
                "insight",
                "languagemodel",
                "ledger",
                "limit",
                "presence",
                "queue",
                "scheduler",
                "setup",
                "site",
                "texts"
            })
    void no_sentence_is_data(String feature) {
        assertThat(sentences(SOURCES.resolve(feature))).isEmpty();
    }

    @Test
    void a_sentence_is_found() {
        assertThat(sentencesIn("return \"You are next.\";")).hasSize(1);
        assertThat(sentencesIn("return refuse(\"field\", name + \" is offline\");"))
                .hasSize(1);
        assertThat(sentencesIn("LOG.warn(\"It did not work: {}\", fault);")).isEmpty();
        assertThat(sentencesIn("/// \"You are next.\"\nreturn \"queue.entered\";"))
                .isEmpty();
    }

    private static List<String> sentences(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> found = new ArrayList<>();
            files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> !it.getFileName().toString().matches(".*(Store|Row|Columns|DeviceName)\\.java"))
                    .forEach(it -> sentencesIn(read(it)).forEach(text -> found.add(it.getFileName() + ": " + text)));
            return found;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static List<String> sentencesIn(String source) {
        List<String> found = new ArrayList<>();
        String code = COMMENT_OR_TEXT_BLOCK.matcher(source).replaceAll("");
        for (String statement : code.split("[;}]")) {
            if (FOR_OPERATORS.matcher(statement).find()) continue;
            LITERAL.matcher(statement)
                    .results()
                    .map(it -> it.group(1))
                    .filter(text -> TWO_WORDS.matcher(text).find())
                    .forEach(found::add);
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
