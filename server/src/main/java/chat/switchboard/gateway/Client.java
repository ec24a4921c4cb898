package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.identity.Principal;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.routing.Place;
import chat.switchboard.socketio.Ack;
import chat.switchboard.socketio.Frame;
import chat.switchboard.socketio.Socket;
import chat.switchboard.socketio.SocketListener;
import chat.switchboard.socketio.engine.CloseReason;
import chat.switchboard.wire.Audience;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// One authenticated socket. Thousands of these are idle, so it holds next to nothing.
final class Client implements SocketListener {
    private final Gateway gateway;
    private final Principal principal;
    private Socket socket;
    private Set<UUID> joined = Set.of();
    private boolean gone;

    Client(Gateway gateway, Principal principal) {
        this.gateway = gateway;
        this.principal = principal;
    }

    Actor actor() {
        return principal.actor();
    }

    UUID sessionId() {
        return principal.sessionId();
    }

    /// The id of the person behind the socket.
    UUID personId() {
        return switch (principal.actor()) {
            case Actor.Writer writer -> writer.id();
            case Actor.Staff staff -> staff.id();
            case Actor.Bot _, Actor.System _ -> throw new IllegalStateException("The server has no socket");
        };
    }

    Audience audience() {
        return Audience.of(principal.actor());
    }

    /// The place in the queue of a conversation that waits, else null.
    Place place(UUID conversationId) {
        return gateway.place(conversationId);
    }

    boolean maySee(Conversation conversation) {
        return conversation.visibleTo(principal.actor());
    }

    void send(Frame frame) {
        socket.send(frame);
    }

    void close() {
        socket.close();
    }

    /// Remembers a joined conversation; false when there are `most` already or the socket is gone.
    synchronized boolean remember(UUID conversationId, int most) {
        if (gone) return false;
        if (joined.contains(conversationId)) return true;
        if (joined.size() >= most) return false;
        if (joined.isEmpty()) joined = HashSet.newHashSet(1);
        joined.add(conversationId);
        return true;
    }

    synchronized void forget(UUID conversationId) {
        if (!joined.isEmpty()) joined.remove(conversationId);
    }

    /// What was joined, at the end.
    synchronized Set<UUID> leaveEverything() {
        gone = true;
        Set<UUID> left = joined;
        joined = Set.of();
        return left;
    }

    @Override
    public void connected(Socket connected) {
        socket = connected;
        gateway.arrived(this);
    }

    @Override
    public void event(Socket from, String name, ArrayNode args, Ack ack) {
        gateway.commands().run(this, name, args, ack);
    }

    @Override
    public void overLimit(Socket from, String field, Ack ack) {
        Refusal refusal = Refusal.invalid(
                field == null ? "payload" : field,
                "This is nested too deep, has too many values, or a number out of range.");
        new Call(this, null, ack).refuse(refusal);
    }

    @Override
    public void failed(Socket from, Ack ack, Throwable fault) {
        new Call(this, null, ack).fail(fault);
    }

    @Override
    public void disconnected(Socket from, CloseReason reason) {
        gateway.left(this);
    }
}
