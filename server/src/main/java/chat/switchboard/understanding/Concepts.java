package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// English words as what they stand for: `money back` and `reimbursed` are `refund`. What is not in the list stands for
/// its stem.
final class Concepts {
    private static final int LONGEST_PHRASE = 3;

    /// They join words, and say nothing about a question.
    private static final Set<String> JOINING = Set.of(
            "a", "an", "the", "is", "are", "am", "was", "were", "be", "been", "being", "do", "does", "did", "done",
            "have", "has", "had", "i", "me", "my", "mine", "you", "your", "we", "our", "us", "it", "its", "he", "she",
            "they", "them", "his", "her", "this", "that", "these", "those", "of", "in", "on", "at", "to", "for", "from",
            "by", "with", "and", "or", "but", "if", "so", "as", "will", "would", "can", "could", "should", "shall",
            "may", "there", "here", "what", "which", "who", "some", "any", "just", "also", "then", "than", "up", "out",
            "please", "into", "about", "s", "t");

    private final Map<String, String> concepts = new HashMap<>();

    Concepts() {
        for (String line : Resources.lines("concepts.txt")) {
            String[] phrases = line.split("\\s*,\\s*");
            for (String phrase : phrases) concepts.putIfAbsent(stems(Words.of(phrase)), phrases[0]);
        }
    }

    /// Each once, in their order.
    List<String> of(List<String> english) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < english.size(); ) i += add(english, i, found);
        return found.stream().distinct().toList();
    }

    private int add(List<String> english, int from, List<String> found) {
        for (int length = Math.min(LONGEST_PHRASE, english.size() - from); length > 0; length--) {
            String concept = concepts.get(stems(english.subList(from, from + length)));
            if (concept != null) {
                found.add(concept);
                return length;
            }
        }
        String word = english.get(from);
        if (!JOINING.contains(word)) found.add(Stem.of(word));
        return 1;
    }

    private static String stems(List<String> words) {
        return String.join(" ", words.stream().map(Stem::of).toList());
    }
}
