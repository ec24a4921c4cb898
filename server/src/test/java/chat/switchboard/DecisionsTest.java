package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pages of `docs/decisions` have one format, numbers without a gap and links that lead somewhere.
class DecisionsTest {
    private static final Path FOLDER = Path.of("..", "docs", "decisions");
    private static final Pattern NAME = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final Pattern STATUS =
            Pattern.compile("Status: (proposed|accepted|superseded by \\[(\\d{4})]\\((\\2-[a-z0-9-]+\\.md)\\))");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern UNUSED = Pattern.compile("(\\d{4})(?:–(\\d{4}))?");

    @Test
    void every_page_has_a_title_a_date_a_status_and_a_decision() throws IOException {
        for (Path page : pages()) {
            List<String> lines = Files.readAllLines(page);
            String number = page.getFileName().toString().substring(0, 4);
            assertThat(lines.get(0)).as(page + ", title").matches("# " + number + " – \\S.*");
            assertThat(lines.get(2)).as(page + ", date").matches("Date: 20\\d\\d-[01]\\d-[0-3]\\d");
            Matcher status = STATUS.matcher(lines.get(3));
            assertThat(status.matches()).as(page + ", status").isTrue();
            if (status.group(3) != null)
                assertThat(FOLDER.resolve(status.group(3))).exists();
            assertThat(lines).as(page + ", decision").anyMatch(line -> line.startsWith("**Decision.**"));
        }
    }

    @Test
    void numbers_are_unique_and_have_no_gap_that_is_not_named() throws IOException {
        TreeMap<Integer, Path> pages = new TreeMap<>();
        for (Path page : pages()) {
            int number = Integer.parseInt(page.getFileName().toString().substring(0, 4));
            assertThat(pages.put(number, page))
                    .as("another page has the number of " + page)
                    .isNull();
        }
        List<Integer> missing = IntStream.rangeClosed(1, pages.lastKey())
                .filter(number -> !pages.containsKey(number))
                .boxed()
                .toList();
        assertThat(unused()).containsAll(missing);
    }

    @Test
    void links_between_pages_lead_somewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find())
                assertThat(FOLDER.resolve(link.group(1))).as(page.toString()).exists();
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> pages =
                    files.filter(file -> !file.endsWith("README.md")).sorted().toList();
            assertThat(pages)
                    .allMatch(
                            page -> NAME.matcher(page.getFileName().toString()).matches());
            return pages;
        }
    }

    /// Those that `README.md` names.
    private static List<Integer> unused() throws IOException {
        String named = Files.readString(FOLDER.resolve("README.md")).split("Not used: ")[1];
        List<Integer> numbers = new ArrayList<>();
        Matcher range = UNUSED.matcher(named);
        while (range.find()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            IntStream.rangeClosed(first, last).forEach(numbers::add);
        }
        return numbers;
    }
}
