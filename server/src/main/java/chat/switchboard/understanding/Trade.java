package chat.switchboard.understanding;

import java.util.HashSet;
import java.util.Set;

/// Words that any help desk uses, and the many that stand for one thing.
final class Trade {
    /// All words of the lists, in their usual forms.
    static final Set<String> WORDS = words();

    private Trade() {}

    private static Set<String> words() {
        Set<String> words = new HashSet<>();
        for (String line : Resources.lines("concepts.txt")) words.addAll(Words.of(line));
        for (String line : Resources.lines("gloss.txt")) words.addAll(Words.of(line.substring(0, line.indexOf('|'))));
        return Set.copyOf(words);
    }
}
