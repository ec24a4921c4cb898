package chat.switchboard.bench.load;

import io.netty.buffer.ByteBuf;

/// Finds a server's WebSocket frames in the bytes of a connection. Servers do not mask and ours do not fragment.
final class FrameReader {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    int opcode;
    /// Where the payload starts in the buffer given, and how long it is.
    int start;

    int length;

    /// Steps over the next frame; false, and nothing read, when it is not complete.
    boolean next(ByteBuf in) {
        int at = in.readerIndex();
        int readable = in.writerIndex() - at;
        if (readable < 2) return false;
        int length = in.getByte(at + 1);
        int header = 2;
        if (length == 126) {
            if (readable < 4) return false;
            length = in.getUnsignedShort(at + 2);
            header = 4;
        } else if (length == 127) {
            if (readable < 10) return false;
            length = Math.toIntExact(in.getLong(at + 2));
            header = 10;
        } else if (length < 0) {
            throw new IllegalStateException("A server must not mask");
        }
        if (readable < header + length) return false;
        this.opcode = in.getByte(at) & 0x0f;
        this.start = at + header;
        this.length = length;
        in.readerIndex(at + header + length);
        return true;
    }
}
