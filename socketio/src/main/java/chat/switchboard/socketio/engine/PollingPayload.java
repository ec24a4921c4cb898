package chat.switchboard.socketio.engine;

import chat.switchboard.socketio.websocket.Utf8;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Several packets in one HTTP body: text as it is, binary as `b` and base64, `\x1e` between them.
final class PollingPayload {
    private static final byte SEPARATOR = 0x1E;
    private static final byte BINARY = 'b';

    /// Where the packets of a body go, in their order.
    interface Sink {
        /// A text packet, type first: `bytes[from, to)`, never empty.
        void text(byte[] bytes, int from, int to);

        void binary(byte[] bytes);

        /// Whether it still wants packets.
        boolean isOpen();
    }

    private PollingPayload() {}

    static Buffer encode(List<EncodedPacket> packets) {
        Buffer body = Buffer.buffer();
        for (EncodedPacket packet : packets) {
            if (body.length() > 0) body.appendByte(SEPARATOR);
            if (packet.isBinary()) {
                body.appendByte(BINARY).appendBytes(Base64.getEncoder().encode(packet.payload()));
            } else {
                body.appendBytes(packet.frame(), packet.start(), packet.frame().length - packet.start());
            }
        }
        return body;
    }

    /// Hands the packets of a body to `sink`, until it closes.
    ///
    /// @return false if the body is malformed from some packet on, or has more than `maxPackets`
    static boolean decode(byte[] body, int maxPackets, Sink sink) {
        if (!Utf8.isValid(body, 0, body.length)) return false;
        int from = 0;
        for (int count = 0; sink.isOpen(); count++) {
            int to = end(body, from);
            if (to == from || count == maxPackets || !packet(body, from, to, sink)) return false;
            if (to == body.length) return true;
            from = to + 1;
        }
        return true;
    }

    private static int end(byte[] body, int from) {
        int to = from;
        while (to < body.length && body[to] != SEPARATOR) to++;
        return to;
    }

    private static boolean packet(byte[] body, int from, int to, Sink sink) {
        if (body[from] != BINARY) {
            sink.text(body, from, to);
            return true;
        }
        try {
            sink.binary(Base64.getDecoder().decode(withoutLineBreaks(body, from + 1, to)));
            return true;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /// The official Java client breaks its base64 into lines.
    private static byte[] withoutLineBreaks(byte[] body, int from, int to) {
        byte[] base64 = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (body[i] != '\n') base64[length++] = body[i];
        }
        return length == base64.length ? base64 : Arrays.copyOf(base64, length);
    }
}
