package chat.switchboard.understanding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// Text as comparable words: lower case, one form for each letter, no marks, no signs.
///
/// What looks alike becomes alike: `ي` and `ی`, `ك` and `ک`, `۵` and `5`, with and without diacritics, full-width
/// letters, invisible characters. Emoji and punctuation are not words.
final class Words {
    /// Only so many code points of a text are read: a question is asked at the beginning.
    static final int LONGEST = 400;

    /// More are not read: what is made of each costs more than the word.
    static final int MOST = 100;

    /// Longer runs of letters are no words; what is left over is dropped.
    private static final int LONGEST_WORD = 40;

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        // Cut again: one letter can stand for eighteen, as `ﷺ`.
        String plain = beginning(Normalizer.normalize(beginning(text), Normalizer.Form.NFKD));
        for (int i = 0, c; i < plain.length() && words.size() < MOST; i += Character.charCount(c)) {
            c = plain.codePointAt(i);
            if (isSilent(c)) continue;
            if (!Character.isLetterOrDigit(c) || startsWord(word, c)) end(word, words);
            if (Character.isLetterOrDigit(c)) append(word, c);
        }
        if (words.size() < MOST) end(word, words);
        return words;
    }

    /// The words with one blank between them: equal for texts that say the same letter for letter.
    static String joined(String text) {
        return String.join(" ", of(text));
    }

    static boolean isArabic(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC;
    }

    static boolean isArabic(String word) {
        return !word.isEmpty() && isArabic(word.codePointAt(0));
    }

    private static String beginning(String text) {
        if (text == null) return "";
        if (text.length() <= LONGEST) return text;
        int most = Math.min(LONGEST, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, most));
    }

    /// Marks on letters, what is invisible, and the apostrophe: `don't` and `dont` are one word.
    private static boolean isSilent(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.MODIFIER_SYMBOL ->
                true;
            default -> c == '\'' || c == '’' || c == '‘' || c == 'ʼ' || c == 'ـ' || c == 'ء';
        };
    }

    /// `آرڈرcancel` is two words.
    private static boolean startsWord(StringBuilder word, int c) {
        return !word.isEmpty() && Character.isLetter(c) && isArabic(c) != isArabic(word.codePointAt(0));
    }

    private static void append(StringBuilder word, int c) {
        int letter = letter(Character.toLowerCase(c));
        boolean again = isArabic(letter) && !word.isEmpty() && word.charAt(word.length() - 1) == letter;
        if (!again && word.length() < LONGEST_WORD) word.appendCodePoint(letter);
    }

    private static int letter(int c) {
        int digit = Character.digit(c, 10);
        if (digit >= 0) return '0' + digit;
        return switch (c) {
            case 'ي', 'ى', 'ۍ', 'ې', 'ێ' -> 'ی';
            case 'ك', 'ڪ' -> 'ک';
            case 'ه', 'ة', 'ۃ', 'ە', 'ھ', 'ۀ', 'ۂ' -> 'ہ';
            case 'ں' -> 'ن';
            case 'ı' -> 'i';
            default -> c;
        };
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) words.add(word.toString());
        word.setLength(0);
    }
}
