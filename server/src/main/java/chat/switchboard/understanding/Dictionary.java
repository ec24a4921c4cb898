package chat.switchboard.understanding;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// English words, and those of them that the questions of a desk use: what a word with a slip of the finger was meant
/// as.
final class Dictionary {
    /// Short words and rare ones in the model's vocabulary are often pieces of names: how frequent a
    /// word must be, by its length.
    private static final int[] FREQUENT = {0, 0, 3_000, 6_000, 15_000};

    private static final int RARE = 6_000;

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
        String stem = stem(word);
        return word.length() > 4 && stem.length() < word.length() && (isWord(stem) || isWord(stem + "e"));
    }

    private static String stem(String word) {
        String stem = word.replaceFirst("(ing|ed|es|s|d|ly)$", "");
        return stem.length() > 2 ? stem : word;
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }

    /// The word itself when it is one, or the one it was meant as, or itself. Two words that were written as one are
    /// two.
    String mended(String word) {
        if (word.length() < 3 || hasDigit(word)) return word;
        if (has(word)) return isRare(word) ? orNear(word, 1, ofDesk) : word;
        String calm = calmed(word);
        if (has(calm)) return calm;
        if (calm.length() == 3 && WordPiece.rank(calm) < Integer.MAX_VALUE) return completed(calm);
        int most = calm.length() > 6 ? 2 : 1;
        String near = orNear(calm, most, ofDesk);
        if (near.equals(calm)) near = orNear(calm, most, ofTrade);
        return near.equals(calm) ? parted(calm) : near;
    }

    /// `fre` is `free`, but `owe` is not `one`: a short word may lack a letter, and is left alone otherwise.
    private String completed(String word) {
        String near = orNear(word, 1, ofDesk);
        return near.length() > word.length() && near.charAt(0) == word.charAt(0) ? near : word;
    }

    /// A word that is none of a help desk, and that few people use: it may be a slip for one of this desk.
    private boolean isRare(String word) {
        return word.length() > 4
                && !isOfTrade(word)
                && !isOfTrade(stem(word))
                && Math.min(WordPiece.rank(word), WordPiece.rank(stem(word))) > RARE;
    }

    private boolean isOfTrade(String word) {
        return ofDesk.contains(word) || ofTrade.contains(word);
    }

    private String parted(String word) {
        for (int at = 2; at <= word.length() - 3; at++)
            if (isWord(word.substring(0, at)) && isOfTrade(word.substring(at)))
                return word.substring(0, at) + " " + word.substring(at);
        return word;
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

    /// The nearest of the words that begins with the same letter, or any that is long enough; or the word itself.
    private static String orNear(String word, int most, Set<String> words) {
        return words.stream()
                .filter(each -> each.length() > 2 && each.charAt(0) == word.charAt(0) || each.length() > 4)
                .map(each -> new Near(each, Edits.between(word, each, most)))
                .filter(near -> near.distance <= most)
                .min(Comparator.comparingDouble((Near near) -> near.unlikely(word))
                        .thenComparing(Near::word))
                .map(Near::word)
                .orElse(word);
    }

    private record Near(String word, int distance) {
        /// A first letter is seldom wrong, consonants less often than vowels, and a letter is rather left out than
        /// added.
        double unlikely(String written) {
            double unlikely = distance;
            if (word.charAt(0) != written.charAt(0)) unlikely += 0.5;
            if (!Skeleton.of(word).equals(Skeleton.of(written))) unlikely += 0.25;
            if (word.length() < written.length()) unlikely += 0.125;
            return unlikely;
        }
    }
}
