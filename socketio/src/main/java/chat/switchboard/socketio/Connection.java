package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.CloseReason;
import chat.switchboard.socketio.engine.EncodedPacket;
import chat.switchboard.socketio.engine.EngineListener;
import chat.switchboard.socketio.engine.EngineSession;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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
    private int admissions;
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
            else await(packet.attachments(), Arrays.copyOfRange(utf8, from, to));
        } catch (Throwable thrown) {
            failed(thrown);
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
        } catch (Throwable thrown) {
            failed(thrown);
        }
    }

    /// An incomplete packet may take memory for a time only.
    private void await(int attachments, byte[] utf8) {
        Attachments awaited =
                new Attachments(utf8, attachments, options().engine().maxPayload());
        long nanos = options().engine().receiveTimeout().toNanos();
        awaited.deadline(
                session.loop().schedule(() -> session.execute(() -> late(awaited)), nanos, TimeUnit.NANOSECONDS));
        incomplete = awaited;
    }

    private void late(Attachments awaited) {
        if (incomplete == awaited) reject(new MalformedPacket("attachments that do not come"));
    }

    /// The edge: whatever one packet leads to, it ends this connection at most.
    private void failed(Throwable thrown) {
        switch (thrown) {
            case OverLimit over when over.event() != null -> overLimit(over);
            case MalformedPacket malformed -> reject(malformed);
            default -> {
                LOG.error("connection closed", thrown);
                session.close();
            }
        }
    }

    private void overLimit(OverLimit over) {
        Socket socket = find(over.event().namespace());
        try {
            if (isJoined(socket)) socket.overLimit(over.field(), ack(socket, over.event()));
        } catch (Throwable thrown) {
            failed(thrown);
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
                if (isJoined(socket)) socket.event((ArrayNode) packet.data(), ack(socket, packet));
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
        if (++admissions > options().maxAdmissions()) throw new MalformedPacket("too many admissions");
        Socket socket = new Socket(this, packet.namespace(), server.newSocketId());
        socket.next = sockets;
        sockets = socket;
        ObjectNode auth = packet.data() == null ? Json.NODES.objectNode() : (ObjectNode) packet.data();
        try {
            server.application()
                    .admit(session.handshake(), socket.namespace(), auth)
                    .whenComplete((admission, fault) -> session.execute(() -> admitted(socket, admission, fault)));
        } catch (Throwable fault) {
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
                welcome(socket, accepted.listener());
            }
            case Admission.Refused refused -> {
                remove(socket);
                session.send(PacketWriter.connectError(socket.namespace(), refused));
            }
        }
    }

    private void welcome(Socket socket, SocketListener listener) {
        try {
            socket.joined(listener);
        } catch (Throwable fault) {
            failed(fault);
        }
    }

    private static Ack ack(Socket socket, Packet event) {
        return event.id() == Packet.NO_ID ? Ack.NONE : new Ack(socket, event.id());
    }

    private void left(Socket socket) {
        if (socket == null) return;
        remove(socket);
        leave(socket, Socket.State.GONE, CloseReason.CLIENT_LEFT);
        awaitAdmission();
    }

    /// The server puts a socket out. It stays in the list, so that what its client sends until it knows is ignored.
    void putOut(Socket socket) {
        if (socket.state() != Socket.State.JOINED) return;
        EncodedPacket goodbye = PacketWriter.disconnect(socket.namespace());
        session.send(goodbye);
        leave(socket, Socket.State.PUT_OUT, CloseReason.SERVER_LEFT);
        awaitAdmission();
    }

    private void awaitAdmission() {
        boolean[] joined = {false};
        forEach(socket -> joined[0] |= socket.state() == Socket.State.JOINED);
        if (!joined[0]) session.awaitAdmission();
    }

    @Override
    public void closed(CloseReason reason) {
        if (incomplete != null) incomplete.cancelDeadline();
        incomplete = null;
        forEach(socket -> leave(socket, Socket.State.GONE, reason));
        sockets = null;
    }

    /// A fault of one listener keeps no other from hearing of the end.
    private static void leave(Socket socket, Socket.State end, CloseReason reason) {
        try {
            socket.left(end, reason);
        } catch (Throwable fault) {
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
