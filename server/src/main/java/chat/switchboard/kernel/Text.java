package chat.switchboard.kernel;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;

/// Text that people send: one definition of clean, of blank and of short, for every edge and every field.
///
/// `protocol/text/` holds the definitions as tables; the TypeScript client is tested against the same ones.
/// Everything here takes time linear in the length of the text.
public final class Text {
    /// The Stream-Safe Text Format of UAX #15. No language puts more marks on one letter, and without a limit
    /// normalising a long run of them takes time that grows with its square.
    private static final int MOST_MARKS = 30;
    /// Below it no character is a mark, and none changes when it is normalised.
    private static final int FIRST_MARK = 0x300;

    private Text() {}

    /// Unicode NFC with `\n` for every kind of line break (CR LF, CR, U+000B, U+000C, U+0085, U+2028, U+2029). Other
    /// control characters but the tab are dropped, as are the combining marks of a run after its thirtieth; half a
    /// surrogate pair becomes U+FFFD. Cleaning twice changes nothing more. Null stays null.
    public static String clean(String raw) {
        if (raw == null || isPlain(raw)) return raw;
        String fit = filtered(raw);
        String composed = Normalizer.normalize(fit, Normalizer.Form.NFC);
        // Some characters become two or three marks.
        return composed.equals(fit) ? fit : filtered(composed);
    }

    /// True when nothing in it can be seen: white space, control and format characters, what is ignored by default,
    /// and letters that are only a blank. Null is blank.
    public static boolean isBlank(String text) {
        return text == null || firstVisible(text) == text.length();
    }

    /// True when something in it cannot be seen: two such texts look the same and are not.
    public static boolean hasInvisible(String text) {
        return text.codePoints().anyMatch(Text::isInvisible);
    }

    /// The text, or null when it is blank: an optional text that shows nothing was not given.
    public static String orNull(String text) {
        return isBlank(text) ? null : text;
    }

    /// @param most in code points
    public static boolean isLonger(String text, int most) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    /// The beginning of a text for a list, from its first visible character on, cut like [#cut].
    public static String preview(String text, int most) {
        return cut(text.substring(firstVisible(text)), most);
    }

    /// At most `most` code points of a text, and `…` where there were more. It ends between two characters as
    /// people see them (extended grapheme clusters, UAX #29), unless the first one alone is longer than that.
    public static String cut(String text, int most) {
        if (!isLonger(text, most)) return text;
        int end = text.offsetByCodePoints(0, most);
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        // Whether a cluster ends somewhere depends on what is before and on one code point after.
        clusters.setText(text.substring(0, text.offsetByCodePoints(end, 1)));
        int boundary = clusters.isBoundary(end) ? end : clusters.preceding(end);
        return text.substring(0, boundary > 0 ? boundary : end) + "…";
    }

    /// Without a stream, and before anything else: it runs for every message.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_MARK || isControl(c)) return false;
        }
        return true;
    }

    private static String filtered(String raw) {
        StringBuilder fit = new StringBuilder(raw.length());
        int marks = 0;
        for (int i = 0, c; i < raw.length(); i += Character.charCount(c)) {
            c = raw.codePointAt(i);
            if (isLineBreak(c)) {
                if (c != '\n' || i == 0 || raw.charAt(i - 1) != '\r') fit.append('\n');
            } else if (isControl(c)) continue;
            else if (isLoneSurrogate(c)) fit.append('\uFFFD');
            else if (!isMark(c)) fit.appendCodePoint(c);
            else {
                if (++marks <= MOST_MARKS) fit.appendCodePoint(c);
                continue;
            }
            marks = 0;
        }
        return fit.length() == raw.length() && raw.contentEquals(fit) ? raw : fit.toString();
    }

    private static int firstVisible(String text) {
        int i = 0;
        while (i < text.length() && isInvisible(text.codePointAt(i))) i += Character.charCount(text.codePointAt(i));
        return i;
    }

    /// Also the two that are line breaks elsewhere: U+2028 and U+2029.
    private static boolean isLineBreak(int c) {
        return c >= '\n' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isControl(int c) {
        return c < 0x20 && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /// Everything that is reordered when text is normalised is a mark, though not the other way round.
    private static boolean isMark(int c) {
        if (c < FIRST_MARK) return false;
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /// White_Space, Cc, Cf, Default_Ignorable_Code_Point, and [#isFiller].
    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isIgnored(c) || isFiller(c);
        };
    }

    /// Default_Ignorable_Code_Point without the format characters; the JDK does not know that property.
    private static boolean isIgnored(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c == 0x2065
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xFFF0 && c <= 0xFFF8
                || c >= 0xE0000 && c <= 0xE0FFF;
    }

    /// Braille of no dots, a note without a head, a filler of the Khitan script.
    private static boolean isFiller(int c) {
        return c == 0x2800 || c == 0x1D159 || c == 0x16FE4;
    }
}
