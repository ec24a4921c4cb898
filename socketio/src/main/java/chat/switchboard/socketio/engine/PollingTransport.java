package chat.switchboard.socketio.engine;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One GET that waits for packets, one POST that brings them; a second of either kind breaks the session.
final class PollingTransport implements Transport, PollingPayload.Sink {
    /// A client that leaves sends its close by POST while its GET may still be on the way, on another connection.
    /// The close waits this long for it, so that the GET gets its farewell and not an unknown session.
    private static final int FAREWELL_MILLIS = 20;

    private static final Buffer NOOP = PollingPayload.encode(List.of(EncodedPacket.NOOP));

    private final EngineSession session;
    private Exchange poll;
    private Exchange post;
    private boolean probed;
    private boolean leaving;
    private long pausedUntil = System.nanoTime();

    PollingTransport(EngineSession session) {
        this.session = session;
    }

    /// A GET.
    void poll(Exchange exchange) {
        if (poll != null) {
            exchange.refuse(EngineError.BAD_REQUEST);
            session.end(CloseReason.MALFORMED);
            return;
        }
        poll = exchange;
        exchange.onAbandoned(() -> session.execute(() -> abandoned(exchange)));
        if (leaving) left();
        else if (session.isClosed()) end(CloseReason.SERVER_CLOSED);
        else flush();
    }

    /// The connection of a waiting GET is gone. Nothing was lost yet, but the next answer would have been.
    private void abandoned(Exchange exchange) {
        if (poll != exchange) return;
        poll = null;
        session.end(CloseReason.TRANSPORT_LOST);
    }

    /// A POST has begun.
    void post(Exchange exchange) {
        if (post != null || session.isClosed()) {
            exchange.refuse(EngineError.BAD_REQUEST);
            session.end(CloseReason.MALFORMED);
        } else {
            post = exchange;
        }
    }

    /// A POST's body is here.
    void posted(Exchange exchange, byte[] body, int maxPackets) {
        if (post != exchange) return;
        if (!PollingPayload.decode(body, maxPackets, this)) session.end(CloseReason.MALFORMED);
        if (leaving) return;
        answerPost(exchange);
    }

    /// Once the pause is over and the client has taken what it was sent.
    private void answerPost(Exchange exchange) {
        if (post != exchange || leaving) return;
        long wait = Math.max(pausedUntil - System.nanoTime(), session.isBehind() ? EngineSession.BEHIND_NANOS : 0);
        if (wait > 0 && !session.isClosed()) {
            session.loop().schedule(() -> session.execute(() -> answerPost(exchange)), wait, TimeUnit.NANOSECONDS);
            return;
        }
        post = null;
        if (session.isBroken()) exchange.refuse(EngineError.BAD_REQUEST);
        else exchange.ok();
    }

    /// The answer to the POST waits, and the client with its next one.
    @Override
    public void pause(long nanos) {
        pausedUntil = System.nanoTime() + nanos;
    }

    /// A POST's body was too long or never came; what it held is lost, and with it the session.
    void postBroken(Exchange exchange) {
        if (post != exchange) return;
        post = null;
        session.end(CloseReason.MALFORMED);
    }

    boolean isPosting() {
        return post != null;
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (bytes[from] == '1' && to - from == 1) leave();
        else session.packet(bytes, from, to);
    }

    @Override
    public void binary(byte[] bytes) {
        session.binary(bytes);
    }

    @Override
    public boolean isOpen() {
        return !leaving && !session.isClosed();
    }

    private void leave() {
        leaving = true;
        if (poll != null) left();
        else session.loop().schedule(() -> session.execute(this::left), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void left() {
        if (post != null) post.ok();
        post = null;
        session.end(CloseReason.CLIENT_CLOSED);
    }

    /// From here on a GET is not kept waiting: the client is about to change to a WebSocket.
    void probed(boolean probed) {
        this.probed = probed;
        if (probed) flush();
    }

    @Override
    public void flush() {
        if (poll == null) return;
        List<EncodedPacket> packets = session.take(Integer.MAX_VALUE);
        if (!packets.isEmpty()) answer(PollingPayload.encode(packets));
        else if (probed) answer(NOOP);
    }

    private void answer(Buffer body) {
        Exchange answered = poll;
        poll = null;
        answered.text(body);
    }

    @Override
    public long unsentBytes() {
        return 0;
    }

    /// The session goes on without this transport; a GET that still waits is let go.
    void replaced() {
        if (poll != null) answer(NOOP);
    }

    @Override
    public void end(CloseReason reason) {
        switch (reason) {
            case SERVER_LEFT, SERVER_CLOSED -> sayGoodbye();
            case CLIENT_LEFT, CLIENT_CLOSED -> {
                if (poll != null) answer(NOOP);
                session.discard();
            }
            case TRANSPORT_LOST, PING_TIMEOUT, CONNECT_TIMEOUT, MALFORMED, SLOW_READER -> {
                if (poll != null) answer(PollingPayload.encode(List.of(EncodedPacket.CLOSE)));
                session.discard();
            }
        }
    }

    /// What is queued and the goodbye go with a GET: the one that waits, or the next one; the session stays until
    /// then.
    private void sayGoodbye() {
        if (poll == null) return;
        List<EncodedPacket> packets = new ArrayList<>(session.take(Integer.MAX_VALUE));
        packets.add(EncodedPacket.CLOSE);
        answer(PollingPayload.encode(packets));
        session.discard();
    }
}
