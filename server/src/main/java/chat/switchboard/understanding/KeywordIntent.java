package chat.switchboard.understanding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a message is about, by weighted keywords and phrases in any script. Forms of a word (`orders`,
/// `paisay`) are found too, and long words with one slip of the finger.
public final class KeywordIntent {
    private static final int LONG = 6;

    /// @param keywords words or phrases with their weight, 1 for a usual one
    public record Rule(String intent, Map<String, Double> keywords) {
        public Rule {
            keywords = Map.copyOf(keywords);
        }
    }

    /// @param score the weights of the keywords found, added up
    public record Intent(String intent, double score) {}

    /// The intent with the most weight; of equal ones the first. Empty where no keyword is found.
    public Optional<Intent> of(String text, List<Rule> rules) {
        List<String> words = Words.of(text);
        return rules.stream()
                .map(rule -> new Intent(rule.intent(), score(rule, words)))
                .filter(intent -> intent.score() > 0)
                .max(Comparator.comparingDouble(Intent::score));
    }

    private static double score(Rule rule, List<String> words) {
        return rule.keywords().entrySet().stream()
                .filter(keyword -> isIn(words, Words.of(keyword.getKey())))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static boolean isIn(List<String> words, List<String> phrase) {
        if (phrase.isEmpty()) return false;
        for (int i = 0; i + phrase.size() <= words.size(); i++) if (isAt(words, i, phrase)) return true;
        return false;
    }

    private static boolean isAt(List<String> words, int from, List<String> phrase) {
        for (int i = 0; i < phrase.size(); i++) if (!isSame(words.get(from + i), phrase.get(i))) return false;
        return true;
    }

    private static boolean isSame(String word, String keyword) {
        if (word.equals(keyword) || Stem.of(word).equals(Stem.of(keyword))) return true;
        if (Gloss.stem(word).equals(Gloss.stem(keyword))) return true;
        return keyword.length() >= LONG && Edits.between(word, keyword, 1) <= 1;
    }
}
