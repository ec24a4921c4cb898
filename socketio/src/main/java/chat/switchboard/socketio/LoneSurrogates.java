package chat.switchboard.socketio;

/// Escapes of half a surrogate pair in JSON. The grammar allows them (RFC 8259, section 8.2), no text can hold them,
/// and parsers differ: where they stand in a name, Jackson refuses the whole.
public final class LoneSurrogates {
    private static final byte[] REPLACEMENT_CHARACTER = {'\\', 'u', 'f', 'f', 'f', 'd'};
    private static final int ESCAPE = REPLACEMENT_CHARACTER.length;

    private LoneSurrogates() {}

    /// Puts U+FFFD where one is, in place: an escape is as long as another.
    ///
    /// @param utf8 JSON, from `from` to before `to`
    public static void replace(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (utf8[i] != '\\') continue;
            int unit = escaped(utf8, i, to);
            if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) i++;
            else if (Character.isHighSurrogate((char) unit) && isLow(escaped(utf8, i + ESCAPE, to)))
                i += 2 * ESCAPE - 1;
            else {
                System.arraycopy(REPLACEMENT_CHARACTER, 0, utf8, i, ESCAPE);
                i += ESCAPE - 1;
            }
        }
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }

    /// The code unit whose escape begins here, or -1.
    private static int escaped(byte[] utf8, int at, int to) {
        if (at + ESCAPE > to || utf8[at] != '\\' || utf8[at + 1] != 'u') return -1;
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            int digit = Character.digit(utf8[i], 16);
            if (digit < 0) return -1;
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
