package chat.switchboard.socketio.engine;

import chat.switchboard.socketio.websocket.Deflate;
import chat.switchboard.socketio.websocket.FrameHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One Engine.IO packet, encoded once for any number of sessions and both transports: the whole WebSocket frame,
/// whose payload, from `start` on, is also what polling carries.
public final class EncodedPacket {
    static final EncodedPacket PING = control("2");
    static final EncodedPacket PROBE_PONG = control("3probe");
    static final EncodedPacket CLOSE = control("1");
    static final EncodedPacket NOOP = control("6");
    private static final byte[] MESSAGE = {'4'};
    private static final int WORTH_COMPRESSING = 1024;

    private final byte[] frame;
    private final int start;
    private final boolean binary;
    private byte[] compressed;

    private EncodedPacket(byte[] frame, int start, boolean binary) {
        this.frame = frame;
        this.start = start;
        this.binary = binary;
    }

    /// A text message made of these pieces of UTF-8, one behind the other.
    public static EncodedPacket text(byte[]... pieces) {
        int size = MESSAGE.length;
        for (byte[] piece : pieces) size += piece.length;
        byte[] frame = FrameHeader.open(false, false, size);
        int start = frame.length - size;
        frame[start] = MESSAGE[0];
        int end = start + MESSAGE.length;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, frame, end, piece.length);
            end += piece.length;
        }
        return new EncodedPacket(frame, start, false);
    }

    /// A binary message.
    public static EncodedPacket binary(byte[] bytes) {
        byte[] frame = FrameHeader.open(true, false, bytes.length);
        int start = frame.length - bytes.length;
        System.arraycopy(bytes, 0, frame, start, bytes.length);
        return new EncodedPacket(frame, start, true);
    }

    /// A packet that is no message: its type and data as they stand.
    static EncodedPacket control(String packet) {
        byte[] payload = packet.getBytes(StandardCharsets.UTF_8);
        byte[] frame = FrameHeader.open(false, false, payload.length);
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        return new EncodedPacket(frame, frame.length - payload.length, false);
    }

    /// The same, for clients that want no binary frames.
    EncodedPacket withoutBinary() {
        if (!binary) return this;
        byte[] text = Base64Text.encode(payload());
        byte[] base64 = FrameHeader.open(false, false, text.length);
        int base64Start = base64.length - text.length;
        System.arraycopy(text, 0, base64, base64Start, text.length);
        return new EncodedPacket(base64, base64Start, false);
    }

    /// A copy of the packet without its WebSocket header.
    public byte[] payload() {
        return Arrays.copyOfRange(frame, start, frame.length);
    }

    /// Its size as a WebSocket frame, which is what counts as unsent.
    int size() {
        return frame.length;
    }

    byte[] frame() {
        return frame;
    }

    /// Where the payload begins in [#frame].
    int start() {
        return start;
    }

    boolean isBinary() {
        return binary;
    }

    /// The frame for peers that understand permessage-deflate; small ones are not worth it. Two threads may both do
    /// the work at first; either result will do.
    byte[] compressedFrame() {
        if (frame.length < WORTH_COMPRESSING) return frame;
        byte[] result = compressed;
        if (result == null) compressed = result = Deflate.frame(binary, frame, start);
        return result;
    }
}
