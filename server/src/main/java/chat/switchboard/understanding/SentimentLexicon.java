package chat.switchboard.understanding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a customer feels, by a list of words and emoji in English and Urdu of both scripts. A negation
/// turns a word about, an intensifier strengthens it.
public final class SentimentLexicon {
    private static final int LONGEST_PHRASE = 4;

    /// So far from a word its negation stands: `not at all good`, `acha nahi hai`.
    private static final int REACH = 3;

    /// What is not good is less bad than what is bad.
    private static final double TURNED = -0.6;

    private static final double VERY = 1.4;

    /// Of such a sum of weights a score is about a quarter.
    private static final double CALM = 12;

    private final Map<String, Integer> weights = new HashMap<>();
    private final Map<Integer, Integer> emoji = new HashMap<>();
    private final Set<String> negations;
    private final Set<String> intensifiers;

    public SentimentLexicon() {
        Map<String, List<String>> lists = Resources.phrases("sentiment-words.txt");
        negations = new HashSet<>(lists.remove("not"));
        intensifiers = new HashSet<>(lists.remove("very"));
        lists.forEach((weight, phrases) -> phrases.forEach(phrase -> add(phrase, Integer.parseInt(weight))));
    }

    public Sentiment of(String text) {
        double sum = ofWords(Words.of(text)) + ofEmoji(text == null ? "" : text);
        return Sentiment.of(sum / Math.sqrt(sum * sum + CALM));
    }

    private void add(String phrase, int weight) {
        String words = Words.joined(phrase);
        if (words.isEmpty()) emoji.put(phrase.codePointAt(0), weight);
        else weights.putIfAbsent(words, weight);
    }

    private double ofWords(List<String> words) {
        double sum = 0;
        for (int i = 0; i < words.size(); ) {
            int length = phraseAt(words, i);
            if (length > 0) sum += weight(words, i, length);
            i += Math.max(1, length);
        }
        return sum;
    }

    /// Its length in words; 0 for none.
    private int phraseAt(List<String> words, int from) {
        for (int length = Math.min(LONGEST_PHRASE, words.size() - from); length > 0; length--)
            if (weights.containsKey(phrase(words, from, length))) return length;
        return 0;
    }

    private double weight(List<String> words, int from, int length) {
        double weight = weights.get(phrase(words, from, length));
        List<String> before = words.subList(Math.max(0, from - REACH), from);
        if (before.stream().anyMatch(intensifiers::contains)) weight *= VERY;
        return isTurned(words, before, from + length) ? weight * TURNED : weight;
    }

    /// In English the negation comes before, in Urdu right after.
    private boolean isTurned(List<String> words, List<String> before, int after) {
        return before.stream().anyMatch(negations::contains)
                || after < words.size() && negations.contains(words.get(after));
    }

    private double ofEmoji(String text) {
        return text.codePoints()
                .limit(Words.LONGEST)
                .map(each -> emoji.getOrDefault(each, 0))
                .sum();
    }

    private static String phrase(List<String> words, int from, int length) {
        return String.join(" ", words.subList(from, from + length));
    }
}
