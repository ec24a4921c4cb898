package chat.switchboard.socketio.websocket;

/// Headers of the frames a server sends: final, unmasked, the shortest length form.
public final class FrameHeader {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;
    static final int FINAL = 0x80;
    static final int COMPRESSED = 0x40;

    private FrameHeader() {}

    /// How many bytes the header of a frame with this payload takes.
    public static int size(int payload) {
        return payload < 126 ? 2 : payload < 65_536 ? 4 : 10;
    }

    /// A buffer with a text (or binary) header for `payload` bytes at its start and room for them behind it.
    public static byte[] open(boolean binary, boolean compressed, int payload) {
        return open((binary ? BINARY : TEXT) | (compressed ? COMPRESSED : 0), payload);
    }

    static byte[] open(int opcodeAndFlags, int payload) {
        int size = size(payload);
        byte[] frame = new byte[size + payload];
        frame[0] = (byte) (FINAL | opcodeAndFlags);
        frame[1] = (byte) (size == 2 ? payload : size == 4 ? 126 : 127);
        for (int i = size - 1, rest = payload; i > 1; i--, rest >>>= 8) frame[i] = (byte) rest;
        return frame;
    }
}
