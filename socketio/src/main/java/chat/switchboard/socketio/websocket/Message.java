package chat.switchboard.socketio.websocket;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// A message that is arriving, in one frame or in several.
final class Message {
    private static final byte[] EMPTY = {};

    private final boolean text;
    private final boolean compressed;
    private byte[] bytes = EMPTY;
    private int size;
    private int utf8 = Utf8.COMPLETE;

    Message(boolean text, boolean compressed) {
        this.text = text;
        this.compressed = compressed;
    }

    int size() {
        return size;
    }

    /// Takes the next `piece` bytes of a frame, of which `due` are due, unmasks them and checks them as far as they
    /// go.
    ///
    /// @param last whether the frame ends the message
    void append(ByteBuf in, int piece, int due, boolean last, int mask, int position) throws Violation {
        int end = size + piece;
        if (end > bytes.length) bytes = Arrays.copyOf(bytes, room(end, size + due, last));
        in.readBytes(bytes, size, piece);
        Mask.undo(bytes, size, end, mask, position);
        if (text && !compressed) checkUtf8(size, end);
        size = end;
    }

    /// Exactly what is needed if the message is all there, else twice as much as before: a message of many small
    /// frames is not to be copied for each of them. The first and the last frame say where to stop.
    private int room(int end, int frameEnd, boolean last) {
        int doubled = Math.max(end, bytes.length * 2);
        return last || size == 0 ? Math.min(doubled, frameEnd) : doubled;
    }

    /// Hands the whole message over.
    void finish(FrameReader.Sink sink, Deflate deflate, int limit) throws Violation {
        if (compressed) {
            bytes = deflate.inflate(bytes, size, limit);
            size = bytes.length;
            if (text) checkUtf8(0, size);
        }
        if (utf8 != Utf8.COMPLETE) throw new Violation(CloseCode.NOT_UTF8, "text ends inside a character");
        if (text) sink.text(bytes, size);
        else sink.binary(bytes, size);
    }

    private void checkUtf8(int from, int to) throws Violation {
        utf8 = Utf8.check(utf8, bytes, from, to);
        if (utf8 == Utf8.INVALID) throw new Violation(CloseCode.NOT_UTF8, "text is not UTF-8");
    }
}
