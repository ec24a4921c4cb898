package chat.switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// A short text that stands at the same place in nearly every frame of a kind: looked for there first.
final class Needle {
    private final byte[] text;
    private int usual;

    Needle(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The index behind the text, or -1.
    int endIn(ByteBuf in, int from, int to) {
        if (isAt(in, from + usual, to)) return from + usual + text.length;
        for (int at = from; at <= to - text.length; at++) {
            if (!isAt(in, at, to)) continue;
            usual = at - from;
            return at + text.length;
        }
        return -1;
    }

    private boolean isAt(ByteBuf in, int at, int to) {
        if (at + text.length > to) return false;
        for (int i = 0; i < text.length; i++) if (in.getByte(at + i) != text[i]) return false;
        return true;
    }
}
