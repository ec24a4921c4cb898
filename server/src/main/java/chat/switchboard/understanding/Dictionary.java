package chat.switchboard.understanding;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// English words, and those of them that the questions of a desk use: what a word with a slip of the finger was meant
/// as.
final class Dictionary {
    /// Short words and rare ones in the model's vocabulary are often pieces of names: how frequent a word must be, by
    /// its
    /// length.
    private static final int[] FREQUENT = {0, 0, 3_000, 6_000, 15_000};

    private final Set<String> ofDesk = new HashSet<>();
    private final Set<String> ofTrade = new HashSet<>();
    private final Map<String, String> bones = new HashMap<>();

    /// @param ofDesk words of the questions, English or not
    /// @param ofTrade words of any help desk
    Dictionary(Collection<String> ofDesk, Collection<String> ofTrade) {
        this.ofDesk.addAll(ofDesk);
        this.ofTrade.addAll(ofTrade);
        addBones(ofDesk);
        addBones(ofTrade);
    }

    boolean has(String word) {
        return isWord(word) || isForm(word);
    }

    private boolean isWord(String word) {
        return ofDesk.contains(word) || ofTrade.contains(word) || isFrequent(word);
    }

    /// `rides`, `waited`, `paying`.
    private boolean isForm(String word) {
        if (word.length() < 5) return false;
        String stem = word.replaceFirst("(ing|ed|es|s|d|ly)$", "");
        return stem.length() > 2 && stem.length() < word.length() && (isWord(stem) || isWord(stem + "e"));
    }

    /// The word itself when it is one, or the one it was meant as, or itself.
    String mended(String word) {
        if (word.length() < 3
                || has(word)
                || word.length() == 3 && WordPiece.rank(word) < Integer.MAX_VALUE
                || word.matches(".*\\d.*")) return word;
        String calm = calmed(word);
        if (has(calm)) return calm;
        for (Set<String> words : List.of(ofDesk, ofTrade)) {
            String near = nearest(calm, words);
            if (near != null) return near;
        }
        return calm;
    }

    /// The English word that a word in Urdu script sounds like; null for none.
    String soundingLike(String word) {
        String skeleton = Skeleton.of(word);
        return skeleton.length() < 3 ? null : bones.get(skeleton);
    }

    private void addBones(Collection<String> words) {
        words.stream()
                .filter(word -> word.length() > 3 && !Words.isArabic(word))
                .sorted()
                .forEach(word -> bones.putIfAbsent(Skeleton.of(word), word));
    }

    private boolean isFrequent(String word) {
        return WordPiece.rank(word) < (word.length() < FREQUENT.length ? FREQUENT[word.length()] : Integer.MAX_VALUE);
    }

    /// `pleaseee` and `sooo` without what was held down.
    private String calmed(String word) {
        String two = word.replaceAll("([a-z])\\1{2,}", "$1$1");
        String one = word.replaceAll("([a-z])\\1{2,}", "$1");
        return has(two) ? two : one;
    }

    private static String nearest(String word, Set<String> words) {
        int most = word.length() > 6 ? 2 : 1;
        return words.stream()
                .filter(each -> each.length() > 2 && each.charAt(0) == word.charAt(0) || each.length() > 4)
                .map(each -> new Near(each, Edits.between(word, each, most)))
                .filter(near -> near.distance <= most)
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .map(Near::word)
                .orElse(null);
    }

    private record Near(String word, int distance) {}
}
