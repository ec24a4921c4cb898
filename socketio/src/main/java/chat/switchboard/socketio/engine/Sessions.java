package chat.switchboard.socketio.engine;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// All sessions of a server: opened within the limits, found by their ids, forgotten when they have ended.
final class Sessions {
    private static final int ID_BYTES = 15;
    private static final int MAX_USER_AGENT = 256;

    private final EngineOptions options;
    private final AddressLimit addresses;
    private final long tickNanos;
    private final long started = System.nanoTime();
    private final SecureRandom random = new SecureRandom();
    private final SharedText shared = new SharedText();
    private final ConcurrentHashMap<String, EngineSession> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<EventLoop, TimerWheel> wheels = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> allGone = new CompletableFuture<>();
    private volatile boolean closing;

    Sessions(EngineOptions options) {
        this.options = options;
        this.addresses = new AddressLimit(options.maxConnectionsPerAddress(), options.maxInputPerAddress());
        // A twentieth of the shortest time, so that rounding does not show.
        long shortest = Stream.of(options.pingInterval(), options.pingTimeout(), options.connectTimeout())
                .mapToLong(Duration::toNanos)
                .min()
                .orElseThrow();
        this.tickNanos = Math.clamp(shortest / 20, 1_000_000L, 100_000_000L);
    }

    EngineOptions options() {
        return options;
    }

    /// The session with this id, or null.
    EngineSession find(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    /// A new session, if there is a place for it; otherwise null, and the request is refused.
    EngineSession open(Exchange exchange, String transport) {
        HttpServerRequest request = exchange.request();
        String address = ClientAddress.of(request, options.trustedProxies());
        if (closing || !addresses.acquire(address)) {
            exchange.refuse(closing ? EngineError.CLOSING : EngineError.TOO_MANY_CONNECTIONS);
            return null;
        }
        Handshake handshake = handshake(request, address, transport);
        EngineSession session = new EngineSession(this, newId(), handshake, wheel(exchange.loop()));
        byId.put(session.id(), session);
        return session;
    }

    private Handshake handshake(HttpServerRequest request, String address, String transport) {
        String agent = request.getHeader("User-Agent");
        if (agent != null && agent.length() > MAX_USER_AGENT) agent = agent.substring(0, MAX_USER_AGENT);
        String origin = shared.of(request.getHeader("Origin"));
        return new Handshake(shared.of(address), transport, origin, shared.of(agent), shared.of(request.query()));
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /// The deadlines of an event loop.
    TimerWheel wheel(EventLoop loop) {
        return wheels.computeIfAbsent(
                loop, owner -> new TimerWheel(owner, () -> System.nanoTime() - started, tickNanos));
    }

    void forget(EngineSession session) {
        if (byId.remove(session.id()) == null) return;
        addresses.release(session.handshake().remoteAddress());
        if (closing && byId.isEmpty()) allGone.complete(null);
    }

    /// Counts what a session has sent: see [AddressLimit#charge].
    long charge(EngineSession session, int bytes) {
        return addresses.charge(session.handshake().remoteAddress(), bytes);
    }

    /// Closes all, and opens no more.
    CompletableFuture<Void> close() {
        closing = true;
        byId.values().forEach(EngineSession::close);
        if (byId.isEmpty()) allGone.complete(null);
        return allGone;
    }
}
