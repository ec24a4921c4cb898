package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/life-of-a-message.md` names the files a message passes on the server, and their way stays short.
class LifeOfAMessageTest {
    private static final int MOST_FILES = 9;
    private static final int MOST_LINES = 1_500;
    private static final Path DOCUMENT = Path.of("../docs/life-of-a-message.md");
    private static final Path SOURCES = Path.of("src/main/java/chat/switchboard");
    private static final Pattern NAME = Pattern.compile("`(?:[a-z]+\\.)?([A-Z][A-Za-z]+)`");

    @Test
    void a_messages_way_is_short() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSizeBetween(2, MOST_FILES);
        int lines = 0;
        for (Path file : files) lines += Files.readAllLines(file).size();
        assertThat(lines).isLessThanOrEqualTo(MOST_LINES);
    }

    /// Those of the first paragraph of "Its files", up to the sentence's end.
    private static List<Path> files() throws IOException {
        String text = Files.readString(DOCUMENT);
        String list = text.substring(text.indexOf("## Its files"));
        list = list.substring(0, list.indexOf("Beside them"));
        List<Path> files = new ArrayList<>();
        Matcher names = NAME.matcher(list);
        while (names.find()) files.add(file(names.group(1)));
        return files;
    }

    private static Path file(String name) throws IOException {
        try (var found = Files.find(
                SOURCES, 2, (path, _) -> path.getFileName().toString().equals(name + ".java"))) {
            return found.findFirst().orElseThrow(() -> new AssertionError("no file " + name));
        }
    }
}
