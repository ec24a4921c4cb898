package chat.switchboard.languagemodel;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model, or who talked it into something, must not bring an address into a conversation: links stay only where they
/// are in what the desk itself said.
final class KnownLinks {
    private static final Pattern LINK = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]{1,20}://|www\\.)[^\\s<>\"'`{}|\\\\^]+"
                    + "|(?:[\\p{L}\\p{N}-]{1,63}+\\.)++\\p{L}{2,24}+/[^\\s<>\"'`{}|\\\\^]*",
            Pattern.CASE_INSENSITIVE);
    /// Ends a sentence, not an address.
    private static final Pattern TRAILING = Pattern.compile("[.,:;!?…۔،؟)\\]»”*_]+$");

    private KnownLinks() {}

    static String only(String text, Collection<String> sources) {
        Set<String> known = new HashSet<>();
        for (String source : sources) {
            Matcher links = LINK.matcher(source);
            while (links.find()) known.add(form(links.group()));
        }
        return LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(replaced(link.group(), known)));
    }

    private static String replaced(String link, Set<String> known) {
        return known.contains(form(link))
                ? link
                : "[link]" + link.substring(plain(link).length());
    }

    private static String form(String link) {
        return plain(link).toLowerCase(Locale.ROOT);
    }

    private static String plain(String link) {
        return TRAILING.matcher(link).replaceFirst("");
    }
}
