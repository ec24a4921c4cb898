package chat.switchboard;

import chat.switchboard.contract.Contract;
import chat.switchboard.desk.Desk;
import chat.switchboard.escalation.Reminders;
import chat.switchboard.escalation.ReplyTargets;
import chat.switchboard.gateway.Gateway;
import chat.switchboard.http.HttpSettings;
import chat.switchboard.http.HttpsRedirect;
import chat.switchboard.http.SetupHints;
import chat.switchboard.http.WebServer;
import chat.switchboard.http.api.Metrics;
import chat.switchboard.http.api.Rates;
import chat.switchboard.http.operations.Readiness;
import chat.switchboard.http.routes.Features;
import chat.switchboard.http.routes.Routes;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.IdentitySettings;
import chat.switchboard.identity.IdentitySettings.PasswordCost;
import chat.switchboard.identity.Secret;
import chat.switchboard.insight.Inbox;
import chat.switchboard.ledger.AutomaticChanges;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.EventConsumers;
import chat.switchboard.ledger.EventLog;
import chat.switchboard.limit.GrowingDelay;
import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.postgres.Database;
import chat.switchboard.postgres.Postgres;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.queue.Requeue;
import chat.switchboard.scheduler.JobStatus;
import chat.switchboard.scheduler.Scheduler;
import chat.switchboard.socketio.Options;
import chat.switchboard.socketio.SocketIoServer;
import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.engine.Origin;
import chat.switchboard.socketio.engine.Origins;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All parts, put together: everything but the database, which the caller starts before and stops after.
public final class Switchboard implements AutoCloseable {
    /// How long clients are given to come back elsewhere, when told.
    private static final Duration RECONNECT_WITHIN = Duration.ofSeconds(5);

    /// How often consumers ask for what other nodes committed.
    private static final Duration EVENT_POLL = Duration.ofSeconds(1);

    private static final Duration SOCKETS_CLOSE_WITHIN = Duration.ofSeconds(3);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final Identity identity;
    private final Conversations conversations;
    private final Desk desk;
    private final ConversationQueue queue;
    private final ReplyTargets targets;
    private final Scheduler scheduler;
    private final EventConsumers consumers;
    private final Gateway gateway;
    private final SocketIoServer sockets;
    private final WebServer web;

    /// Ready to work, but nobody can reach it before [#listen].
    ///
    /// @param home the folder with the built pages
    public Switchboard(Config config, Path home, Postgres postgres, Clock clock) {
        var contract = Contract.load();
        var metrics = new Metrics();
        var inbox = new Inbox(postgres.requests());
        scheduler = new Scheduler(
                postgres.jobs(), new Scheduler.Settings(config.leaseLength(), config.jobOverdueAfter()), clock);
        identity = identity(config, postgres, clock);
        conversations = new Conversations(postgres.ledger(), postgres.requests(), clock, ledger(config));
        var presence = new Presence(
                postgres.jobs(),
                clock,
                new Presence.Settings(config.agentOfflineAfter(), config.attentionLasts(), config.presenceUpdates()));
        queue = new ConversationQueue(postgres.jobs(), conversations, presence, clock, queue(config));
        targets = new ReplyTargets(postgres.jobs(), config.firstReplyDue(), config.nextReplyDue());
        targets.refresh();
        conversations.repliesDue(targets::due);
        conversations.countAsOneWithin(Duration.ofSeconds(config.unansweredAsOneSeconds()));
        gateway = new Gateway(
                identity,
                new Gateway.Features(contract, conversations, inbox, presence, queue),
                limits(config),
                telling(config),
                clock);
        Origins origins = origins(config);
        sockets = new SocketIoServer(Options.of(sockets(config, origins)), gateway);
        desk = new Desk(postgres.requests());
        var doors = new Features(
                contract,
                identity,
                conversations,
                inbox,
                desk,
                presence,
                queue,
                targets,
                postgres.signIns(),
                scheduler::overdue,
                metrics);
        consumers = new EventConsumers(postgres.jobs(), EVENT_POLL, List.of());
        conversations.onCommitted(_ -> consumers.wake());
        web = web(config, home, origins, doors, clock);
        schedule(config, presence, postgres.jobs(), clock);
        measure(metrics);
    }

