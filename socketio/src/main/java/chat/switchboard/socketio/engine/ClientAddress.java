package chat.switchboard.socketio.engine;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/// Where a request comes from. `X-Forwarded-For` is text anybody can send: only the entries that trusted proxies
/// have appended, counted from its end, say anything.
public final class ClientAddress {
    private ClientAddress() {}

    public static String of(HttpServerRequest request, int trustedProxies) {
        if (trustedProxies > 0) {
            List<String> hops = request.headers().getAll("X-Forwarded-For").stream()
                    .flatMap(value -> List.of(value.split(",")).stream())
                    .map(String::strip)
                    .toList();
            if (hops.size() >= trustedProxies) return hops.get(hops.size() - trustedProxies);
        }
        SocketAddress peer = request.remoteAddress();
        return peer == null || peer.hostAddress() == null ? "local" : peer.hostAddress();
    }
}
