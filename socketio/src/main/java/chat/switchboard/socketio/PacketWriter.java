package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.EncodedPacket;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes Socket.IO packets as the Engine.IO messages that carry them.
final class PacketWriter {
    private static final byte[] NOTHING = {};
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] END = {']'};

    private PacketWriter() {}

    static EncodedPacket connect(String namespace, String sid) {
        return text(Packet.Type.CONNECT, namespace, Packet.NO_ID, ascii("{\"sid\":\"" + sid + "\"}"));
    }

    static EncodedPacket connectError(String namespace, Admission.Refused refused) {
        ObjectNode error = Json.NODES.objectNode().put("message", refused.message());
        if (refused.data() != null) error.set("data", refused.data());
        return text(Packet.Type.CONNECT_ERROR, namespace, Packet.NO_ID, Json.write(error));
    }

    static EncodedPacket disconnect(String namespace) {
        return text(Packet.Type.DISCONNECT, namespace, Packet.NO_ID, NOTHING);
    }

    /// An acknowledgement whose arguments are JSON already.
    static EncodedPacket ack(String namespace, long id, byte[]... args) {
        byte[][] pieces = new byte[Math.max(2, 2 * args.length + 1)][];
        pieces[0] = OPEN;
        for (int i = 0; i < args.length; i++) {
            pieces[2 * i] = i == 0 ? OPEN : COMMA;
            pieces[2 * i + 1] = args[i];
        }
        pieces[pieces.length - 1] = END;
        return text(Packet.Type.ACK, namespace, id, pieces);
    }

    /// A packet without binary parts; `payload` is JSON in pieces.
    static EncodedPacket text(Packet.Type type, String namespace, long id, byte[]... payload) {
        byte[][] pieces = new byte[payload.length + 1][];
        pieces[0] = head(type, 0, namespace, id);
        System.arraycopy(payload, 0, pieces, 1, payload.length);
        return EncodedPacket.text(pieces);
    }

    /// An event or an acknowledgement, `type` being its form without binary parts, with whatever is in `payload`.
    static EncodedPacket[] tree(Packet.Type type, String namespace, long id, ArrayNode payload) {
        List<byte[]> attachments = new ArrayList<>(0);
        JsonNode json = Attachments.takeOut(payload, attachments);
        if (attachments.isEmpty()) return new EncodedPacket[] {text(type, namespace, id, Json.write(json))};
        Packet.Type binary = type == Packet.Type.EVENT ? Packet.Type.BINARY_EVENT : Packet.Type.BINARY_ACK;
        EncodedPacket[] packets = new EncodedPacket[1 + attachments.size()];
        packets[0] = EncodedPacket.text(head(binary, attachments.size(), namespace, id), Json.write(json));
        for (int i = 1; i < packets.length; i++) packets[i] = EncodedPacket.binary(attachments.get(i - 1));
        return packets;
    }

    private static byte[] head(Packet.Type type, int attachments, String namespace, long id) {
        if (attachments == 0 && namespace.equals(Packet.ROOT)) return head(type, id);
        StringBuilder head = new StringBuilder(24).append(type.ordinal());
        if (attachments > 0) head.append(attachments).append('-');
        if (!namespace.equals(Packet.ROOT)) head.append(namespace).append(',');
        if (id != Packet.NO_ID) head.append(id);
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// `<type>[<id>]`, which is nearly every packet, without text in between.
    private static byte[] head(Packet.Type type, long id) {
        int digits = 0;
        for (long rest = id; rest > 0 || rest == 0 && digits == 0; rest /= 10) digits++;
        byte[] head = new byte[1 + digits];
        head[0] = (byte) ('0' + type.ordinal());
        for (int i = digits; i > 0; i--, id /= 10) head[i] = (byte) ('0' + id % 10);
        return head;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
