package chat.switchboard.socketio.websocket;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Bytes in, messages and control frames out: the receiving half of RFC 6455 §5, without a socket.
///
/// Bytes may be cut anywhere. A message grows as its bytes arrive, never by the length a header announces, and is
/// refused by that length before a byte of it is kept. Between messages nothing is held.
final class FrameReader {
    /// Where whole messages and control frames go.
    interface Sink {
        void text(byte[] utf8, int length);

        void binary(byte[] bytes, int length);

        void ping(byte[] payload);

        void pong();

        /// The peer's close frame; [CloseCode#NONE] if it gave no code.
        void close(int code);
    }

    private enum Part {
        FLAGS,
        LENGTH,
        EXTENDED_LENGTH,
        MASK,
        PAYLOAD
    }

    private static final int NO_MESSAGE = -1;
    private static final int MAX_CONTROL_PAYLOAD = 125;
    private static final byte[] EMPTY = {};

    private final Sink sink;
    private final int maxPayload;
    private Deflate deflate;

    private Part part = Part.FLAGS;
    private byte flags;
    private byte lengthBytes;
    private byte collectedBytes;
    private long collected;
    private int mask;
    private int length;
    private int received;

    private byte[] control;
    private byte[] message = EMPTY;
    private int messageSize;
    private int messageOpcode = NO_MESSAGE;
    private boolean messageCompressed;
    private int utf8 = Utf8.COMPLETE;

    FrameReader(Sink sink, int maxPayload) {
        this.sink = sink;
        this.maxPayload = maxPayload;
    }

    /// Allows compressed messages from here on.
    void decompressWith(Deflate deflate) {
        this.deflate = deflate;
    }

    /// Reads all of `in`.
    void read(ByteBuf in) throws Violation {
        boolean complete = true;
        while (complete && (in.isReadable() || part == Part.PAYLOAD)) {
            complete = switch (part) {
                case FLAGS -> flags(in);
                case LENGTH -> length(in);
                case EXTENDED_LENGTH -> extendedLength(in);
                case MASK -> mask(in);
                case PAYLOAD -> payload(in);
            };
        }
    }

    private boolean flags(ByteBuf in) throws Violation {
        flags = in.readByte();
        if ((flags & 0x70) != 0 && !compressedStart()) throw Violation.protocol("reserved bit set");
        switch (opcode()) {
            case FrameHeader.CONTINUATION -> require(messageOpcode != NO_MESSAGE, "continuation of nothing");
            case FrameHeader.TEXT, FrameHeader.BINARY ->
                require(messageOpcode == NO_MESSAGE, "a message inside a message");
            case FrameHeader.CLOSE, FrameHeader.PING, FrameHeader.PONG -> require(isFinal(), "control frame in pieces");
            default -> throw Violation.protocol("reserved opcode");
        }
        part = Part.LENGTH;
        return true;
    }

    private boolean compressedStart() {
        boolean data = opcode() == FrameHeader.TEXT || opcode() == FrameHeader.BINARY;
        return deflate != null && data && (flags & 0x70) == FrameHeader.COMPRESSED;
    }

    private boolean length(ByteBuf in) throws Violation {
        int b = in.readUnsignedByte();
        require((b & 0x80) != 0, "unmasked frame");
        int shortLength = b & 0x7F;
        require(!isControl() || shortLength <= MAX_CONTROL_PAYLOAD, "control frame too long");
        if (shortLength < 126) {
            announced(shortLength);
        } else {
            lengthBytes = (byte) (shortLength == 126 ? 2 : 8);
            part = Part.EXTENDED_LENGTH;
        }
        return true;
    }

    private boolean extendedLength(ByteBuf in) throws Violation {
        if (!collect(in, lengthBytes)) return false;
        long announced = collected;
        require(announced >= (lengthBytes == 2 ? 126 : 65_536), "length not in its shortest form");
        announced(announced);
        return true;
    }

    private void announced(long announced) throws Violation {
        if (!isControl() && announced > maxPayload - messageSize) {
            throw new Violation(CloseCode.TOO_BIG, "message over " + maxPayload + " bytes");
        }
        length = (int) announced;
        collectedBytes = 0;
        part = Part.MASK;
    }

