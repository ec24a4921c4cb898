package chat.switchboard.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The questions of a desk, and what customers ask it. The form of the files is told in `untuned.txt`.
record QuestionSet(String name, List<Question> questions, List<Asked> asked) {
    enum Kind {
        EXACT,
        TYPO,
        PARAPHRASE,
        UR,
        LATN,
        OFF
    }

    /// @param meant null: nothing here answers it
    record Asked(Kind kind, UUID meant, String text) {}

    private record Phrased(Language language, String text) {}

    static QuestionSet read(String name) {
        return read(name, List.of(Language.values()), Integer.MAX_VALUE);
    }

    /// A desk that has just begun: no phrasings, English only.
    QuestionSet withoutPhrasings() {
        return read(name, List.of(Language.EN), 1);
    }

    /// A desk whose admin writes no Urdu.
    QuestionSet inEnglishOnly() {
        return read(name, List.of(Language.EN), Integer.MAX_VALUE);
    }

    static UUID id(String slug) {
        return UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8));
    }

    private static QuestionSet read(String name, List<Language> languages, int phrasings) {
        Map<String, List<Phrased>> entries = new LinkedHashMap<>();
        List<Asked> asked = new ArrayList<>();
        String slug = "";
        boolean isAsked = false;
        for (String line : lines(name)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            if (line.startsWith("= ")) {
                slug = line.substring(2);
                isAsked = false;
                continue;
            }
            String kind = line.substring(0, line.indexOf(':'));
            String text = line.substring(line.indexOf(':') + 2);
            isAsked |= kind.equals("exact") || kind.equals("off");
            if (isAsked)
                asked.add(new Asked(Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), meant(kind, slug), text));
            else entries.computeIfAbsent(slug, _ -> new ArrayList<>()).add(new Phrased(language(kind), text));
        }
        List<Question> questions = new ArrayList<>();
        entries.forEach((each, phrased) -> questions.add(question(each, phrased, languages, phrasings)));
        return new QuestionSet(name, questions, asked);
    }

    private static Question question(String slug, List<Phrased> phrased, List<Language> languages, int most) {
        List<String> texts = phrased.stream()
                .filter(each -> languages.contains(each.language))
                .map(Phrased::text)
                .limit(most)
                .toList();
        return new Question(id(slug), Language.EN, texts.getFirst(), texts.subList(1, texts.size()));
    }

    private static UUID meant(String kind, String slug) {
        return kind.equals("off") ? null : id(slug);
    }

    private static Language language(String kind) {
        return Language.ofTag(kind.equals("latn") ? "ur-Latn" : kind).orElseThrow();
    }

    private static List<String> lines(String name) {
        try (InputStream file = QuestionSet.class.getResourceAsStream(name + ".txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
