package chat.switchboard.socketio.engine;

import java.util.Arrays;
import java.util.Base64;

/// Binary as text: `b` and base64. So polling carries it always, and a WebSocket to and from clients that want no
/// binary frames (`forceBase64`, which tells us by `b64` in the query).
final class Base64Text {
    static final byte MARK = 'b';

    private Base64Text() {}

    /// The text of these bytes, mark included.
    static byte[] encode(byte[] bytes) {
        byte[] base64 = Base64.getEncoder().encode(bytes);
        byte[] text = new byte[1 + base64.length];
        text[0] = MARK;
        System.arraycopy(base64, 0, text, 1, base64.length);
        return text;
    }

    /// The bytes whose text, mark included, is `text[from, to)`; null if it is not base64.
    static byte[] decode(byte[] text, int from, int to) {
        try {
            return Base64.getDecoder().decode(withoutLineBreaks(text, from + 1, to));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /// The official Java client breaks its base64 into lines.
    private static byte[] withoutLineBreaks(byte[] text, int from, int to) {
        byte[] base64 = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (text[i] != '\n') base64[length++] = text[i];
        }
        return length == base64.length ? base64 : Arrays.copyOf(base64, length);
    }
}
