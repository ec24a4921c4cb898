package chat.switchboard.languagemodel;

import chat.switchboard.kernel.Text;

/// What a model says, as plain text that may be shown.
///
/// Control characters are gone, and so is everything that cannot be seen or changes the order of what
/// can: marks of direction, zero-width characters, tags, variation selectors beside the two of emoji,
/// private use. Joiners stay, which Urdu and emoji are written with. It is never HTML: whoever shows it
/// shows text.
final class UntrustedText {
    private static final String THINKING = "<think>";
    private static final String THOUGHT = "</think>";
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;

    private UntrustedText() {}

    /// @param most in code points
    static String clean(String raw, int most) {
        StringBuilder seen = new StringBuilder(raw.length());
        withoutThoughts(raw).codePoints().filter(UntrustedText::isShown).forEach(seen::appendCodePoint);
        return Text.cut(Text.clean(seen.toString()).strip(), most);
    }

    /// Some models think aloud before they answer.
    private static String withoutThoughts(String raw) {
        String text = raw.stripLeading();
        if (!text.startsWith(THINKING)) return raw;
        int end = text.indexOf(THOUGHT);
        return end < 0 ? "" : text.substring(end + THOUGHT.length());
    }

    private static boolean isShown(int c) {
        if (c == ZWNJ || c == ZWJ) return true;
        if (isSelector(c)) return false;
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /// Sequences of them can carry a hidden text. U+FE0E and U+FE0F choose between the two looks of an emoji.
    private static boolean isSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0D || c >= 0xE0100 && c <= 0xE01EF;
    }
}
