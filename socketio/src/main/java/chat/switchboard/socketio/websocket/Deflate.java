package chat.switchboard.socketio.websocket;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// permessage-deflate (RFC 7692) without context take-over: a connection holds no window, every message stands
/// alone, and a message sent to many is compressed once.
public final class Deflate {
    /// What the 101 answer says when an offer was accepted.
    static final String ACCEPTED = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final ThreadLocal<Inflater> INFLATER = ThreadLocal.withInitial(() -> new Inflater(true));
    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    static final Deflate INSTANCE = new Deflate();

    private Deflate() {}

    /// Whether one of the offers in a `Sec-WebSocket-Extensions` header can be kept.
    static boolean acceptable(String offers) {
        return offers != null
                && Arrays.stream(offers.toLowerCase(Locale.ROOT).split(",")).anyMatch(Deflate::acceptableOffer);
    }

    /// A smaller server window is the one thing that cannot be promised: the JDK's deflater has none.
    private static boolean acceptableOffer(String offer) {
        String[] parts = offer.split(";");
        return parts[0].strip().equals("permessage-deflate")
                && Arrays.stream(parts).skip(1).map(String::strip).allMatch(Deflate::acceptableParameter);
    }

    private static boolean acceptableParameter(String parameter) {
        return parameter.equals("server_no_context_takeover")
                || parameter.equals("client_no_context_takeover")
                || parameter.equals("server_max_window_bits=15")
                || parameter.startsWith("client_max_window_bits");
    }

    /// The message in `bytes[0, size)`, refused as soon as it turns out longer than `limit`.
    byte[] inflate(byte[] bytes, int size, int limit) throws Violation {
        Inflater inflater = INFLATER.get();
        inflater.reset();
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(limit, size * 3));
        try {
            pump(inflater, bytes, size, out, limit);
            pump(inflater, TAIL, TAIL.length, out, limit);
        } catch (DataFormatException broken) {
            throw new Violation(CloseCode.NOT_UTF8, "broken compressed data");
        }
        return out.toByteArray();
    }

    private static void pump(Inflater inflater, byte[] in, int size, ByteArrayOutputStream out, int limit)
            throws DataFormatException, Violation {
        inflater.setInput(in, 0, size);
        byte[] piece = new byte[4096];
        for (int n = inflater.inflate(piece); n > 0; n = inflater.inflate(piece)) {
            if (out.size() + n > limit) throw new Violation(CloseCode.TOO_BIG, "message over " + limit + " bytes");
            out.write(piece, 0, n);
        }
    }

    /// A compressed frame for a payload that lies in `bytes` from `start` to the end.
    public static byte[] frame(boolean binary, byte[] bytes, int start) {
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(bytes, start, bytes.length - start);
        byte[] out = new byte[bytes.length + 64];
        int size = 0;
        for (int n; (n = deflater.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH)) > 0; ) {
            size += n;
            if (size == out.length) out = Arrays.copyOf(out, out.length * 2);
        }
        int payload = size - TAIL.length;
        byte[] frame = FrameHeader.open(binary, true, payload);
        System.arraycopy(out, 0, frame, frame.length - payload, payload);
        return frame;
    }
}
