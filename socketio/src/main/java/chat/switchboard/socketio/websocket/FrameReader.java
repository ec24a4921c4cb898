package chat.switchboard.socketio.websocket;

import io.netty.buffer.ByteBuf;

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

        /// Whether nothing more is to be read for now.
        default boolean isPaused() {
            return false;
        }

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

    private static final int MAX_CONTROL_PAYLOAD = 125;

    private final Sink sink;
    private final int maxPayload;
    private final Deflate deflate;

    private Part part = Part.FLAGS;
    private byte flags;
    private byte lengthBytes;
    private byte collectedBytes;
    private long collected;
    private int mask;
    private int length;
    private int received;

    /// The control frame that is arriving, or null.
    private byte[] control;

    /// The message that is arriving, between its frames too, or null.
    private Message message;

    /// @param maxPayload longest message in bytes
    /// @param deflate what understands compressed messages; null if they have not been agreed on
    FrameReader(Sink sink, int maxPayload, Deflate deflate) {
        this.sink = sink;
        this.maxPayload = maxPayload;
        this.deflate = deflate;
    }

    /// Reads all of `in`, or until the sink is paused.
    void read(ByteBuf in) throws Violation {
        boolean complete = true;
        while (complete && (in.isReadable() || part == Part.PAYLOAD) && !sink.isPaused()) {
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
            case FrameHeader.CONTINUATION -> Violation.unless(message != null, "continuation of nothing");
            case FrameHeader.TEXT, FrameHeader.BINARY ->
                Violation.unless(message == null, "a message inside a message");
            case FrameHeader.CLOSE, FrameHeader.PING, FrameHeader.PONG ->
                Violation.unless(isFinal(), "control frame in pieces");
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
        Violation.unless((b & 0x80) != 0, "unmasked frame");
        int shortLength = b & 0x7F;
        Violation.unless(!isControl() || shortLength <= MAX_CONTROL_PAYLOAD, "control frame too long");
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
        Violation.unless(announced >= (lengthBytes == 2 ? 126 : 65_536), "length not in its shortest form");
        announced(announced);
        return true;
    }

    private void announced(long announced) throws Violation {
        int before = message == null ? 0 : message.size();
        if (!isControl() && announced > maxPayload - before) {
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
        if (isControl()) control = new byte[length];
        else if (message == null) message = new Message(opcode() == FrameHeader.TEXT, isCompressed());
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

    private boolean payload(ByteBuf in) throws Violation {
        int piece = Math.min(in.readableBytes(), length - received);
        if (isControl()) {
            in.readBytes(control, received, piece);
            Mask.undo(control, received, received + piece, mask, received);
        } else {
            message.append(in, piece, length - received, isFinal(), mask, received);
        }
        received += piece;
        if (received < length) return false;
        part = Part.FLAGS;
        if (isControl()) endControl();
        else if (isFinal()) endMessage();
        return true;
    }

    private void endMessage() throws Violation {
        Message whole = message;
        message = null;
        whole.finish(sink, deflate, maxPayload);
    }

    private void endControl() throws Violation {
        byte[] payload = control;
        control = null;
        switch (opcode()) {
            case FrameHeader.PING -> sink.ping(payload);
            case FrameHeader.PONG -> sink.pong();
            default -> sink.close(CloseCode.read(payload));
        }
    }

    private int opcode() {
        return flags & 0x0F;
    }

    private boolean isFinal() {
        return (flags & FrameHeader.FINAL) != 0;
    }

    private boolean isCompressed() {
        return (flags & FrameHeader.COMPRESSED) != 0;
    }

    private boolean isControl() {
        return (flags & 0x08) != 0;
    }
}
