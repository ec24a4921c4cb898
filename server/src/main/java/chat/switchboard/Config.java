package chat.switchboard;

import chat.switchboard.http.TlsFiles;
import chat.switchboard.postgres.PostgresSettings;
import chat.switchboard.postgres.PostgresSettings.Location;
import chat.switchboard.postgres.PostgresSettings.Pools;
import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import chat.switchboard.socketio.engine.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Every setting, with its default and its limits. `databaseUrl` is read from `SWITCHBOARD_DATABASE_URL`.
///
/// A new setting is one component here; the table in `docs/running.md` follows from it.
public record Config(
        // Where it is reached
        @Setting(
                says = "TCP port for pages, REST and sockets. 0 takes any free one.",
                fallback = "8080",
                flag = "--port",
                least = 0,
                most = 65_535)
        int port,

        @Setting(says = "Address to listen on.", fallback = "0.0.0.0")
        String host,

        @Setting(
                says =
                        "The address people and their browsers use, such as `https://support.example.com`. Its pages may call the API and open sockets, whatever a proxy makes of `Host`; with `https`, cookies are Secure. Without it, links name the address listened on.")
        Optional<Origin> publicUrl,

        @Setting(
                says =
                        "Origins of pages that may call the API and open sockets themselves, or `*`. Pages served by Switchboard always may, and so may the widget on any page.",
                origins = true)
        List<String> allowedOrigins,

        @Setting(
                says =
                        "Origins of pages that may show the widget, or `*`. `https://*.example.com` is every host below.",
                fallback = "*",
                origins = true,
                wildcards = true)
        List<String> widgetSites,

        @Setting(
                says =
                        "How many reverse proxies stand in front and append to `X-Forwarded-For`. With 0 the header is not believed.",
                fallback = "0",
                least = 0,
                most = 10)
        int trustedProxies,

        @Setting(
                says =
                        "PEM file with the server's certificate and its chain, for TLS without a proxy. Read again when it changes.")
        Optional<Path> tlsCertificate,

        @Setting(says = "PEM file with the certificate's private key, without a passphrase.")
        Optional<Path> tlsKey,

        @Setting(says = "How often the certificate's files are looked at.", fallback = "10s")
        Duration tlsLook,

        @Setting(
                says = "TCP port for plain HTTP that leads to https, such as 80. Without it, there is none.",
                least = 0,
                most = 65_535)
        Optional<Integer> httpRedirectPort,

        // What it keeps
        @Setting(
                says = "Folder for everything that must survive: database, keys, files.",
                fallback = "data",
                flag = "--data")
        Path data,

        @Setting(
                says =
                        "Adds the desk of a food-delivery app, an agent and a few conversations, and serves a demo shop at `/demo`.",
                fallback = "false",
                flag = "--demo")
        boolean demo,

        @Setting(
                says =
                        "With less free space for the embedded database, `/health/ready` answers 503 with the reason `disk_full`.",
                fallback = "64MB",
                unit = "bytes",
                least = 1 << 20)
        int leastFreeDisk,

        // Database
        @Setting(
                says =
                        "A PostgreSQL of your own, 15 or newer: `postgresql://owner:password@host:5432/database`. Without it, Switchboard runs one in the data folder.",
                secret = true)
        Optional<String> databaseUrl,

        @Setting(
                says = "The role that serves requests in your own PostgreSQL. It must own nothing.",
                fallback = "switchboard_app")
        String databaseAppUser,

        @Setting(says = "That role's password. Without it, the owner creates the role.", secret = true)
        Optional<String> databaseAppPassword,

        @Setting(
                says =
                        "Folder into which PostgreSQL's programs are unpacked, where they may be run. Without it, `postgres/binaries` in the data folder.")
        Optional<Path> postgresPrograms,

        @Setting(says = "Database connections that answer requests.", fallback = "8", most = 100)
        int requestConnections,

        @Setting(says = "Database connections for log-ins, new customers and health alone.", fallback = "2", most = 100)
        int signInConnections,

        @Setting(says = "Database connections for periodic work.", fallback = "4", most = 100)
        int jobConnections,

        @Setting(says = "Longest wait for a free database connection; then `unavailable`.", fallback = "3s")
        Duration checkoutTimeout,

        @Setting(says = "Longest wait for a new database connection.", fallback = "5s")
        Duration databaseConnectTimeout,

        @Setting(says = "Longest time for one SQL statement.", fallback = "10s")
        Duration statementTimeout,

        @Setting(says = "Longest wait for a lock in the database.", fallback = "5s")
        Duration lockTimeout,

        @Setting(
                says = "Longest silence of the database; must be longer than `SWITCHBOARD_STATEMENT_TIMEOUT`.",
                fallback = "20s")
        Duration databaseSocketTimeout,

        // Ledger
        @Setting(says = "Writer loops of the ledger, each with one database connection.", fallback = "1", most = 16)
        int ledgerWriters,

        @Setting(says = "Most commands in one transaction.", fallback = "512", most = 10_000)
        int ledgerBatch,

        @Setting(
                says = "Most commands waiting for one writer; then `unavailable`.",
                fallback = "10000",
                most = 1_000_000)
        int ledgerQueue,

        // Who may come in
        @Setting(says = "E-mail of the first admin, created at the first start.", fallback = "admin@localhost")
        String adminEmail,

        @Setting(
                says =
                        "Password of the first admin, used only when that account is made. Without it, one is made and printed once. Later: `bin/admin reset-password`.",
                secret = true)
        Optional<String> adminPassword,

        @Setting(
                says =
                        "Base64 of at least 32 random bytes, from which the keys of all tokens are derived. Without it, one is made in the data folder. Several nodes must share it.",
                secret = true)
        Optional<String> secret,

        @Setting(says = "How long a customer is remembered without coming back.", fallback = "30d")
        Duration customerTokenLifetime,

        @Setting(says = "How long an account's access token is good for.", fallback = "10m")
        Duration accessTokenLifetime,

        @Setting(says = "How long a log-in lasts without being used.", fallback = "14d")
        Duration sessionLifetime,

        @Setting(says = "Memory of one password hash (Argon2id).", fallback = "19MB", unit = "bytes", least = 8L << 20)
        int passwordHashMemory,

        @Setting(says = "Iterations of one password hash.", fallback = "2", most = 100)
        int passwordHashIterations,

        @Setting(says = "Password hashes computed at the same time; more log-ins wait.", fallback = "2", most = 64)
        int passwordHashesAtOnce,

        @Setting(says = "Characters of the shortest password that may be chosen.", fallback = "8", least = 8, most = 64)
        int leastPasswordLength,

        @Setting(says = "Log-in attempts a minute for one e-mail address from one network.", fallback = "10")
        int logInsPerEmail,

        @Setting(says = "Log-in attempts a minute from one network address.", fallback = "30")
        int logInsPerAddress,

        @Setting(
                says =
                        "Log-in attempts a minute from a device that has logged in to the account before. The limits for others do not hold for it.",
                fallback = "10")
        int logInsPerDevice,

        @Setting(says = "How long a device is known after a log-in.", fallback = "180d")
        Duration knownDeviceLifetime,

        @Setting(
                says =
                        "Log-in attempts for one e-mail address, from anywhere, after which each further one is delayed: by 1 second, then 2, 4, 8 and so on.",
                fallback = "10")
        int logInsBeforeDelay,

        @Setting(says = "Longest such delay.", fallback = "8s")
        Duration longestLogInDelay,

        @Setting(says = "So long after the last attempt there is no such delay any more.", fallback = "15m")
        Duration logInsForgottenAfter,

        @Setting(says = "One-time codes that may be tried in an hour for one account.", fallback = "20")
        int oneTimeCodesPerHour,

        @Setting(says = "New customers a minute from one network address.", fallback = "60")
        int newCustomersPerAddress,

        // Who gets what, and what is late
        @Setting(
                says =
                        "After so long without a sign of life an agent counts as gone; the conversations go back to the queue.",
                fallback = "2m")
        Duration agentOfflineAfter,

        @Setting(says = "How often the queue is looked at without being told of a change.", fallback = "500ms")
        Duration queueSweep,

        @Setting(says = "How often positions in the queue are told, at most.", fallback = "1s")
        Duration queueUpdates,

        @Setting(
                says = "How often a node looks at which agents came or went, and so the longest until others are told.",
                fallback = "1s")
        Duration presenceUpdates,

        @Setting(says = "Whether customers get the agent they know, if there is room.", fallback = "true")
        boolean previousAgentFirst,

        @Setting(says = "An assignment not opened for so long goes back to the queue. Without it, none does.")
        Optional<Duration> unopenedReturn,

        @Setting(
                says = "A first reply is due so soon after a person was asked for, unless a target says otherwise.",
                fallback = "5m")
        Duration firstReplyDue,

        @Setting(
                says = "Every other reply is due so soon after the message, unless a target says otherwise.",
                fallback = "5m")
        Duration nextReplyDue,

        @Setting(says = "So long after a reply was due, its whole department is told.", fallback = "2m")
        Duration departmentToldAfter,

        @Setting(says = "So long after that, all admins are told.", fallback = "5m")
        Duration adminsToldAfter,

        @Setting(
                says =
                        "Customer messages within so many seconds of the first of them count as one: the third without a reply escalates. With 0 each counts.",
                fallback = "0",
                least = 0,
                most = 3600)
        int unansweredAsOneSeconds,

        @Setting(
                says =
                        "So long after the assigned agent had a conversation open, or typed in it, messages there do not escalate yet.",
                fallback = "60s")
        Duration attentionLasts,

        @Setting(says = "What was resolved so long ago closes by itself.", fallback = "72h")
        Duration closeResolvedAfter,

        @Setting(
                says =
                        "How long the event log can be read back. Whole days are dropped; messages and activities themselves stay.",
                fallback = "30d")
        Duration eventRetention,

        @Setting(says = "How long a node that died keeps the others from its periodic work.", fallback = "10s")
        Duration leaseLength,

        @Setting(
                says =
                        "A run of periodic work that takes longer may hang: it is logged, named by `/health/ready`, and another node takes it over.",
                fallback = "1m")
        Duration jobOverdueAfter,

        // Limits of one talker
        @Setting(says = "Messages a customer or partner may send in any 10 seconds.", fallback = "10")
        int customerMessagesPer10Seconds,

        @Setting(says = "Messages a customer or partner may send in any minute.", fallback = "60")
        int customerMessagesPerMinute,

        @Setting(says = "Messages an agent may send in any minute.", fallback = "120")
        int agentMessagesPerMinute,

        @Setting(says = "Typing signals a second.", fallback = "1")
        int typingPerSecond,

        @Setting(says = "Whether staff see what customers are about to say while they type it.", fallback = "false")
        boolean typingPreviews,

        // Requests
        @Setting(
                says =
                        "TCP connections one network address may have open, sockets among them. Does not apply behind a proxy: it is the one who connects.",
                fallback = "1000")
        int connectionsPerAddress,

        @Setting(says = "Requests a minute from one network address, health and metrics aside.", fallback = "6000")
        int requestsPerAddress,

        @Setting(says = "Requests a minute by which one person reads.", fallback = "1200")
        int readsPerPerson,

        @Setting(says = "Requests a minute by which one person changes something.", fallback = "600")
        int writesPerPerson,

        @Setting(says = "Requests that may wait for news at the same time (`?wait=`).", fallback = "20000")
        int longPolls,

        @Setting(says = "Of these, requests of one person.", fallback = "20")
        int longPollsPerPerson,

        @Setting(
                says = "Longest time for a TLS handshake, and for a request's first line and header fields to arrive.",
                fallback = "10s")
        Duration requestHeadTimeout,

        @Setting(
                says = "Longest time for a request's body, or the attachments of a socket's packet, to arrive.",
                fallback = "30s")
        Duration requestBodyTimeout,

        @Setting(
                says = "Most bytes of all request bodies that have arrived in part; then the one that has been arriving"
                        + " longest is answered `unavailable`.",
                fallback = "16MB",
                unit = "bytes",
                least = 1 << 20)
        int unfinishedBodies,

        // Sockets
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
        Duration pingTimeout,

        // Operation
        @Setting(
                says =
                        "TCP port for `/health` and `/metrics` alone, which are then not on the other. 0 takes any free one.",
                least = 0,
                most = 65_535)
        Optional<Integer> managementPort,

        @Setting(
                says = "How much is logged: `error`, `warn`, `info` or `debug`. Security events are always.",
                fallback = "info")
        LogLevel logLevel) {

    /// What a log-in accepts.
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,127}@[^@\\s]{1,126}");

    /// The contract gives a minute, and the look for tokens that have ended takes its time.
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(55);

    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    public Config {
        if (port != 0 && managementPort.filter(management -> management == port).isPresent())
            throw new ConfigException(
                    "SWITCHBOARD_MANAGEMENT_PORT must not be SWITCHBOARD_PORT; leave it away to have both on one.");
        if (databaseSocketTimeout.compareTo(statementTimeout) <= 0) {
            throw new ConfigException(
                    "SWITCHBOARD_DATABASE_SOCKET_TIMEOUT must be longer than SWITCHBOARD_STATEMENT_TIMEOUT.");
        }
        if (!EMAIL.matcher(adminEmail).matches())
            throw new ConfigException("SWITCHBOARD_ADMIN_EMAIL must be an e-mail address such as admin@example.com.");
        if (socketGrace.compareTo(LONGEST_GRACE) > 0) {
            throw new ConfigException("SWITCHBOARD_SOCKET_GRACE must be at most 55s.");
        }
        if (tlsCertificate.isPresent() != tlsKey.isPresent())
            throw new ConfigException("Set both SWITCHBOARD_TLS_CERTIFICATE and SWITCHBOARD_TLS_KEY, or neither.");
        if (tlsCertificate.isPresent()
                && publicUrl.isPresent()
                && !publicUrl.get().isSecure())
            throw new ConfigException(
                    "With SWITCHBOARD_TLS_CERTIFICATE people come by https, so SWITCHBOARD_PUBLIC_URL must begin with it.");
        if (httpRedirectPort.isPresent() && !isHttps(publicUrl, tlsCertificate))
            throw new ConfigException(
                    "SWITCHBOARD_HTTP_REDIRECT_PORT leads to https, so it needs SWITCHBOARD_TLS_CERTIFICATE or an https SWITCHBOARD_PUBLIC_URL.");
    }

    private static boolean isHttps(Optional<Origin> publicUrl, Optional<Path> tlsCertificate) {
        return tlsCertificate.isPresent() || publicUrl.filter(Origin::isSecure).isPresent();
    }

    /// Whether people reach this server by https.
    public boolean isHttps() {
        return isHttps(publicUrl, tlsCertificate);
    }

    /// Where TLS finds its certificate; empty for plain HTTP.
    public Optional<TlsFiles> tls() {
        return tlsCertificate.map(certificate -> new TlsFiles(certificate, tlsKey.orElseThrow(), tlsLook));
    }

    /// @param environment all variables; those that start with `SWITCHBOARD_` are settings
    /// @param arguments the command line; wins over the environment
    /// @throws ConfigException naming every variable that is unknown or has a bad value, and what is allowed
    public static Config of(Map<String, String> environment, String... arguments) {
        return Settings.read(environment, arguments);
    }

    public PostgresSettings postgres() {
        Path folder = data.resolve("postgres");
        Location location = databaseUrl
                .map(String::strip)
                .<Location>map(
                        url -> new Location.External(url, databaseAppUser, databaseAppPassword.orElse(null), folder))
                .orElseGet(() ->
                        new Location.Embedded(folder, postgresPrograms.orElseGet(() -> folder.resolve("binaries"))));
        return new PostgresSettings(
                location,
                new Pools(ledgerWriters, requestConnections, signInConnections, jobConnections),
                new TimeLimits(
                        checkoutTimeout, databaseConnectTimeout, statementTimeout, lockTimeout, databaseSocketTimeout));
    }

    /// Where people find the server: at its public address, or where it listens.
    ///
    /// @param listening the port, also where a free one was asked for
    public Origin address(int listening) {
        return publicUrl.orElseGet(() -> new Origin(isHttps() ? "https" : "http", hostForLinks(), listening));
    }

    /// A link needs a name; a server that listens on every address has that of this machine.
    private String hostForLinks() {
        if (Set.of("0.0.0.0", "::", "[::]").contains(host)) return "localhost";
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /// Without the secrets, so that it can be logged.
    @Override
    public String toString() {
        return Settings.describe(this);
    }
}
