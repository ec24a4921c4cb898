package chat.switchboard.socketio.engine;

import chat.switchboard.socketio.websocket.OpeningHandshake;
import chat.switchboard.socketio.websocket.SeizedChannel;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Engine.IO for one path of a Vert.x HTTP server: refuses what is wrong, opens sessions, hands requests to theirs.
public final class EngineServer {
    private final EngineOptions options;
    private final Function<EngineSession, EngineListener> application;
    private final Sessions sessions;

    /// @param application called on a new session's event loop, before anything is received; it says who listens
    public EngineServer(EngineOptions options, Function<EngineSession, EngineListener> application) {
        this.options = options;
        this.application = application;
        this.sessions = new Sessions(options);
    }

    /// Sessions there are now.
    public int connections() {
        return sessions.size();
    }

    /// Closes every session, and refuses new ones; completes when the last one is gone. A polling client is gone
    /// when it has polled once more, or after the ping time-out.
    public CompletableFuture<Void> close() {
        return sessions.close();
    }

    /// Answers a request. To be called inside the server's request handler, before anything asynchronous, on an
    /// event loop.
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, options.origins());
        if (!exchange.isAdmitted()) exchange.refuse(EngineError.FORBIDDEN);
        else if (hasNeedlessBody(exchange)) exchange.refuse(EngineError.BAD_REQUEST);
        else if (request.method() == HttpMethod.OPTIONS) exchange.preflight();
        else
            Query.parse(request.query())
                    .ifPresentOrElse(query -> route(exchange, query), () -> exchange.refuse(EngineError.BAD_REQUEST));
    }

    /// A body where nobody looks for one: behind a WebSocket's handshake it would be taken for frames.
    private static boolean hasNeedlessBody(Exchange exchange) {
        HttpMethod method = exchange.request().method();
        return exchange.hasBody() && (method == HttpMethod.GET || method == HttpMethod.OPTIONS);
    }

    /// What is wrong is told in the order in which the reference server looks for it.
    private void route(Exchange exchange, Query query) {
        boolean webSocket = "websocket".equals(query.get("transport"));
        String sid = query.get("sid");
        EngineSession session = sid == null ? null : sessions.find(sid);
        if (!webSocket && !"polling".equals(query.get("transport"))) exchange.refuse(EngineError.UNKNOWN_TRANSPORT);
        else if (sid != null && session == null) exchange.refuse(EngineError.UNKNOWN_SESSION);
        else if (session == null) open(exchange, query, webSocket);
        else if (!isSupported(query)) exchange.refuse(EngineError.BAD_REQUEST);
        else if (webSocket) upgrade(exchange, session, wantsBase64(query));
        else polling(exchange, session);
    }

    private static boolean isSupported(Query query) {
        return "4".equals(query.get("EIO"));
    }

    private static boolean wantsBase64(Query query) {
        String base64 = query.get("b64");
        return base64 != null && !base64.isEmpty();
    }

    private void open(Exchange exchange, Query query, boolean webSocket) {
        HttpServerRequest request = exchange.request();
        if (request.method() != HttpMethod.GET) exchange.refuse(EngineError.BAD_HANDSHAKE_METHOD);
        else if (webSocket && !OpeningHandshake.isRequested(request)) exchange.refuse(EngineError.BAD_REQUEST);
        else if (!isSupported(query)) exchange.refuse(EngineError.UNSUPPORTED_PROTOCOL);
        else if (webSocket) openWebSocket(exchange, wantsBase64(query));
        else if (OpeningHandshake.isRequested(request)) exchange.refuse(EngineError.BAD_REQUEST);
        else openPolling(exchange);
    }

    private void polling(Exchange exchange, EngineSession session) {
        HttpMethod method = exchange.request().method();
        if (OpeningHandshake.isRequested(exchange.request())) exchange.refuse(EngineError.BAD_REQUEST);
        else if (method == HttpMethod.GET) poll(exchange, session);
        else if (method == HttpMethod.POST) post(exchange, session);
        else exchange.refuse(EngineError.BAD_REQUEST);
    }

    private void openPolling(Exchange exchange) {
        EngineSession session = sessions.open(exchange, "polling");
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
                options.receiveTimeout(),
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

    private void openWebSocket(Exchange exchange, boolean base64) {
        if (isRefused(exchange)) return;
        EngineSession session = sessions.open(exchange, "websocket");
        if (session == null) return;
        SeizedChannel.seize(exchange.request(), options.maxPayload()).accept(options.compression(), socket -> {
            WebSocketTransport transport = new WebSocketTransport(session, socket, base64);
            session.send(opening(session, "[]"));
            session.open(transport, application);
            transport.flush();
            return transport;
        });
    }

    /// Refuses what is no WebSocket handshake by HTTP.
    private static boolean isRefused(Exchange exchange) {
        if (OpeningHandshake.isValid(exchange.request())) return false;
        boolean version = OpeningHandshake.isOtherVersion(exchange.request());
        exchange.refuse(version ? EngineError.WEBSOCKET_VERSION : EngineError.BAD_REQUEST);
        return true;
    }

    /// A session that has its WebSocket, or is getting one, gets no other.
    private void upgrade(Exchange exchange, EngineSession session, boolean base64) {
        if (isRefused(exchange)) return;
        SeizedChannel channel = SeizedChannel.seize(exchange.request(), options.maxPayload());
        TimerWheel loop = sessions.wheel(exchange.loop());
        session.execute(() -> {
            Upgrade upgrade = new Upgrade(session, session.polling(), base64);
            if (session.beginUpgrade(upgrade)) session.move(loop, () -> upgrade.begin(channel, options));
            else exchange.loop().execute(channel::decline);
        });
    }

    private EncodedPacket opening(EngineSession session, String upgrades) {
        return EncodedPacket.control(String.format(
                Locale.ROOT,
                "0{\"sid\":\"%s\",\"upgrades\":%s,\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}",
                session.id(),
                upgrades,
                options.pingInterval().toMillis(),
                options.pingTimeout().toMillis(),
                options.maxPayload()));
    }
}
