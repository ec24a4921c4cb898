package chat.switchboard.socketio.engine;

import chat.switchboard.socketio.websocket.OpeningHandshake;
import chat.switchboard.socketio.websocket.WebSocket;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Engine.IO for one path of a Vert.x HTTP server: refuses what is wrong, opens sessions, hands requests to theirs.
public final class EngineServer {
    private static final int ID_BYTES = 15;
    private static final int MAX_USER_AGENT = 256;

    private final EngineOptions options;
    private final Function<EngineSession, EngineListener> application;
    private final Origins origins;
    private final AddressLimit addresses;
    private final long tickNanos;
    private final long started = System.nanoTime();
    private final SharedText shared = new SharedText();
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<EventLoop, TimerWheel> wheels = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> allClosed = new CompletableFuture<>();
    private volatile boolean closing;

    /// @param application called on a new session's event loop, before anything is received; it says who listens
    public EngineServer(EngineOptions options, Function<EngineSession, EngineListener> application) {
        this.options = options;
        this.application = application;
        this.origins = new Origins(options.allowedOrigins());
        this.addresses = new AddressLimit(options.maxConnectionsPerAddress());
        this.tickNanos = tick(List.of(options.pingInterval(), options.pingTimeout(), options.connectTimeout()));
    }

    /// A twentieth of the shortest time, so that rounding does not show; never under 1 ms or over 100 ms.
    private static long tick(List<Duration> times) {
        long shortest = times.stream().mapToLong(Duration::toNanos).min().orElseThrow();
        return Math.clamp(shortest / 20, 1_000_000L, 100_000_000L);
    }

    EngineOptions options() {
        return options;
    }

    /// Sessions there are now.
    public int connections() {
        return sessions.size();
    }

    /// Closes every session, and refuses new ones; completes when the last one is gone.
    public CompletableFuture<Void> close() {
        closing = true;
        sessions.values().forEach(EngineSession::close);
        if (sessions.isEmpty()) allClosed.complete(null);
        return allClosed;
    }

