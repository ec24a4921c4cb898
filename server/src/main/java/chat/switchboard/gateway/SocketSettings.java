package chat.switchboard.gateway;

import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.settings.ConfigException;
import chat.switchboard.settings.Setting;
import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.engine.Origins;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// What sockets may send and are sent.
public record SocketSettings(
        @Setting(says = "Sockets one customer may have open.", fallback = "5")
        int socketsPerCustomer,

        @Setting(says = "Sockets one network address may have open.", fallback = "100")
        int socketsPerAddress,

        @Setting(
                says =
                        "Bytes a second that one network address may send over all its sockets, each command counting 256 more than it has. What comes faster waits on its side.",
                fallback = "1MB",
                unit = "bytes",
                least = 64 << 10)
        int socketInputPerAddress,

        @Setting(
                says =
                        "Largest frame a client may send over a socket; a larger one ends the connection with close code 1009.",
                fallback = "64KB",
                unit = "bytes",
                least = 1024,
                most = 100 << 20)
        int maxFrame,

        @Setting(
                says = "Most bytes unsent to one socket; then it is closed and may come back.",
                fallback = "1MB",
                unit = "bytes",
                least = 64 << 10)
        int maxUnsent,

        @Setting(says = "Conversations one agent's socket may have joined.", fallback = "100")
        int maxJoinedConversations,

        @Setting(says = "Commands of one socket that may wait for their answer; then `rate_limited`.", fallback = "100")
        int socketUnanswered,

        @Setting(
                says = "Joins, leaves and read marks of one socket in any 10 seconds; then `rate_limited`.",
                fallback = "200",
                most = 1_000_000)
        int socketReadsPer10Seconds,

        @Setting(
                says = "Other commands of one socket in any 10 seconds, but messages and typing; then `rate_limited`.",
                fallback = "50",
                most = 1_000_000)
        int socketChangesPer10Seconds,

        @Setting(
                says =
                        "Typing signals of one socket in any 10 seconds, over all its conversations; then `rate_limited`.",
                fallback = "50",
                most = 1_000_000)
        int socketTypingPer10Seconds,

        @Setting(says = "Typing signals a second.", fallback = "1")
        int typingPerSecond,

        @Setting(says = "Whether staff see what customers are about to say while they type it.", fallback = "false")
        boolean typingPreviews,

        @Setting(
                says =
                        "How many of `SWITCHBOARD_REQUEST_CONNECTIONS` the commands of all sockets may use at the same time. The others stay for REST.",
                fallback = "4",
                most = 100)
        int socketConnections,

        @Setting(says = "Time a new socket has to authenticate.", fallback = "10s")
        Duration authenticationTimeout,

        @Setting(
                says = "So long after its token's end a socket ends, unless it was given a newer one. At most 55s.",
                fallback = "30s")
        Duration socketGrace,

        @Setting(says = "Pause between heartbeats of a socket.", fallback = "25s")
        Duration pingInterval,

        @Setting(says = "Longest wait for the answer to a heartbeat.", fallback = "20s")
        Duration pingTimeout) {
    /// The contract gives a minute, and the look for tokens that have ended takes its time.
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(55);

    public SocketSettings {
        if (socketGrace.compareTo(LONGEST_GRACE) > 0)
            throw new ConfigException("SWITCHBOARD_SOCKET_GRACE must be at most 55s.");
    }

    /// A whole answer has to fit several times into what may be unsent.
    ///
    /// @param requestConnections one of them stays for REST
    /// @param ledgerQueue commands that may wait for one writer
    public Gateway.Limits limits(int requestConnections, int ledgerQueue) {
        return new Gateway.Limits(
                socketsPerCustomer,
                maxJoinedConversations,
                maxUnsent / 8,
                socketGrace,
                commands(requestConnections, ledgerQueue));
    }

    private Gateway.CommandLimits commands(int requestConnections, int ledgerQueue) {
        Duration period = Duration.ofSeconds(10);
        return new Gateway.CommandLimits(
                socketUnanswered,
                new Rate(socketReadsPer10Seconds, period),
                new Rate(socketChangesPer10Seconds, period),
                new Rate(socketTypingPer10Seconds, period),
                Math.min(socketConnections, Math.max(1, requestConnections - 1)),
                Math.max(1, ledgerQueue / 4));
    }

    public Gateway.Telling telling(BooleanSupplier previews) {
        return new Gateway.Telling(pingInterval, Duration.ofSeconds(1).dividedBy(typingPerSecond), previews);
    }

    /// @param bodyTimeout longest time for a body of long polling
    public EngineOptions engine(Origins origins, int trustedProxies, Duration bodyTimeout) {
        return EngineOptions.defaults().with(options -> {
            options.pingInterval = pingInterval;
            options.pingTimeout = pingTimeout;
            options.connectTimeout = authenticationTimeout;
            options.receiveTimeout = bodyTimeout;
            options.maxPayload = maxFrame;
            options.maxUnsentBytes = maxUnsent;
            options.maxConnectionsPerAddress = socketsPerAddress;
            options.maxInputPerAddress = socketInputPerAddress;
            options.origins = origins;
            options.trustedProxies = trustedProxies;
        });
    }
}
