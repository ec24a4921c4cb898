package chat.switchboard.understanding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a text of any of the languages as English.
final class Reader {
    private static final Set<String> COURTESY = Set.of(
            "hi", "hello", "hey", "dear", "sir", "madam", "please", "thanks", "thank", "kindly", "ok", "okay", "salam",
            "assalam", "alaikum", "aoa", "team", "bro", "guys", "bot");

    private final LanguageDetector detector = new LanguageDetector();
    private final ShortForms shortForms = new ShortForms();
    private final Gloss gloss = new Gloss();
    private final Dictionary dictionary;

    /// @param ofDesk English words of the questions
    Reader(Collection<String> ofDesk) {
        dictionary = new Dictionary(ofDesk, Trade.WORDS);
    }

    Reading read(String text) {
        List<String> words =
                Words.of(text).stream().filter(word -> !isNumber(word)).toList();
        Language language = detector.of(words, Language.EN);
        return language == Language.EN ? english(words) : urdu(language, words);
    }

    /// Numbers of orders and phones are not what a question is about.
    private static boolean isNumber(String word) {
        return word.chars().filter(Character::isDigit).count() > 3;
    }

    private Reading english(List<String> words) {
        List<String> english = shortForms.inFull(words).stream()
                .flatMap(word -> Stream.of(dictionary.mended(word).split(" ")))
                .toList();
        return new Reading(Language.EN, words, withoutCourtesy(english), List.of());
    }

    private static List<String> withoutCourtesy(List<String> words) {
        List<String> rest =
                words.stream().filter(word -> !COURTESY.contains(word)).toList();
        return rest.isEmpty() ? words : rest;
    }

    private Reading urdu(Language language, List<String> words) {
        List<String> english = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Gloss.Piece piece : gloss.read(words, dictionary)) {
            String meant = meant(piece);
            boolean asksWhether = english.isEmpty() && "what".equals(meant);
            if (meant == null) unknown.add(Skeleton.of(piece.written()));
            else if (!meant.isEmpty() && !asksWhether) english.addAll(List.of(meant.split(" ")));
        }
        return new Reading(language, words, english, unknown);
    }

    /// Null for a word that nobody knows.
    private String meant(Gloss.Piece piece) {
        if (piece.english() != null) return piece.english();
        if (Words.isArabic(piece.written())) return dictionary.soundingLike(piece.written());
        String mended = dictionary.mended(piece.written());
        return dictionary.has(mended) ? mended : null;
    }
}
