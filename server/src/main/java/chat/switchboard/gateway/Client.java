package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.identity.Principal;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.socketio.Ack;
import chat.switchboard.socketio.Frame;
import chat.switchboard.socketio.Socket;
import chat.switchboard.socketio.SocketListener;
import chat.switchboard.socketio.engine.CloseReason;
import chat.switchboard.wire.Audience;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// One authenticated socket. Thousands of these are idle, so it holds next to nothing.
final class Client implements SocketListener {
    private final Gateway gateway;
    private volatile Principal principal;
    private Socket socket;
    private Set<UUID> joined = Set.of();
    private volatile boolean gone;
    private int unanswered;
    /// Null until the first command.
    private CommandRates rates;
    /// Null until the first command that may block.
    private WorkQueue work;

    Client(Gateway gateway, Principal principal) {
        this.gateway = gateway;
        this.principal = principal;
    }

    Actor actor() {
        return principal.actor();
    }

    Principal principal() {
        return principal;
    }

    UUID sessionId() {
        return principal.sessionId();
    }

    /// When its token ends.
    Instant expiresAt() {
        return principal.expiresAt();
    }

    /// Goes on under a newer token of the same person; answers when it ends.
    Outcome<Instant> renew(String token) {
        return gateway.renew(this, token);
    }

    void become(Principal renewed) {
        principal = renewed;
    }

    /// The id of the person behind the socket.
    UUID personId() {
        return personId(principal.actor());
    }

    static UUID personId(Actor actor) {
        return switch (actor) {
            case Actor.Requester writer -> writer.id();
            case Actor.Staff staff -> staff.id();
            case Actor.Bot _, Actor.System _ -> throw new IllegalStateException("The server has no socket");
        };
    }

    /// The key of the network address it comes from.
    String address() {
        return socket.handshake().remoteAddress();
    }

    Audience audience() {
        return Audience.of(principal.actor());
    }

    /// The place in the queue of a conversation that waits, else null.
    QueuePosition place(UUID conversationId) {
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

    boolean isGone() {
        return gone;
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

    /// Counts a command that has come, until [#answered].
    ///
    /// @return why it may not be done now, or null; then it is not counted
    Refusal begins(CommandRates.Kind kind, Gateway.CommandLimits limits, long nowMillis) {
        if (rates == null) rates = new CommandRates();
        synchronized (this) {
            if (unanswered >= limits.unanswered())
                return Refusal.retryLater(
                        Refusal.Code.RATE_LIMITED, "Too many commands wait for their answer. Wait for some.", 1);
            Refusal refusal = rates.refuses(kind, limits.rate(kind), nowMillis);
            if (refusal == null) unanswered++;
            return refusal;
        }
    }

    synchronized void answered() {
        unanswered--;
    }

    /// Its work that may block.
    synchronized WorkQueue work() {
        if (work == null) work = new WorkQueue(this);
        return work;
    }

    /// Whether it does not take what it is sent. Nobody is before there was anything to read.
    boolean isBehind() {
        return socket != null && socket.unsentBytes() > gateway.answerBytes();
    }

    @Override
    public void connected(Socket connected) {
        socket = connected;
        gateway.arrived(this);
    }

    @Override
    public void event(Socket from, String name, ArrayNode args, Ack ack) {
        PendingCommand.run(gateway.commands(), this, name, args, ack);
    }

    @Override
    public void overLimit(Socket from, String field, Ack ack) {
        Refusal refusal = Refusal.invalid(
                field == null ? "payload" : field,
                "This is nested too deep, has too many values, or a number out of range.");
        PendingCommand.refuse(gateway.commands(), this, refusal, ack);
    }

    @Override
    public void failed(Socket from, Ack ack, Throwable fault) {
        if (ack.expected()) ack.answer(Acknowledgement.refused(Acknowledgement.refusalFor(fault)));
    }

    @Override
    public void disconnected(Socket from, CloseReason reason) {
        gateway.left(this);
    }
}
