package chat.switchboard.bench.load;

import java.nio.ByteBuffer;

/// A client's WebSocket text frame: final, masked.
final class ClientFrame {
    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;

    private ClientFrame() {}

    static byte[] text(byte[] payload, int mask) {
        int header = headerLength(payload.length);
        ByteBuffer frame = ByteBuffer.allocate(header + payload.length);
        frame.put((byte) FINAL_TEXT);
        if (payload.length < 126) frame.put((byte) (MASKED | payload.length));
        else frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) frame.put(masked(payload[i], mask, i));
        return frame.array();
    }

    /// With the length and the mask; for payloads up to 65,535 bytes.
    static int headerLength(int payloadLength) {
        return payloadLength < 126 ? 6 : 8;
    }

    /// @param index of the byte in the payload
    static byte masked(byte plain, int mask, int index) {
        return (byte) (plain ^ mask >>> (24 - 8 * (index & 3)));
    }
}
