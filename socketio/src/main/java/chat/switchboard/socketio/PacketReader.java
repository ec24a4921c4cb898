package chat.switchboard.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/// Reads `<type>[<attachments>-][<namespace>,][<id>][<JSON>]` from a text message, without copying but for the
/// JSON.
final class PacketReader {
    private static final int MAX_NAMESPACE = 256;
    /// As many digits as a JavaScript number holds exactly.
    private static final int MAX_ID_DIGITS = 15;

    private static final int MAX_ATTACHMENT_DIGITS = 5;
    private static final Packet.Type[] TYPES = Packet.Type.values();

    private final byte[] bytes;
    private final int end;
    private int at;

    private PacketReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /// The packet in `utf8[from, to)`, if a client may send it.
    ///
    /// @param maxAttachments most attachments it may announce
    static Packet read(byte[] utf8, int from, int to, int maxAttachments) throws MalformedPacket {
        return new PacketReader(utf8, from, to).packet(maxAttachments);
    }

    private Packet packet(int maxAttachments) throws MalformedPacket {
        Packet.Type type = type();
        boolean binary = type == Packet.Type.BINARY_EVENT || type == Packet.Type.BINARY_ACK;
        int attachments = binary ? attachments(maxAttachments) : 0;
        String namespace = namespace();
        long id = digits() > 0 ? number(MAX_ID_DIGITS) : Packet.NO_ID;
        Packet head = new Packet(type, namespace, id, attachments, null);
        JsonNode data = at < end ? data(head) : null;
        if (!fits(type, id, data)) throw new MalformedPacket("payload does not fit the packet's type");
        if (binary && !Attachments.areNamedOnce(data, attachments)) throw new MalformedPacket("placeholders");
        return head.with(data);
    }

    private JsonNode data(Packet head) throws MalformedPacket {
        try {
            return Json.read(bytes, at, end);
        } catch (OverLimit over) {
            throw head.type() == Packet.Type.EVENT ? over.in(head) : over;
        }
    }

    private Packet.Type type() throws MalformedPacket {
        int number = at < end ? bytes[at++] - '0' : -1;
        if (number < 0 || number >= TYPES.length) throw new MalformedPacket("unknown packet type");
        return TYPES[number];
    }

    private int attachments(int most) throws MalformedPacket {
        long count = digits() == 0 ? Long.MAX_VALUE : number(MAX_ATTACHMENT_DIGITS);
        if (count > most || at == end || bytes[at++] != '-') throw new MalformedPacket("attachments");
        return (int) count;
    }

    private String namespace() throws MalformedPacket {
        if (at == end || bytes[at] != '/') return Packet.ROOT;
        int start = at;
        while (at < end && bytes[at] != ',') at++;
        if (at - start > MAX_NAMESPACE) throw new MalformedPacket("namespace too long");
        String namespace = new String(bytes, start, at - start, StandardCharsets.UTF_8);
        if (at < end) at++;
        return namespace;
    }

    private int digits() {
        int i = at;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') i++;
        return i - at;
    }

    private long number(int maxDigits) throws MalformedPacket {
        int digits = digits();
        if (digits > maxDigits) throw new MalformedPacket("number too long");
        long number = 0;
        for (int stop = at + digits; at < stop; at++) number = number * 10 + bytes[at] - '0';
        return number;
    }

    private static boolean fits(Packet.Type type, long id, JsonNode data) {
        return switch (type) {
            case CONNECT -> id == Packet.NO_ID && (data == null || data.isObject());
            case DISCONNECT -> id == Packet.NO_ID && data == null;
            case EVENT, BINARY_EVENT -> data != null && data.isArray() && isName(data.path(0));
            case ACK, BINARY_ACK -> id != Packet.NO_ID && data != null && data.isArray();
            case CONNECT_ERROR -> false;
        };
    }

    private static boolean isName(JsonNode name) {
        return name.isTextual() || name.isNumber();
    }
}
