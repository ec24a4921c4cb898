package chat.switchboard.socketio.engine;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// One client's connection, whatever carries it at the moment.
///
/// [#send], [#close], [#execute] and the getters may be used from any thread. All else happens on [#loop].
public final class EngineSession extends TimerWheel.Timer {
    private static final long NEVER = Long.MAX_VALUE;

    private final EngineServer server;
    private final String id;
    private final Handshake handshake;

    private volatile TimerWheel home;
    private Transport transport;
    private EngineListener listener;
    private Upgrade upgrade;
    private CloseReason closed;
    private boolean discarded;
    private long pingAt;
    private long pongBy = NEVER;
    private long admitBy;

    /// Packets not yet handed to the transport; null while there are none. Guarded by `this`, with the three below.
    private ArrayList<EncodedPacket> queue;

    private int queuedBytes;
    private boolean flushing;
    private boolean deaf;

    EngineSession(EngineServer server, String id, Handshake handshake, TimerWheel home) {
        this.server = server;
        this.id = id;
        this.handshake = handshake;
        this.home = home;
    }

    /// The secret by which requests of this session are known.
    public String id() {
        return id;
    }

    public Handshake handshake() {
        return handshake;
    }

    /// The event loop this session lives on now. It changes at most when a WebSocket replaces polling.
    public EventLoop loop() {
        return home.loop();
    }

    /// Runs `task` on the session's event loop: now, if that is where we are.
    public void execute(Runnable task) {
        if (loop().inEventLoop()) task.run();
        else later(() -> execute(task));
    }

    private void later(Runnable task) {
        try {
            loop().execute(task);
        } catch (RejectedExecutionException stopped) {
            // The event loop has ended, and with it the connection: there is nobody left to serve.
        }
    }

    /// Queues packets, together and in order, to go out when the event loop comes round: all that is sent until
    /// then is one write. A client that has more than its limit unsent is closed instead.
    public void send(EncodedPacket... packets) {
        synchronized (this) {
            if (deaf) return;
            if (queue == null) queue = new ArrayList<>(4);
            for (EncodedPacket packet : packets) {
                queue.add(packet);
                queuedBytes += packet.size();
            }
            if (flushing) return;
            flushing = true;
        }
        later(this::flush);
    }

    private void flush() {
        if (!loop().inEventLoop()) {
            later(this::flush);
            return;
        }
        synchronized (this) {
            flushing = false;
        }
        if (closed != null) return;
        transport.flush();
        if (unsentBytes() > server.options().maxUnsentBytes()) end(CloseReason.SLOW_READER);
    }

    private long unsentBytes() {
        synchronized (this) {
            return queuedBytes + transport.unsentBytes();
        }
    }

    /// Takes packets off the queue: at least one if there is one, and not many more than `maxBytes`.
    synchronized List<EncodedPacket> take(int maxBytes) {
        if (queue == null) return List.of();
        List<EncodedPacket> taken = queue;
        if (queuedBytes <= maxBytes) {
            queue = null;
            queuedBytes = 0;
            return taken;
        }
        int count = 0;
        for (int bytes = 0; bytes < maxBytes && count < queue.size(); count++)
            bytes += queue.get(count).size();
        taken = new ArrayList<>(queue.subList(0, count));
        queue.subList(0, count).clear();
        for (EncodedPacket packet : taken) queuedBytes -= packet.size();
        return taken;
    }

    /// The application has admitted this client: the connect time-out no longer applies.
    public void admitted() {
        admitBy = NEVER;
    }

    /// The client is no longer admitted anywhere: from here on the connect time-out runs again.
    public void awaitAdmission() {
        admitBy = home.now() + server.options().connectTimeout().toNanos();
        schedule();
    }

    /// Ends the connection after sending what is queued; from any thread.
    public void close() {
        execute(() -> end(CloseReason.SERVER_CLOSED));
    }

    /// Ends the connection because its client sent what the layer above cannot accept; on the session's loop.
    public void reject() {
        end(CloseReason.MALFORMED);
    }

    // ---- from here on: on the session's loop only ----

    void open(Transport transport, Function<EngineSession, EngineListener> application) {
        this.transport = transport;
        long now = home.now();
        pingAt = now + server.options().pingInterval().toNanos();
        admitBy = now + server.options().connectTimeout().toNanos();
        schedule();
        listener = application.apply(this);
        if (closed != null) listener.closed(closed);
    }

    /// A text packet, type first.
    void packet(byte[] bytes, int from, int to) {
        if (closed != null) return;
        switch (from < to ? bytes[from] : 0) {
            case '4' -> listener.text(bytes, from + 1, to);
            case '3' -> pong();
            case '1' -> end(CloseReason.CLIENT_CLOSED);
            case '6' -> {}
            default -> end(CloseReason.MALFORMED);
        }
    }

    /// A binary packet, which is always a message.
    void binary(byte[] bytes) {
        if (closed == null) listener.binary(bytes);
    }

    private void pong() {
        if (pongBy == NEVER) return;
        pongBy = NEVER;
        pingAt = home.now() + server.options().pingInterval().toNanos();
        schedule();
    }

    private void schedule() {
        home.schedule(this, Math.min(admitBy, Math.min(pingAt, pongBy)));
    }

    @Override
    void expired() {
        if (closed != null) discard();
        else if (home.reached(pongBy)) end(CloseReason.PING_TIMEOUT);
        else if (home.reached(admitBy)) end(CloseReason.CONNECT_TIMEOUT);
        else ping();
    }

    private void ping() {
        if (home.reached(pingAt)) {
            pongBy = home.justBefore(pingAt, server.options().pingTimeout().toNanos());
            pingAt = NEVER;
            send(EncodedPacket.PING);
        }
        schedule();
    }

    void end(CloseReason reason) {
        if (closed != null) return;
        closed = reason;
        synchronized (this) {
            deaf = true;
        }
        pongBy = home.now() + server.options().pingTimeout().toNanos();
        home.schedule(this, pongBy);
        transport.end(reason);
        if (listener != null) listener.closed(reason);
    }

    /// Forgets an ended session: its id is unknown from here on.
    void discard() {
        if (discarded) return;
        discarded = true;
        if (upgrade != null) upgrade.cancel();
        home.cancel(this);
        server.forget(this);
    }

    boolean isClosed() {
        return closed != null;
    }

    /// Whether its client broke the protocol.
    boolean isBroken() {
        return closed == CloseReason.MALFORMED;
    }

    /// The transport, if it is still polling and the session is there; else null.
    PollingTransport polling() {
        return transport instanceof PollingTransport polling ? polling : null;
    }

    /// Begins to move to a WebSocket, and to its event loop; false if this session cannot.
    boolean beginUpgrade(Upgrade begun) {
        if (closed != null || upgrade != null || polling() == null) return false;
        upgrade = begun;
        return true;
    }

    /// Changes the event loop, then runs `task` there.
    void move(TimerWheel newHome, Runnable task) {
        if (home == newHome) {
            task.run();
            return;
        }
        home.cancel(this);
        home = newHome;
        newHome.loop().execute(() -> {
            if (!discarded) schedule();
            task.run();
        });
    }

    void upgradeFailed() {
        upgrade = null;
    }

    /// The session goes on with another transport; or ends with it, if its end was waiting for a way to say so.
    void upgraded(Transport replacement) {
        upgrade = null;
        transport = replacement;
        if (closed == null) transport.flush();
        else transport.end(closed);
    }
}
