package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.CloseReason;
import chat.switchboard.socketio.engine.EncodedPacket;
import chat.switchboard.socketio.engine.EngineListener;
import chat.switchboard.socketio.engine.EngineSession;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's Socket.IO connection: the packets of its session, and its sockets in their namespaces. On the
/// session's event loop.
final class Connection implements EngineListener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Admission.Refused FAULT = new Admission.Refused("Internal error", null);

    private final SocketIoServer server;
    private final EngineSession session;
    private Attachments incomplete;
    /// Nearly always the only one, so a list through [Socket#next] is all they need.
    private Socket sockets;

    Connection(SocketIoServer server, EngineSession session) {
        this.server = server;
        this.session = session;
    }

    EngineSession session() {
        return session;
    }

    Options options() {
        return server.options();
    }

    @Override
    public void text(byte[] utf8, int from, int to) {
        try {
            if (incomplete != null) throw new MalformedPacket("text where an attachment is due");
            Packet packet = PacketReader.read(utf8, from, to, options().maxAttachments());
            if (packet.attachments() == 0) handle(packet);
            else incomplete = new Attachments(packet, options().engine().maxPayload());
        } catch (MalformedPacket malformed) {
            reject(malformed);
        }
    }

    @Override
    public void binary(byte[] bytes) {
        try {
            if (incomplete == null) throw new MalformedPacket("attachment of nothing");
            Packet whole = incomplete.add(bytes);
            if (whole == null) return;
            incomplete = null;
            handle(whole);
        } catch (MalformedPacket malformed) {
            reject(malformed);
        }
    }

    private void reject(MalformedPacket malformed) {
        LOG.debug("{}: {}", session.handshake().remoteAddress(), malformed.getMessage());
        session.reject();
    }

    private void handle(Packet packet) throws MalformedPacket {
        Socket socket = find(packet.namespace());
        switch (packet.type()) {
            case CONNECT -> connect(socket, packet);
            case DISCONNECT -> left(socket);
            case EVENT, BINARY_EVENT -> {
                if (isJoined(socket)) event(socket, packet);
            }
            case ACK, BINARY_ACK -> {
                if (isJoined(socket)) socket.acknowledged(packet.id(), (ArrayNode) packet.data());
            }
            case CONNECT_ERROR -> throw new MalformedPacket("only servers send connect errors");
        }
    }

    /// Whether the packet is for somebody; if its sender cannot even have believed so, it is malformed.
    private static boolean isJoined(Socket socket) throws MalformedPacket {
        if (socket == null || socket.state() == Socket.State.JOINING) throw new MalformedPacket("not connected");
        return socket.state() == Socket.State.JOINED;
    }

    private void connect(Socket before, Packet packet) throws MalformedPacket {
        // The official JavaScript client may ask twice before it has its answer, which then does for both.
        if (before != null && before.state() != Socket.State.PUT_OUT) return;
        if (before != null) remove(before);
        if (count() >= options().maxNamespaces()) throw new MalformedPacket("too many namespaces");
        Socket socket = new Socket(this, packet.namespace(), server.newSocketId());
        socket.next = sockets;
        sockets = socket;
        ObjectNode auth = packet.data() == null ? Json.NODES.objectNode() : (ObjectNode) packet.data();
        try {
            server.application()
                    .admit(session.handshake(), socket.namespace(), auth)
                    .whenComplete((admission, fault) -> session.execute(() -> admitted(socket, admission, fault)));
        } catch (RuntimeException fault) {
            admitted(socket, null, fault);
        }
    }

    private void admitted(Socket socket, Admission admission, Throwable fault) {
        if (socket.state() != Socket.State.JOINING) return;
        if (fault != null) LOG.error("admission failed", fault);
        switch (fault == null ? admission : FAULT) {
            case Admission.Accepted accepted -> {
                session.admitted();
                session.send(PacketWriter.connect(socket.namespace(), socket.id()));
                guarded(() -> socket.joined(accepted.listener()));
            }
            case Admission.Refused refused -> {
                remove(socket);
                session.send(PacketWriter.connectError(socket.namespace(), refused));
            }
        }
    }

    private void event(Socket socket, Packet packet) {
        Ack ack = packet.id() == Packet.NO_ID ? Ack.NONE : new Ack(socket, packet.id());
        guarded(() -> socket.event((ArrayNode) packet.data(), ack));
    }

    private void left(Socket socket) {
        if (socket == null) return;
        remove(socket);
        guarded(() -> socket.left(Socket.State.GONE, CloseReason.CLIENT_LEFT));
        awaitAdmission();
    }

    /// The server puts a socket out. It stays in the list, so that what its client sends until it knows is ignored.
    void putOut(Socket socket) {
        if (socket.state() != Socket.State.JOINED) return;
        EncodedPacket goodbye = PacketWriter.disconnect(socket.namespace());
        session.send(goodbye);
        guarded(() -> socket.left(Socket.State.PUT_OUT, CloseReason.SERVER_LEFT));
        awaitAdmission();
    }

    private void awaitAdmission() {
        boolean[] joined = {false};
        forEach(socket -> joined[0] |= socket.state() == Socket.State.JOINED);
        if (!joined[0]) session.awaitAdmission();
    }

    @Override
    public void closed(CloseReason reason) {
        incomplete = null;
        forEach(socket -> guarded(() -> socket.left(Socket.State.GONE, reason)));
        sockets = null;
    }

    /// The edge: a fault of the application is logged, and hurts nobody else.
    private void guarded(Runnable applicationCode) {
        try {
            applicationCode.run();
        } catch (RuntimeException fault) {
            LOG.error("listener failed", fault);
        }
    }

    private Socket find(String namespace) {
        Socket socket = sockets;
        while (socket != null && !socket.namespace().equals(namespace)) socket = socket.next;
        return socket;
    }

    private void remove(Socket removed) {
        if (sockets == removed) sockets = removed.next;
        else
            forEach(socket -> {
                if (socket.next == removed) socket.next = removed.next;
            });
    }

    private int count() {
        int[] count = {0};
        forEach(_ -> count[0]++);
        return count[0];
    }

    private void forEach(Consumer<Socket> action) {
        for (Socket socket = sockets, next; socket != null; socket = next) {
            next = socket.next;
            action.accept(socket);
        }
    }
}
