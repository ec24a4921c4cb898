package chat.switchboard.understanding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a message is written. Urdu in Latin letters is a language of its own here: its spelling has no rules.
public enum Language {
    EN("en"),
    UR("ur"),
    UR_LATN("ur-Latn");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The IETF tag: `en`, `ur`, `ur-Latn`.
    public String tag() {
        return tag;
    }

    /// Regions are ignored: `en-GB` is English, `ur-Latn-PK` Urdu in Latin letters. Empty for any other language.
    public static Optional<Language> ofTag(String tag) {
        if (tag == null) return Optional.empty();
        Locale locale = Locale.forLanguageTag(tag);
        String own = locale.getScript().equals("Latn") && !locale.getLanguage().equals("en")
                ? locale.getLanguage() + "-Latn"
                : locale.getLanguage();
        return Arrays.stream(values()).filter(each -> each.tag.equals(own)).findFirst();
    }
}