    /// Answers a request. To be called inside the server's request handler, before anything asynchronous, on an
    /// event loop.
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, origins);
        if (!origins.admit(request)) exchange.refuse(EngineError.FORBIDDEN);
        else if (request.method() == HttpMethod.OPTIONS) exchange.preflight();
        else
            Query.parse(request.query())
                    .ifPresentOrElse(query -> route(exchange, query), () -> exchange.refuse(EngineError.BAD_REQUEST));
    }

    private void route(Exchange exchange, Query query) {
        if (!"4".equals(query.get("EIO"))) {
            exchange.refuse(EngineError.UNSUPPORTED_PROTOCOL);
            return;
        }
        switch (query.get("transport")) {
            case "polling" -> polling(exchange, query.get("sid"));
            case "websocket" -> webSocket(exchange, query.get("sid"));
            case null -> exchange.refuse(EngineError.UNKNOWN_TRANSPORT);
            default -> exchange.refuse(EngineError.UNKNOWN_TRANSPORT);
        }
    }

    private void polling(Exchange exchange, String sid) {
        HttpMethod method = exchange.request().method();
        EngineSession session = sid == null ? null : sessions.get(sid);
        if (sid != null && session == null) exchange.refuse(EngineError.UNKNOWN_SESSION);
        else if (session == null && method != HttpMethod.GET) exchange.refuse(EngineError.BAD_HANDSHAKE_METHOD);
        else if (OpeningHandshake.isRequested(exchange.request())) exchange.refuse(EngineError.BAD_REQUEST);
        else if (session == null) openPolling(exchange);
        else if (method == HttpMethod.GET) poll(exchange, session);
        else if (method == HttpMethod.POST) post(exchange, session);
        else exchange.refuse(EngineError.BAD_REQUEST);
    }

    private void openPolling(Exchange exchange) {
        EngineSession session = register(exchange, "polling");
        if (session == null) return;
        PollingTransport transport = new PollingTransport(session);
        session.send(opening(session, "[\"websocket\"]"));
        session.open(transport, application);
        transport.poll(exchange);
    }

    private static void poll(Exchange exchange, EngineSession session) {
        session.execute(() -> {
            PollingTransport polling = session.polling();
            if (polling == null) exchange.refuse(EngineError.BAD_REQUEST);
            else polling.poll(exchange);
        });
    }

    private void post(Exchange exchange, EngineSession session) {
        session.execute(() -> {
            PollingTransport polling = session.polling();
            if (polling == null) exchange.refuse(EngineError.BAD_REQUEST);
            else polling.post(exchange);
        });
        exchange.body(
                options.maxPayload(),
                body -> session.execute(() -> posted(exchange, session, body)),
                error -> session.execute(() -> postBroken(exchange, session, error)));
    }

    private void posted(Exchange exchange, EngineSession session, byte[] body) {
        if (session.polling() == null) exchange.refuse(EngineError.BAD_REQUEST);
        else session.polling().posted(exchange, body, options.maxPayloadPackets());
    }

    private static void postBroken(Exchange exchange, EngineSession session, EngineError error) {
        if (session.polling() != null) session.polling().postBroken(exchange);
        exchange.refuse(error);
    }

    private void webSocket(Exchange exchange, String sid) {
        HttpServerRequest request = exchange.request();
        EngineSession session = sid == null ? null : sessions.get(sid);
        if (sid != null && session == null) exchange.refuse(EngineError.UNKNOWN_SESSION);
        else if (session == null && request.method() != HttpMethod.GET)
            exchange.refuse(EngineError.BAD_HANDSHAKE_METHOD);
        else if (!OpeningHandshake.isValid(request))
            exchange.refuse(
                    OpeningHandshake.isOtherVersion(request) ? EngineError.WEBSOCKET_VERSION : EngineError.BAD_REQUEST);
        else if (session == null) openWebSocket(exchange);
        else upgrade(exchange, session);
    }

    private void openWebSocket(Exchange exchange) {
        EngineSession session = register(exchange, "websocket");
        if (session == null) return;
        WebSocket socket = WebSocket.seize(exchange.request(), options.maxPayload());
        WebSocketTransport transport = new WebSocketTransport(session, socket);
        session.send(opening(session, "[]"));
        session.open(transport, application);
        socket.accept(transport, options.compression());
        transport.flush();
        socket.start();
    }

    private void upgrade(Exchange exchange, EngineSession session) {
        WebSocket socket = WebSocket.seize(exchange.request(), options.maxPayload());
        TimerWheel loop = wheel(exchange.loop());
        session.execute(() -> {
            Upgrade upgrade = new Upgrade(session, session.polling(), socket);
            if (session.beginUpgrade(upgrade)) session.move(loop, () -> upgrade.begin(options));
            else exchange.loop().execute(() -> socket.refuse(EngineError.BAD_REQUEST.response()));
        });
    }

    /// A new session, if there is a place for it; otherwise null, and the request is refused.
    private EngineSession register(Exchange exchange, String transport) {
        HttpServerRequest request = exchange.request();
        String address = ClientAddress.of(request, options.trustedProxies());
        if (closing || !addresses.acquire(address)) {
            exchange.refuse(closing ? EngineError.CLOSING : EngineError.TOO_MANY_CONNECTIONS);
            return null;
        }
        Handshake handshake = handshake(request, address, transport);
        EngineSession session = new EngineSession(this, newId(), handshake, wheel(exchange.loop()));
        sessions.put(session.id(), session);
        return session;
    }

    private Handshake handshake(HttpServerRequest request, String address, String transport) {
        String agent = request.getHeader("User-Agent");
        if (agent != null && agent.length() > MAX_USER_AGENT) agent = agent.substring(0, MAX_USER_AGENT);
        String origin = shared.of(request.getHeader("Origin"));
        return new Handshake(address, transport, origin, shared.of(agent), shared.of(request.query()));
    }

    void forget(EngineSession session) {
        if (sessions.remove(session.id()) == null) return;
        addresses.release(session.handshake().remoteAddress());
        if (closing && sessions.isEmpty()) allClosed.complete(null);
    }

    private TimerWheel wheel(EventLoop loop) {
        return wheels.computeIfAbsent(
                loop, owner -> new TimerWheel(owner, () -> System.nanoTime() - started, tickNanos));
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private EncodedPacket opening(EngineSession session, String upgrades) {
        return EncodedPacket.control(
                "0{\"sid\":\"%s\",\"upgrades\":%s,\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
                        .formatted(
                                session.id(),
                                upgrades,
                                options.pingInterval().toMillis(),
                                options.pingTimeout().toMillis(),
                                options.maxPayload()));
    }
}
