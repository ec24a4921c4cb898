package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.CloseReason;
import chat.switchboard.socketio.engine.EncodedPacket;
import chat.switchboard.socketio.engine.Handshake;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One client in one namespace. All public methods may be called from any thread.
public final class Socket {
    enum State {
        /// The application has not answered yet.
        JOINING,
        JOINED,
        /// Put out by the server; what the client had sent before it knew is ignored.
        PUT_OUT,
        GONE
    }

    private final Connection connection;
    private final String namespace;
    private final String id;
    private volatile State state = State.JOINING;
    private SocketListener listener;
    private PendingRequests requests;
    /// The next one of the same connection.
    Socket next;

    Socket(Connection connection, String namespace, String id) {
        this.connection = connection;
        this.namespace = namespace;
        this.id = id;
    }

    /// The id by which the client knows this socket too; not a secret.
    public String id() {
        return id;
    }

    public String namespace() {
        return namespace;
    }

    public Handshake handshake() {
        return connection.session().handshake();
    }

    /// Sends an event. Frames arrive in the order in which one thread sends them; all sent before the event loop
    /// comes round go out in one write. Without effect when the socket is no longer connected.
    public void send(Frame frame) {
        if (state == State.JOINED) connection.session().send(frame.packets(namespace));
    }

    /// Bytes that wait for the client to take them.
    public long unsentBytes() {
        return connection.session().unsentBytes();
    }

    /// Sends an event and waits for the client's acknowledgement: the future gets its arguments, or fails when
    /// `timeout` is over, the client is gone, or too many wait already ([Options#maxPendingRequests]).
    public CompletableFuture<ArrayNode> request(String name, Duration timeout, byte[]... args) {
        PendingRequests.Pending pending = requests().add(timeout);
        if (state != State.JOINED) pending.gone();
        else if (!pending.answer().isDone()) {
            connection
                    .session()
                    .send(PacketWriter.text(Packet.Type.EVENT, namespace, pending.id(), Frame.payload(name, args)));
        }
        return pending.answer();
    }

    /// Puts the client out of the namespace; it is told, and does not come back by itself.
    public void disconnect() {
        connection.session().execute(() -> connection.putOut(this));
    }

    /// Ends the whole connection, with all its namespaces, after sending what is queued. Clients come back by
    /// themselves.
    public void close() {
        connection.session().close();
    }

    // ---- from here on: for Connection, on the event loop ----

    State state() {
        return state;
    }

    void joined(SocketListener listener) {
        this.listener = listener;
        state = State.JOINED;
        listener.connected(this);
    }

    void event(ArrayNode nameAndArgs, Ack ack) {
        try {
            listener.event(this, nameAndArgs.remove(0).asText(), nameAndArgs, ack);
        } catch (Throwable fault) {
            listener.failed(this, ack, fault);
        }
    }

    void overLimit(String field, Ack ack) {
        listener.overLimit(this, field, ack);
    }

    void acknowledged(long request, ArrayNode args) {
        requests().answered(request, args);
    }

    /// Leaves the state of being connected, for `end`.
    void left(State end, CloseReason reason) {
        boolean wasJoined = state == State.JOINED;
        state = end;
        if (!wasJoined) return;
        requests().gone();
        listener.disconnected(this, reason);
    }

    private synchronized PendingRequests requests() {
        if (requests == null)
            requests = new PendingRequests(connection.options().maxPendingRequests());
        return requests;
    }

    // ---- for Ack ----

    void acknowledge(long event, byte[]... args) {
        if (state == State.JOINED) connection.session().send(PacketWriter.ack(namespace, event, args));
    }

    void acknowledge(long event, List<? extends JsonNode> args) {
        if (state != State.JOINED) return;
        ArrayNode payload = Json.NODES.arrayNode().addAll(args);
        EncodedPacket[] packets = PacketWriter.tree(Packet.Type.ACK, namespace, event, payload);
        connection.session().send(packets);
    }
}
