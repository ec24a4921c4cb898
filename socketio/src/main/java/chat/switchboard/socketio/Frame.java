package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.EncodedPacket;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An event for clients, encoded when it is made, with its WebSocket header, and shared by all sockets it is sent
/// to.
public final class Frame {
    private static final byte[] COMMA = {','};
    private static final byte[] END = {']'};

    private final ArrayNode tree;
    private final byte[][] json;
    private final EncodedPacket[] packets;
    private volatile Addressed addressed;

    private record Addressed(String namespace, EncodedPacket[] packets) {}

    private Frame(ArrayNode tree, byte[][] json) {
        this.tree = tree;
        this.json = json;
        this.packets = encode(Packet.ROOT);
    }

    /// An event whose arguments are JSON already, in UTF-8; it is trusted to be valid.
    public static Frame event(String name, byte[]... args) {
        return new Frame(null, payload(name, args));
    }

    /// An event whose arguments may have binary parts (`BinaryNode`), at any depth.
    public static Frame event(String name, List<? extends JsonNode> args) {
        return new Frame(Json.NODES.arrayNode().add(name).addAll(args), null);
    }

    /// `["name",arg,…]` in pieces.
    static byte[][] payload(String name, byte[]... args) {
        byte[][] pieces = new byte[2 + 2 * args.length][];
        pieces[0] = start(name);
        for (int i = 0; i < args.length; i++) {
            pieces[1 + 2 * i] = COMMA;
            pieces[2 + 2 * i] = args[i];
        }
        pieces[pieces.length - 1] = END;
        return pieces;
    }

    private static byte[] start(String name) {
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(name);
        byte[] start = new byte[quoted.length + 3];
        start[0] = '[';
        start[1] = '"';
        System.arraycopy(quoted, 0, start, 2, quoted.length);
        start[start.length - 1] = '"';
        return start;
    }

    /// The packets for sockets of this namespace; those of the last other namespace than `/` are kept.
    EncodedPacket[] packets(String namespace) {
        if (namespace.equals(Packet.ROOT)) return packets;
        Addressed last = addressed;
        if (last == null || !last.namespace.equals(namespace)) {
            last = new Addressed(namespace, encode(namespace));
            addressed = last;
        }
        return last.packets;
    }

    private EncodedPacket[] encode(String namespace) {
        if (tree != null) return PacketWriter.tree(Packet.Type.EVENT, namespace, Packet.NO_ID, tree);
        return new EncodedPacket[] {PacketWriter.text(Packet.Type.EVENT, namespace, Packet.NO_ID, json)};
    }

    /// The event's name and arguments as JSON.
    @Override
    public String toString() {
        if (tree != null) return tree.toString();
        var text = new StringBuilder();
        for (byte[] piece : json) text.append(new String(piece, StandardCharsets.UTF_8));
        return text.toString();
    }
}