    private boolean mask(ByteBuf in) {
        if (!collect(in, 4)) return false;
        mask = (int) collected;
        collectedBytes = 0;
        received = 0;
        if (!isControl()) beginData();
        part = Part.PAYLOAD;
        return true;
    }

    /// Gathers a big-endian number that may be cut between two reads.
    private boolean collect(ByteBuf in, int bytes) {
        if (collectedBytes == 0) collected = 0;
        while (collectedBytes < bytes && in.isReadable()) {
            collected = collected << 8 | in.readUnsignedByte();
            collectedBytes++;
        }
        return collectedBytes == bytes;
    }

    private void beginData() {
        if (opcode() == FrameHeader.CONTINUATION) return;
        messageOpcode = opcode();
        messageCompressed = (flags & FrameHeader.COMPRESSED) != 0;
    }

    private boolean payload(ByteBuf in) throws Violation {
        int piece = Math.min(in.readableBytes(), length - received);
        if (isControl()) {
            takeControl(in, piece);
        } else {
            takeData(in, piece);
        }
        received += piece;
        if (received < length) return false;
        part = Part.FLAGS;
        if (isControl()) {
            endControl();
        } else if (isFinal()) {
            endMessage();
        }
        return true;
    }

    private void takeControl(ByteBuf in, int piece) {
        if (control == null) control = new byte[length];
        in.readBytes(control, received, piece);
        Mask.undo(control, received, received + piece, mask, received);
    }

    private void takeData(ByteBuf in, int piece) throws Violation {
        if (piece == 0) return;
        int end = messageSize + piece;
        if (end > message.length) message = Arrays.copyOf(message, room(end));
        in.readBytes(message, messageSize, piece);
        Mask.undo(message, messageSize, end, mask, received);
        if (messageOpcode == FrameHeader.TEXT && !messageCompressed) checkUtf8(message, messageSize, end);
        messageSize = end;
    }

    /// Exactly what is needed for a message that is all there, else doubling up to the frame's announced end.
    private int room(int end) {
        int frameEnd = messageSize + length - received;
        if (end == frameEnd && isFinal()) return end;
        return Math.min(Math.max(end, message.length * 2), Math.max(end, frameEnd));
    }

    private void checkUtf8(byte[] bytes, int from, int to) throws Violation {
        utf8 = Utf8.check(utf8, bytes, from, to);
        if (utf8 == Utf8.INVALID) throw new Violation(CloseCode.NOT_UTF8, "text is not UTF-8");
    }

    private void endMessage() throws Violation {
        byte[] bytes = message;
        int size = messageSize;
        boolean text = messageOpcode == FrameHeader.TEXT;
        if (messageCompressed) {
            bytes = deflate.inflate(bytes, size, maxPayload);
            size = bytes.length;
            if (text) checkUtf8(bytes, 0, size);
        }
        if (utf8 != Utf8.COMPLETE) throw new Violation(CloseCode.NOT_UTF8, "text ends inside a character");
        message = EMPTY;
        messageSize = 0;
        messageOpcode = NO_MESSAGE;
        if (text) sink.text(bytes, size);
        else sink.binary(bytes, size);
    }

    private void endControl() throws Violation {
        byte[] payload = control == null ? EMPTY : control;
        control = null;
        switch (opcode()) {
            case FrameHeader.PING -> sink.ping(payload);
            case FrameHeader.PONG -> sink.pong();
            default -> sink.close(closeCode(payload));
        }
    }

    private static int closeCode(byte[] payload) throws Violation {
        if (payload.length == 0) return CloseCode.NONE;
        require(payload.length > 1, "close frame with half a code");
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        require(CloseCode.allowedFromPeer(code), "close code not allowed");
        if (Utf8.check(Utf8.COMPLETE, payload, 2, payload.length) != Utf8.COMPLETE) {
            throw new Violation(CloseCode.NOT_UTF8, "close reason is not UTF-8");
        }
        return code;
    }

    private int opcode() {
        return flags & 0x0F;
    }

    private boolean isFinal() {
        return (flags & FrameHeader.FINAL) != 0;
    }

    private boolean isControl() {
        return (flags & 0x08) != 0;
    }

    private static void require(boolean kept, String rule) throws Violation {
        if (!kept) throw Violation.protocol(rule);
    }
}
