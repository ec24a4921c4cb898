package chat.switchboard.conversation;

import chat.switchboard.kernel.Refusal;
import java.text.Normalizer;

/// What people type: cleaned once, measured in code points.
public final class Content {
    static final int MOST_FROM_CUSTOMERS = 5_000;
    static final int MOST_FROM_STAFF = 10_000;

    private Content() {}

    /// Unicode NFC, without control characters except newline and tab; half a surrogate pair becomes U+FFFD.
    public static String clean(String raw) {
        if (raw == null) return null;
        String composed = Normalizer.normalize(raw, Normalizer.Form.NFC);
        if (isClean(composed)) return composed;
        StringBuilder clean = new StringBuilder(composed.length());
        composed.codePoints().forEach(c -> {
            if (isLoneSurrogate(c)) clean.appendCodePoint(0xFFFD);
            else if (!isUnwanted(c)) clean.appendCodePoint(c);
        });
        return clean.toString();
    }

    /// Why text may not be longer than `most` code points, or null when it is not.
    static Refusal tooLong(String field, String text, int most) {
        if (text == null || text.length() <= most || text.codePointCount(0, text.length()) <= most) return null;
        return Refusal.invalid(field, "At most " + most + " characters.");
    }

    /// Without a stream: it runs for every message.
    private static boolean isClean(String text) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (isUnwanted(c)) return false;
        }
        return true;
    }

    private static boolean isUnwanted(int c) {
        return c < 0x20 && c != '\n' && c != '\t' || c == 0x7F || isLoneSurrogate(c);
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
