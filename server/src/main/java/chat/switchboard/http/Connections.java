package chat.switchboard.http;

import chat.switchboard.http.api.Problem;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.socketio.engine.ClientAddress;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.ConcurrentHashMap;

/// New TCP connections: so many for each network address, whatever becomes of them, and each under a
/// [ConnectionGuard].
final class Connections {
    private static final int RETRY_SECONDS = 5;

    private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();
    private final int mostPerAddress;
    private final ConnectionGuard.Limits limits;
    private final Headers headers;
    private final UnfinishedBodies bodies;

    /// @param mostPerAddress 0 for no bound, where the peers are our own proxies
    Connections(int mostPerAddress, ConnectionGuard.Limits limits, Headers headers, UnfinishedBodies bodies) {
        this.mostPerAddress = mostPerAddress;
        this.limits = limits;
        this.headers = headers;
        this.bodies = bodies;
    }

    /// Call on the connection's event loop, before it has read anything.
    void begun(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        var guard = new ConnectionGuard(limits, headers, bodies);
        guard.guard(channel);
        if (mostPerAddress == 0) return;
        String address = ClientAddress.of(connection.remoteAddress());
        if (!take(address)) {
            guard.refuse(tooMany());
            SecurityLog.address(Event.RATE_LIMITED, address, "connections");
        } else channel.closeFuture().addListener(_ -> release(address));
    }

    private boolean take(String address) {
        return taken.merge(address, 1, Integer::sum) <= mostPerAddress || release(address);
    }

    private boolean release(String address) {
        taken.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        return false;
    }

    private static Problem tooMany() {
        return Problem.of(Refusal.retryLater(
                Refusal.Code.RATE_LIMITED, "Too many connections from this network address.", RETRY_SECONDS));
    }
}
