package chat.switchboard.understanding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a message is about, by weighted keywords and phrases in any script.
public final class KeywordIntent {
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
        String padded = " " + Words.joined(text) + " ";
        return rules.stream()
                .map(rule -> new Intent(rule.intent(), score(rule, padded)))
                .filter(intent -> intent.score() > 0)
                .max(Comparator.comparingDouble(Intent::score));
    }

    private static double score(Rule rule, String padded) {
        double score = 0;
        for (Map.Entry<String, Double> keyword : rule.keywords().entrySet()) {
            String words = Words.joined(keyword.getKey());
            if (!words.isEmpty() && padded.contains(" " + words + " ")) score += keyword.getValue();
        }
        return score;
    }
}
