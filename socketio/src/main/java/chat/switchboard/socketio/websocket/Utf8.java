package chat.switchboard.socketio.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Incremental UTF-8 validation: text may be cut anywhere, and a wrong byte is found as soon as it arrives.
///
/// The state between two pieces is one `int`: how many continuation bytes are still due (low byte) and the range
/// the next one must lie in (second and third byte), which is all that overlong forms, surrogates and the end of
/// Unicode need.
public final class Utf8 {
    static final int COMPLETE = 0;
    static final int INVALID = -1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /// Whether `bytes[from, to)` is whole, valid UTF-8.
    public static boolean isValid(byte[] bytes, int from, int to) {
        return check(COMPLETE, bytes, from, to) == COMPLETE;
    }

    /// The state after `bytes[from, to)` when it was `state` before: [#COMPLETE] at a character's end, or
    /// [#INVALID].
    static int check(int state, byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && state != INVALID) {
            if (state == COMPLETE) {
                i = skipAscii(bytes, i, to);
                if (i == to) return COMPLETE;
                state = lead(bytes[i] & 0xFF);
            } else {
                state = continuation(state, bytes[i] & 0xFF);
            }
            i++;
        }
        return state;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) i += 8;
        while (i < to && bytes[i] >= 0) i++;
        return i;
    }

    private static int lead(int b) {
        if (b < 0xC2 || b > 0xF4) return INVALID;
        if (b < 0xE0) return due(1, 0x80, 0xBF);
        if (b < 0xF0) return due(2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF);
        return due(3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF);
    }

    private static int continuation(int state, int b) {
        if (b < (state >> 8 & 0xFF) || b > (state >> 16 & 0xFF)) return INVALID;
        int left = (state & 0xFF) - 1;
        return left == 0 ? COMPLETE : due(left, 0x80, 0xBF);
    }

    private static int due(int bytes, int lowest, int highest) {
        return bytes | lowest << 8 | highest << 16;
    }
}
