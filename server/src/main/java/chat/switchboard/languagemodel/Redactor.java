package chat.switchboard.languagemodel;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a text what leads to a person or to money: e-mail addresses, phone and card numbers, IBANs, identity
/// card numbers, and every other long number. A label stays in its place.
///
/// Digits of every script count, whatever dashes, blanks and invisible characters stand between them. In doubt a number
/// is taken out: an answer can do without it.
final class Redactor {
    private static final String LETTER = "[\\p{L}\\p{M}\\p{N}._%+'-]";
    /// Found only from its beginning: looked for from each of its letters, it would take time that grows with its
    /// square.
    private static final String WORD = "(?<!" + LETTER + ")" + LETTER + "++";
    private static final Pattern EMAIL =
            Pattern.compile(WORD + " ?@ ?(?:[\\p{L}\\p{M}\\p{N}-]{1,63}+\\.)++[\\p{L}\\p{M}\\p{N}-]{2,63}+");
    private static final Pattern SPELLED_EMAIL = Pattern.compile(
            WORD + " ?(?:[(\\[] ?at ?[)\\]]|\\bat\\b) ?" + WORD + " ?(?:[(\\[] ?dot ?[)\\]]|\\bdot\\b) ?\\p{L}{2,24}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IBAN =
            Pattern.compile("(?<![\\p{L}\\p{N}])[A-Za-z]{2}[ -]?\\d[ -]?\\d(?:[ -]?[A-Za-z0-9]){11,30}+");
    private static final Pattern NUMBER = Pattern.compile("(?:\\+ ?)?\\(?\\d(?:[ ()./-]{0,3}+\\d)++");

    /// What is taken out of a match.
    ///
    /// @param length from its beginning, in places of the view
    record Found(String label, int length) {
        static Found all(MatchResult match, String label) {
            return new Found(label, match.end() - match.start());
        }
    }

    private Redactor() {}

    /// Until nothing is left to take out: what is taken out can have hidden where the next one begins.
    static String redacted(String text) {
        String before;
        String after = text;
        do {
            before = after;
            after = once(before);
        } while (!after.equals(before));
        return after;
    }

    private static String once(String text) {
        String shorter = replaced(text, EMAIL, match -> Found.all(match, "[email]"));
        shorter = replaced(shorter, SPELLED_EMAIL, match -> Found.all(match, "[email]"));
        shorter = replaced(shorter, IBAN, Iban::in);
        return replaced(shorter, NUMBER, LongNumber::in);
    }

    /// @param judge null for what may stay
    private static String replaced(String text, Pattern pattern, Function<MatchResult, Found> judge) {
        PlainView view = PlainView.of(text);
        Matcher matcher = pattern.matcher(view.text());
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (int from = 0; from <= view.text().length() && matcher.find(from); ) {
            Found found = judge.apply(matcher.toMatchResult());
            from = found == null ? matcher.end() : matcher.start() + found.length();
            if (found == null) continue;
            result.append(text, done, view.place(matcher.start())).append(found.label());
            done = view.place(from);
        }
        return done == 0 ? text : result.append(text, done, text.length()).toString();
    }
}
