package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Urdu in either script, word by word in English. Not a translation: enough for a model of English to know what a
/// question is about.
///
/// A word is looked up as it is written, then with its spelling evened out ([Spelling]), then without its ending.
final class Gloss {
    /// What stands for a word that is understood and says nothing about the question.
    static final String NOTHING = "";

    private static final int LONGEST_PHRASE = 3;
    private static final String SAYS_NOTHING = "-";

    private final Map<String, String> written = new HashMap<>();
    private final Map<String, String> spelled = new HashMap<>();
    private final Map<String, String> stems = new HashMap<>();

    Gloss() {
        for (String line : Resources.lines("gloss.txt")) {
            String[] parts = line.split("\\s*\\|\\s*", -1);
            String english = parts[0].equals(SAYS_NOTHING) ? NOTHING : parts[0];
            for (String phrase : (parts[1] + "," + parts[2]).split("\\s*,\\s*")) add(phrase, english);
        }
    }

    /// The words of one language or script after the other: what was understood of them, in English, in their order.
    ///
    /// @param dictionary tells which words in Latin letters are English
    List<Piece> read(List<String> words, Dictionary dictionary) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            Piece piece = next(words, i, dictionary);
            pieces.add(piece);
            i += piece.words();
        }
        return pieces;
    }

    /// @param english null when the word was not understood
    record Piece(String written, String english, int words) {}

    private Piece next(List<String> words, int from, Dictionary dictionary) {
        for (int length = Math.min(LONGEST_PHRASE, words.size() - from); length > 1; length--) {
            List<String> phrase = words.subList(from, from + length);
            String english = phrase(phrase);
            if (english != null) return new Piece(String.join(" ", phrase), english, length);
        }
        String word = words.get(from);
        return new Piece(word, word(word, dictionary).orElse(null), 1);
    }

    private String phrase(List<String> words) {
        String english = written.get(String.join(" ", words));
        return english != null ? english : spelled.get(evened(words, Spelling::of));
    }

    private Optional<String> word(String word, Dictionary dictionary) {
        String english = written.get(word);
        if (english != null) return Optional.of(english);
        if (word.length() > 3 && dictionary.has(word)) return Optional.of(word);
        english = spelled.get(Spelling.of(word));
        if (english != null) return Optional.of(english);
        if (dictionary.has(word)) return Optional.of(word);
        english = stems.get(stem(word));
        return Optional.ofNullable(english != null ? english : almost(word));
    }

    /// One slip of the finger in a longer word.
    private String almost(String word) {
        if (word.length() < 5) return null;
        String key = Spelling.of(word);
        return spelled.entrySet().stream()
                .filter(entry -> entry.getKey().length() > 4
                        && entry.getKey().charAt(0) == key.charAt(0)
                        && Edits.between(entry.getKey(), key, 1) <= 1)
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private void add(String phrase, String english) {
        List<String> words = Words.of(phrase);
        if (words.isEmpty()) return;
        written.putIfAbsent(String.join(" ", words), english);
        spelled.putIfAbsent(evened(words, Spelling::of), english);
        if (words.size() == 1 && !english.equals(NOTHING)) stems.putIfAbsent(stem(words.getFirst()), english);
    }

    private static String evened(List<String> words, UnaryOperator<String> spelling) {
        return String.join(" ", words.stream().map(spelling).toList());
    }

    /// Without the endings of number, gender and case. Words that are too short have none.
    static String stem(String word) {
        String stem = Words.isArabic(word)
                ? word.replaceFirst("(یون|ون|ین|ات|یان|یے|ے|ی|ا|ہ|و)$", "")
                : Spelling.of(word).replaceFirst("(iyon|yon|on|en|un|in|ein|ian|at|e|i|a|o|u)$", "");
        return stem.length() < 3 ? word : stem;
    }
}
