package chat.switchboard.socketio.engine;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// One client's connection, whatever carries it at the moment.
///
/// [#send], [#close], [#execute] and the getters may be used from any thread. All else happens on [#loop].
public final class EngineSession extends TimerWheel.Timer {
    private static final long NEVER = Long.MAX_VALUE;
    static final long BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Sessions sessions;
    private final String id;
    private final Handshake handshake;
    private final Outbox outbox = new Outbox();

    private volatile TimerWheel home;
    private volatile Transport transport;
    private EngineListener listener;
    private Upgrade upgrade;
    private CloseReason closed;
    private boolean discarded;
    private long pingAt;
    private long pongBy = NEVER;
    private long admitBy;

    EngineSession(Sessions sessions, String id, Handshake handshake, TimerWheel home) {
        this.sessions = sessions;
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
        if (outbox.add(packets)) later(this::flush);
    }

    private void flush() {
        if (!loop().inEventLoop()) {
            later(this::flush);
            return;
        }
        outbox.comingRound();
        if (closed != null) return;
        transport.flush();
        if (unsentBytes() > options().maxUnsentBytes()) end(CloseReason.SLOW_READER);
    }

    private EngineOptions options() {
        return sessions.options();
    }

    /// The application has admitted this client: the connect time-out no longer applies.
    public void admitted() {
        admitBy = NEVER;
    }

    /// The client is no longer admitted anywhere: from here on the connect time-out runs again.
    public void awaitAdmission() {
        admitBy = home.now() + options().connectTimeout().toNanos();
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
        pingAt = now + options().pingInterval().toNanos();
        admitBy = now + options().connectTimeout().toNanos();
        schedule();
        listener = application.apply(this);
        if (closed != null) listener.closed(closed);
    }

    /// What is to be sent: see [Outbox#take].
    List<EncodedPacket> take(int maxBytes) {
        return outbox.take(maxBytes);
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
        received(to - from);
    }

    /// A binary packet, which is always a message.
    void binary(byte[] bytes) {
        if (closed == null) listener.binary(bytes);
        received(bytes.length);
    }

    /// Whoever sends too fast, or does not take what it is sent, is read more slowly.
    private void received(int bytes) {
        if (closed != null) return;
        long wait = Math.max(sessions.charge(this, bytes), isBehind() ? BEHIND_NANOS : 0);
        if (wait > 0) transport.pause(wait);
    }

    /// Whether so much is unsent that nothing should be added to it by asking.
    boolean isBehind() {
        return unsentBytes() > options().maxUnsentBytes() / 8;
    }

    /// Bytes that wait for the client to take them; from any thread.
    public long unsentBytes() {
        return outbox.bytes() + transport.unsentBytes();
    }

    private void pong() {
        if (pongBy == NEVER) return;
        pongBy = NEVER;
        pingAt = home.now() + options().pingInterval().toNanos();
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
            pongBy = home.justBefore(pingAt, options().pingTimeout().toNanos());
            pingAt = NEVER;
            send(EncodedPacket.PING);
        }
        schedule();
    }

    /// Ends the session; its transport may need a while to say so.
    void end(CloseReason reason) {
        if (closed != null) return;
        closed = reason;
        outbox.close();
        pingAt = NEVER;
        admitBy = NEVER;
        pongBy = home.now() + options().pingTimeout().toNanos();
        schedule();
        transport.end(reason);
        if (listener != null) listener.closed(reason);
    }

    /// Forgets an ended session: its id is unknown from here on.
    void discard() {
        if (discarded) return;
        discarded = true;
        if (upgrade != null) upgrade.cancel();
        home.cancel(this);
        sessions.forget(this);
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
