package chat.switchboard.understanding;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a customer asks for a person, in English, Urdu, or Urdu in Latin letters.
///
/// Made to hear it rather too often than too seldom: a person is never the wrong answer. But `delivery agent` or
/// `I do not want to talk to an agent` is no request.
public final class PersonRequest {
    /// In so few words, a person named is a person asked for.
    private static final int FEW_WORDS = 3;

    private final List<String> phrases;
    private final List<String> others;
    private final List<String> refusals;
    private final Set<String> nouns;
    private final Set<String> wishes;

    public PersonRequest() {
        Map<String, List<String>> words = Resources.phrases("person-words.txt");
        phrases = padded(words.get("phrase"));
        others = padded(words.get("other"));
        refusals = padded(words.get("not"));
        nouns = plain(words.get("noun"));
        wishes = plain(words.get("wish"));
    }

    public boolean in(String text) {
        List<String> words = Words.of(text);
        String padded = " " + String.join(" ", words) + " ";
        for (String other : others) padded = padded.replace(other, " ");
        if (asksNotTo(padded)) return false;
        return containsAny(padded, phrases)
                || isNamed(Set.copyOf(List.of(padded.strip().split(" +"))), words.size());
    }

    /// `I do not want a bot` is a request all the same.
    private boolean asksNotTo(String padded) {
        return containsAny(padded, refusals) && !padded.matches(".* (bots?|robots?|machine|بوٹ|روبوٹ) .*");
    }

    private boolean isNamed(Set<String> words, int length) {
        return words.stream().anyMatch(nouns::contains)
                && (length <= FEW_WORDS || words.stream().anyMatch(wishes::contains));
    }

    private static boolean containsAny(String padded, List<String> phrases) {
        return phrases.stream().anyMatch(padded::contains);
    }

    private static List<String> padded(List<String> phrases) {
        return phrases.stream()
                .filter(phrase -> !phrase.isBlank())
                .map(phrase -> " " + Words.joined(phrase) + " ")
                .toList();
    }

    private static Set<String> plain(List<String> words) {
        return words.stream().map(Words::joined).collect(Collectors.toCollection(HashSet::new));
    }
}
