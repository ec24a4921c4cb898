package chat.switchboard.languagemodel;

import java.util.Locale;
import java.util.regex.MatchResult;

/// International bank account numbers, ISO 13616.
final class Iban {
    private static final String LABEL = "[iban]";
    private static final int LEAST = 15;
    private static final int MOST = 34;
    /// One that was mistyped still leads to somebody.
    private static final int MANY_DIGITS = 10;

    private Iban() {}

    /// Null for what is none. A match may go on into the words behind it, so every length is tried.
    static Redactor.Found in(MatchResult match) {
        String written = match.group();
        String compact = written.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        for (int length = Math.min(compact.length(), MOST); length >= LEAST; length--)
            if (isValid(compact.substring(0, length))) return new Redactor.Found(LABEL, extent(written, length));
        long digits = compact.chars().filter(Character::isDigit).count();
        return digits >= MANY_DIGITS ? Redactor.Found.all(match, LABEL) : null;
    }

    /// How many characters hold so many letters and digits.
    private static int extent(String written, int length) {
        int end = 0;
        for (int seen = 0; seen < length; end++) if (Character.isLetterOrDigit(written.charAt(end))) seen++;
        return end;
    }

    /// ISO/IEC 7064, MOD 97-10: the first four characters go to the end, letters count from 10.
    static boolean isValid(String compact) {
        String turned = compact.substring(4) + compact.substring(0, 4);
        int rest = 0;
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }
}
