package chat.switchboard.languagemodel;

/// A text as a pattern can read it: digits of every script as 0 to 9, every dash as a hyphen, every blank as a blank,
/// full-width letters as usual ones, and without characters that cannot be seen. Each of its places is one of the
/// original.
record PlainView(String text, int[] places) {
    private static final int FULL_WIDTH = 0xFF01;
    private static final int LAST_FULL_WIDTH = 0xFF5E;
    private static final int FROM_FULL_WIDTH = 0xFEE0;
    private static final int MINUS = 0x2212;

    static PlainView of(String original) {
        StringBuilder plain = new StringBuilder(original.length());
        int[] places = new int[original.length() + 1];
        for (int i = 0, c; i < original.length(); i += Character.charCount(c)) {
            c = original.codePointAt(i);
            if (Character.getType(c) == Character.FORMAT) continue;
            int before = plain.length();
            plain.appendCodePoint(plain(c));
            for (int at = before; at < plain.length(); at++) places[at] = i;
        }
        places[plain.length()] = original.length();
        return new PlainView(plain.toString(), places);
    }

    /// Where in the original something is. The end of what is taken out is the beginning of what follows it.
    int place(int index) {
        return places[index];
    }

    private static int plain(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(c, 10);
            case Character.DASH_PUNCTUATION -> '-';
            case Character.SPACE_SEPARATOR -> ' ';
            default -> {
                if (c == MINUS) yield '-';
                if (c == '\t') yield ' ';
                yield c >= FULL_WIDTH && c <= LAST_FULL_WIDTH ? c - FROM_FULL_WIDTH : c;
            }
        };
    }
}
