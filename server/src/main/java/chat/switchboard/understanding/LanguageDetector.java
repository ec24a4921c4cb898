package chat.switchboard.understanding;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// English, Urdu, or Urdu in Latin letters: by script, then by word lists.
///
/// Libraries for detecting languages take Urdu in Latin letters for Indonesian or Turkish.
public final class LanguageDetector {
    /// Urdu with some English words in Latin letters is Urdu.
    private static final double ARABIC_SHARE = 0.3;

    private final Set<String> urdu;
    private final Set<String> english;

    public LanguageDetector() {
        Map<String, List<String>> words = Resources.words("language-words.txt");
        urdu = new HashSet<>(words.get("urdu"));
        english = new HashSet<>(words.get("english"));
        // Written alike in both, they tell nothing.
        words.get("both").forEach(urdu::remove);
        words.get("both").forEach(english::remove);
    }

    /// @param fallback the answer where a text does not tell: no letters, or only words that both languages use. For
    ///     Latin letters that is never [Language#UR]
    public Language of(String text, Language fallback) {
        return of(Words.of(text), fallback);
    }

    Language of(List<String> words, Language fallback) {
        long letters = words.stream().mapToLong(String::length).sum();
        long arabic =
                words.stream().filter(Words::isArabic).mapToLong(String::length).sum();
        if (arabic > 0 && arabic >= ARABIC_SHARE * letters) return Language.UR;
        long ofUrdu = words.stream().filter(urdu::contains).count();
        long ofEnglish = words.stream().filter(english::contains).count();
        if (ofUrdu == ofEnglish) return fallback;
        return ofUrdu > ofEnglish ? Language.UR_LATN : Language.EN;
    }
}
