package chat.switchboard.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The word lists beside this class. `#` begins a comment, an empty line says nothing.
final class Resources {
    private Resources() {}

    static List<String> lines(String name) {
        try (InputStream file = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("\\s*#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// Lists by the `[name]` before them; words are parted by blanks.
    static Map<String, List<String>> words(String name) {
        return sections(name, "\\s+");
    }

    /// Lists by the `[name]` before them; phrases are parted by commas.
    static Map<String, List<String>> phrases(String name) {
        return sections(name, "\\s*,\\s*");
    }

    private static Map<String, List<String>> sections(String name, String separator) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        String current = "";
        for (String line : lines(name))
            if (line.startsWith("[")) current = line.substring(1, line.length() - 1);
            else sections.merge(current, List.of(line.split(separator)), Resources::both);
        return sections;
    }

    private static List<String> both(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