    private void schedule(Config config, Presence presence, Database database, Clock clock) {
        var requeue = new Requeue(database, conversations, clock, config.agentOfflineAfter(), config.unopenedReturn());
        var chain = new Reminders.Chain(config.departmentToldAfter(), config.adminsToldAfter());
        var reminders = new Reminders(database, conversations, clock, chain);
        scheduler.add(List.of(presence.job(), targets.job(), requeue.job(), reminders.job()));
        scheduler.add(queue.jobs());
        scheduler.add(identity.jobs());
        scheduler.add(gateway.jobs());
        scheduler.add(web.jobs());
        scheduler.add(Jobs.of(config, new AutomaticChanges(database, conversations), new EventLog(database), clock));
    }

    /// Its files may be missing or wrong. What works by itself already must not go on beside a start that has failed.
    private WebServer web(Config config, Path home, Origins origins, Features doors, Clock clock) {
        try {
            return new WebServer(vertx, http(config, home, origins), doors, sockets, clock);
        } catch (RuntimeException e) {
            identity.close();
            throw e;
        }
    }

    /// Listens when it returns, and begins to give conversations out.
    ///
    /// @throws chat.switchboard.http.CannotListenException when somebody else listens there
    public void listen() {
        web.listen();
        scheduler.start();
        consumers.start();
    }

    private void measure(Metrics metrics) {
        metrics.gauge("switchboard.sockets", "Sockets connected", sockets::connections);
        metrics.gauge("switchboard.ledger.waiting", "Commands that wait for a writer", conversations::waiting);
        metrics.gauge("switchboard.queue.waiting", "Conversations that wait for an agent", queue::waiting);
        metrics.gauge("switchboard.queue.assigned", "Conversations given to agents by this node", queue::assigned);
        for (JobStatus job : scheduler.statuses()) {
            String name = job.name();
            gauge(metrics, name, "leading", "1 on the node that does it", it -> it.leading() ? 1 : 0);
            gauge(metrics, name, "runs", "Runs that succeeded on this node", JobStatus::runs);
            gauge(metrics, name, "done", "Things done on this node", JobStatus::done);
            gauge(metrics, name, "failures", "Runs that failed on this node", JobStatus::failures);
            gauge(
                    metrics,
                    name,
                    "last.success.seconds",
                    "When a run last succeeded (Unix time), or 0",
                    it -> seconds(it.lastSuccess()));
            gauge(
                    metrics,
                    name,
                    "last.failure.seconds",
                    "When a run last failed (Unix time), or 0",
                    it -> seconds(it.lastFailure()));
            gauge(
                    metrics,
                    name,
                    "running.seconds",
                    "How long the current run has taken",
                    it -> it.running().toSeconds());
        }
        for (String consumer : consumers.names())
            metrics.gauge(
                    "switchboard.events." + consumer.replace('-', '.') + ".lag.seconds",
                    "Since this node last saw that it had handled every event",
                    () -> consumers.lag(consumer).toSeconds());
    }

    private void gauge(
            Metrics metrics, String job, String name, String description, Function<JobStatus, Number> value) {
        metrics.gauge("switchboard.job." + name, description, "job", job, () -> value.apply(scheduler.status(job)));
    }

    private static long seconds(Instant time) {
        return time == null ? 0 : time.getEpochSecond();
    }

    public int port() {
        return web.port();
    }

    /// The port of health and metrics, where they have one of their own.
    public int managementPort() {
        return web.managementPort();
    }

    /// The port of plain HTTP that leads to https, where there is one.
    public int redirectPort() {
        return web.redirectPort();
    }

    public Identity identity() {
        return identity;
    }

    public Desk desk() {
        return desk;
    }

    public Conversations conversations() {
        return conversations;
    }

