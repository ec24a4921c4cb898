package chat.switchboard.languagemodel;

import chat.switchboard.desk.FaqEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which frequent questions the model is told: those that share most words with what the customer said, then the first
/// of the list.
final class RelevantEntries {
    static final int MOST = 8;
    /// Characters of all of them.
    private static final int MOST_CHARACTERS = 12_000;

    private static final int SHORT_WORD = 3;
    /// A word in the question tells more than one in the answer.
    private static final int IN_THE_QUESTION = 3;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private RelevantEntries() {}

    private record Ranked(FaqEntry entry, int score) {}

    /// @param entries in the order of the list
    static List<FaqEntry> of(String said, List<FaqEntry> entries) {
        Set<String> wanted = words(said);
        List<FaqEntry> chosen = new ArrayList<>();
        int left = MOST_CHARACTERS;
        List<Ranked> ranked = entries.stream()
                .map(entry -> new Ranked(entry, score(entry, wanted)))
                .sorted(Comparator.comparingInt(Ranked::score).reversed())
                .limit(MOST)
                .toList();
        for (Ranked each : ranked) {
            left -= each.entry.question().length() + each.entry.answer().length();
            if (left >= 0) chosen.add(each.entry);
        }
        return chosen;
    }

    private static int score(FaqEntry entry, Set<String> wanted) {
        String question = entry.question() + ' ' + String.join(" ", entry.phrasings());
        return IN_THE_QUESTION * shared(question, wanted) + shared(entry.answer(), wanted);
    }

    private static int shared(String text, Set<String> wanted) {
        Set<String> words = words(text);
        words.retainAll(wanted);
        return words.size();
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
            if (word.length() >= SHORT_WORD) words.add(word);
        return words;
    }
}
