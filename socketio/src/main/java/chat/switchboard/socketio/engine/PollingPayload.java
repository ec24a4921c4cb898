package chat.switchboard.socketio.engine;

import chat.switchboard.socketio.websocket.Utf8;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/// Several packets in one HTTP body: text as it is, binary as [Base64Text], `\x1e` between them.
final class PollingPayload {
    private static final byte SEPARATOR = 0x1E;

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
                body.appendBytes(Base64Text.encode(packet.payload()));
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
        if (body[from] != Base64Text.MARK) {
            sink.text(body, from, to);
            return true;
        }
        byte[] binary = Base64Text.decode(body, from, to);
        if (binary != null) sink.binary(binary);
        return binary != null;
    }
}