    /// In the order in which nothing is lost: nobody new comes in, everybody is told, what was accepted is committed.
    @Override
    public void close() {
        web.announceStop();
        gateway.drain(RECONNECT_WITHIN);
        sockets.close()
                .completeOnTimeout(null, SOCKETS_CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        web.stop();
        scheduler.close();
        consumers.close();
        conversations.close();
        identity.close();
        SecurityLog.flush();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static Identity identity(Config config, Postgres postgres, Clock clock) {
        return Identity.start(postgres.signIns(), postgres.jobs(), secret(config), identity(config), clock);
    }

    private static Secret secret(Config config) {
        return config.secret()
                .map(Secret::of)
                .orElseGet(() -> Secret.in(config.data().resolve("secret")));
    }

    private static IdentitySettings identity(Config config) {
        return new IdentitySettings(
                config.customerTokenLifetime(),
                config.accessTokenLifetime(),
                config.sessionLifetime(),
                config.knownDeviceLifetime(),
                config.leastPasswordLength(),
                new PasswordCost(
                        config.passwordHashMemory() / 1024,
                        config.passwordHashIterations(),
                        config.passwordHashesAtOnce()),
                new IdentitySettings.Limits(
                        config.logInsPerEmail(),
                        config.logInsPerAddress(),
                        config.logInsPerDevice(),
                        new GrowingDelay.Settings(
                                config.logInsBeforeDelay(), config.longestLogInDelay(), config.logInsForgottenAfter()),
                        config.oneTimeCodesPerHour(),
                        config.newCustomersPerAddress()));
    }

    private static Conversations.Limits ledger(Config config) {
        return new Conversations.Limits(
                config.ledgerWriters(),
                config.ledgerBatch(),
                config.ledgerQueue(),
                List.of(
                        new Rate(config.customerMessagesPer10Seconds(), Duration.ofSeconds(10)),
                        new Rate(config.customerMessagesPerMinute(), Duration.ofMinutes(1))),
                List.of(new Rate(config.agentMessagesPerMinute(), Duration.ofMinutes(1))));
    }

    private static ConversationQueue.Settings queue(Config config) {
        return new ConversationQueue.Settings(config.queueSweep(), config.queueUpdates(), config.previousAgentFirst());
    }

    /// A whole answer has to fit several times into what may be unsent.
    private static Gateway.Limits limits(Config config) {
        return new Gateway.Limits(
                config.socketsPerCustomer(),
                config.maxJoinedConversations(),
                config.maxUnsent() / 8,
                config.socketGrace(),
                commands(config));
    }

    private static Gateway.CommandLimits commands(Config config) {
        Duration period = Duration.ofSeconds(10);
        return new Gateway.CommandLimits(
                config.socketUnanswered(),
                new Rate(config.socketReadsPer10Seconds(), period),
                new Rate(config.socketChangesPer10Seconds(), period),
                new Rate(config.socketTypingPer10Seconds(), period),
                Math.min(config.socketConnections(), Math.max(1, config.requestConnections() - 1)),
                Math.max(1, config.ledgerQueue() / 4));
    }

    private static Gateway.Telling telling(Config config) {
        return new Gateway.Telling(
                config.pingInterval(),
                Duration.ofSeconds(1).dividedBy(config.typingPerSecond()),
                config.typingPreviews());
    }

    private static Origins origins(Config config) {
        Optional<Set<Origin>> listed = config.allowedOrigins().contains("*")
                ? Optional.empty()
                : Optional.of(config.allowedOrigins().stream()
                        .map(Origin::of)
                        .map(Optional::orElseThrow)
                        .collect(Collectors.toSet()));
        return new Origins(config.publicUrl(), listed, new SetupHints()::originRefused);
    }

    private static EngineOptions sockets(Config config, Origins origins) {
        return EngineOptions.defaults().with(options -> {
            options.pingInterval = config.pingInterval();
            options.pingTimeout = config.pingTimeout();
            options.connectTimeout = config.authenticationTimeout();
            options.receiveTimeout = config.requestBodyTimeout();
            options.maxPayload = config.maxFrame();
            options.maxUnsentBytes = config.maxUnsent();
            options.maxConnectionsPerAddress = config.socketsPerAddress();
            options.maxInputPerAddress = config.socketInputPerAddress();
            options.origins = origins;
            options.trustedProxies = config.trustedProxies();
        });
    }

    private static HttpSettings http(Config config, Path home, Origins origins) {
        return new HttpSettings(
                config.host(),
                config.port(),
                home,
                config.isHttps(),
                origins,
                config.widgetSites(),
                config.trustedProxies(),
                config.demo(),
                config.managementPort(),
                config.databaseUrl().isPresent()
                        ? Optional.empty()
                        : Optional.of(new Readiness.Disk(config.data(), config.leastFreeDisk())),
                new HttpSettings.Limits(
                        config.connectionsPerAddress(),
                        config.requestHeadTimeout(),
                        config.requestBodyTimeout(),
                        config.unfinishedBodies(),
                        config.maxFrame(),
                        new Rates.PerMinute(
                                config.requestsPerAddress(), config.readsPerPerson(), config.writesPerPerson()),
                        new Routes.LongPolls(config.longPolls(), config.longPollsPerPerson())),
                config.tls(),
                config.httpRedirectPort().map(port -> new HttpsRedirect(port, config.publicUrl())));
    }
}
