package chat.switchboard.socketio.websocket;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// permessage-deflate (RFC 7692) without context take-over: a connection holds no window, every message stands
/// alone, and a message sent to many is compressed once.
public final class Deflate {
    private static final String NAME = "permessage-deflate";
    private static final String ACCEPTED = NAME + "; server_no_context_takeover; client_no_context_takeover";
    private static final Set<String> FLAGS = Set.of("server_no_context_takeover", "client_no_context_takeover");
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";
    private static final Pattern WINDOW = Pattern.compile("[89]|1[0-5]");
    /// The only window that the JDK's deflater has, as every message might need all of it.
    private static final String LARGEST_WINDOW = "15";

    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    /// The tail, and an empty last block: if that ends the stream, it was at the end of a block before.
    private static final byte[] TAIL_AND_END = {0, 0, (byte) 0xFF, (byte) 0xFF, 3, 0};
    private static final int MAX_STREAMS = 100;

    private static final ThreadLocal<Inflater> INFLATER = ThreadLocal.withInitial(() -> new Inflater(true));
    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    static final Deflate INSTANCE = new Deflate();

    private Deflate() {}

    /// What the 101 answer says of the first offer that can be kept (RFC 7692 §7.1); null if none can.
    ///
    /// @param offers the `Sec-WebSocket-Extensions` headers of the request
    static String answer(List<String> offers) {
        return ExtensionOffers.read(offers).stream()
                .filter(Deflate::isAcceptable)
                .findFirst()
                .map(Deflate::answer)
                .orElse(null);
    }

    private static boolean isAcceptable(ExtensionOffers.Offer offer) {
        return offer.extension().equals(NAME)
                && !offer.doubled()
                && offer.parameters().entrySet().stream().allMatch(Deflate::isAcceptable);
    }

    private static boolean isAcceptable(Map.Entry<String, String> parameter) {
        String value = parameter.getValue();
        return switch (parameter.getKey()) {
            case SERVER_WINDOW -> value.equals(LARGEST_WINDOW);
            case CLIENT_WINDOW -> value.isEmpty() || WINDOW.matcher(value).matches();
            default -> FLAGS.contains(parameter.getKey()) && value.isEmpty();
        };
    }

    /// A window asked for is promised by repeating it.
    private static String answer(ExtensionOffers.Offer offer) {
        boolean window = offer.parameters().containsKey(SERVER_WINDOW);
        return window ? ACCEPTED + "; " + SERVER_WINDOW + "=" + LARGEST_WINDOW : ACCEPTED;
    }

    /// The message in `bytes[0, size)` (RFC 7692 §7.2.2), refused as soon as it turns out longer than `limit`.
    byte[] inflate(byte[] bytes, int size, int limit) throws Violation {
        Inflater inflater = INFLATER.get();
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(limit, size * 3));
        try {
            inflateAll(inflater, bytes, size, out, limit);
            if (!endsWhole(inflater)) throw broken();
        } catch (DataFormatException notDeflate) {
            throw broken();
        }
        return out.toByteArray();
    }

    /// A block with BFINAL ends a stream of blocks, not the message: another stream may follow (§7.2.3.4).
    private static void inflateAll(Inflater inflater, byte[] bytes, int size, ByteArrayOutputStream out, int limit)
            throws DataFormatException, Violation {
        int rest = size;
        for (int streams = 1; streams <= MAX_STREAMS; streams++) {
            inflater.reset();
            inflater.setInput(bytes, size - rest, rest);
            pump(inflater, out, limit);
            rest = inflater.getRemaining();
            if (!inflater.finished() || rest == 0) return;
        }
        throw broken();
    }

    private static void pump(Inflater inflater, ByteArrayOutputStream out, int limit)
            throws DataFormatException, Violation {
        byte[] piece = new byte[4096];
        for (int n = inflater.inflate(piece); n > 0; n = inflater.inflate(piece)) {
            if (n > limit - out.size()) throw new Violation(CloseCode.TOO_BIG, "message over " + limit + " bytes");
            out.write(piece, 0, n);
        }
    }

    /// Whether the message ends where the tail belongs that its sender has left out. If it was cut elsewhere, the tail
    /// and the end behind it mean something else.
    private static boolean endsWhole(Inflater inflater) throws DataFormatException {
        if (inflater.finished()) return false;
        inflater.setInput(TAIL_AND_END);
        return inflater.inflate(new byte[1]) == 0 && inflater.finished() && inflater.getRemaining() == 0;
    }

    private static Violation broken() {
        return new Violation(CloseCode.NOT_UTF8, "broken compressed data");
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
