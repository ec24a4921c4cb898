package chat.switchboard.socketio.engine;

import java.time.Duration;
import java.util.function.Consumer;

/// Times and limits of connections. Start from [#defaults] and change what differs.
///
/// @param pingInterval how often the server pings; told to the client (25 s)
/// @param pingTimeout how long it waits for the pong before it gives the connection up; told to the client (20 s)
/// @param connectTimeout how long a connection may exist without being admitted by the application (10 s)
/// @param upgradeTimeout how long a WebSocket may take to prove itself and replace polling (10 s)
/// @param receiveTimeout how long a client may take to send the whole of what it has begun: a body, a packet with
///     attachments (20 s)
/// @param maxPayload longest WebSocket message or POST body, in bytes; told to the client (65,536)
/// @param maxPayloadPackets most packets in one POST body (10,000)
/// @param maxUnsentBytes most bytes waiting for one client that reads too slowly; then it is closed (1,048,576)
/// @param maxConnectionsPerAddress most connections from one remote address, an IPv6 /64 counting as one (100)
/// @param maxInputPerAddress bytes a second that one remote address may send over all its connections, a packet
///     counting 256 bytes more than it has; what comes faster waits on the client's side; 0 = any (0)
/// @param origins of web pages that may connect; the server's own and clients that are no web pages may always (any)
/// @param trustedProxies how many reverse proxies stand in front and append to `X-Forwarded-For`; 0 = the header is
///     ignored (0)
/// @param compression offers permessage-deflate to WebSockets (false)
public record EngineOptions(
        Duration pingInterval,
        Duration pingTimeout,
        Duration connectTimeout,
        Duration upgradeTimeout,
        Duration receiveTimeout,
        int maxPayload,
        int maxPayloadPackets,
        int maxUnsentBytes,
        int maxConnectionsPerAddress,
        int maxInputPerAddress,
        Origins origins,
        int trustedProxies,
        boolean compression) {

    public static EngineOptions defaults() {
        return new EngineOptions(
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                64 * 1024,
                10_000,
                1024 * 1024,
                100,
                0,
                Origins.any(),
                0,
                false);
    }

    /// A copy in which `change` has set some of the fields: `options.with(o -> o.maxPayload = 1_000_000)`.
    public EngineOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /// The same fields, open for change.
    public static final class Draft {
        public Duration pingInterval;
        public Duration pingTimeout;
        public Duration connectTimeout;
        public Duration upgradeTimeout;
        public Duration receiveTimeout;
        public int maxPayload;
        public int maxPayloadPackets;
        public int maxUnsentBytes;
        public int maxConnectionsPerAddress;
        public int maxInputPerAddress;
        public Origins origins;
        public int trustedProxies;
        public boolean compression;

        private Draft(EngineOptions from) {
            pingInterval = from.pingInterval;
            pingTimeout = from.pingTimeout;
            connectTimeout = from.connectTimeout;
            upgradeTimeout = from.upgradeTimeout;
            receiveTimeout = from.receiveTimeout;
            maxPayload = from.maxPayload;
            maxPayloadPackets = from.maxPayloadPackets;
            maxUnsentBytes = from.maxUnsentBytes;
            maxConnectionsPerAddress = from.maxConnectionsPerAddress;
            maxInputPerAddress = from.maxInputPerAddress;
            origins = from.origins;
            trustedProxies = from.trustedProxies;
            compression = from.compression;
        }

        private EngineOptions options() {
            return new EngineOptions(
                    pingInterval,
                    pingTimeout,
                    connectTimeout,
                    upgradeTimeout,
                    receiveTimeout,
                    maxPayload,
                    maxPayloadPackets,
                    maxUnsentBytes,
                    maxConnectionsPerAddress,
                    maxInputPerAddress,
                    origins,
                    trustedProxies,
                    compression);
        }
    }
}
