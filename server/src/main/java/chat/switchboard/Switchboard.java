package chat.switchboard;

import chat.switchboard.audit.AuditEntries;
import chat.switchboard.bot.Automations;
import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.configuration.DeskSettings;
import chat.switchboard.contract.Contract;
import chat.switchboard.desk.Desk;
import chat.switchboard.escalation.Reminders;
import chat.switchboard.escalation.ReplyTargets;
import chat.switchboard.gateway.Gateway;
import chat.switchboard.http.HttpSettings;
import chat.switchboard.http.WebServer;
import chat.switchboard.http.api.Metrics;
import chat.switchboard.http.operations.Readiness;
import chat.switchboard.http.routes.Features;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.Secret;
import chat.switchboard.insight.Inbox;
import chat.switchboard.languagemodel.Assistant;
import chat.switchboard.languagemodel.HandoffSummaries;
import chat.switchboard.languagemodel.LanguageModel;
import chat.switchboard.languagemodel.SentRequests;
import chat.switchboard.ledger.AutomaticChanges;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.EventConsumers;
import chat.switchboard.ledger.EventLog;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.postgres.Database;
import chat.switchboard.postgres.Postgres;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.queue.Requeue;
import chat.switchboard.scheduler.Job;
import chat.switchboard.scheduler.JobStatus;
import chat.switchboard.scheduler.Scheduler;
import chat.switchboard.settings.SettingsSource;
import chat.switchboard.setup.Setup;
import chat.switchboard.site.Sites;
import chat.switchboard.socketio.Options;
import chat.switchboard.socketio.SocketIoServer;
import chat.switchboard.socketio.engine.Origins;
import chat.switchboard.texts.OwnTexts;
import chat.switchboard.texts.TextTemplates;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// All parts, put together: everything but the database, which the caller starts before and stops after.
public final class Switchboard implements AutoCloseable {
    /// How long clients are given to come back elsewhere, when told.
    private static final Duration RECONNECT_WITHIN = Duration.ofSeconds(5);

    /// How often consumers ask for what other nodes committed.
    private static final Duration EVENT_POLL = Duration.ofSeconds(1);

    private static final Duration SOCKETS_CLOSE_WITHIN = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Identity identity;
    private final Conversations conversations;
    private final Desk desk;
    private final ConversationQueue queue;
    private final ReplyTargets targets;
    private final LanguageModel languageModel;
    private final Scheduler scheduler;
    private final ConfigurationVersions versions;
    private final DeskSettings<Config> settings;
    private final Automations automations;
    private final EventConsumers consumers;
    private final Gateway gateway;
    private final SocketIoServer sockets;
    private final WebServer web;

    /// Ready to work, but nobody can reach it before [#listen].
    ///
    /// @param source of the settings; what is read once is as it was when this was made
    /// @param home the folder with the built pages
    public Switchboard(
            SettingsSource<Config> source, Path home, Foundation foundation, Postgres postgres, Clock clock) {
        Config config = source.operators();
        vertx = foundation.vertx();
        Contract contract = foundation.contract();
        var metrics = new Metrics();
        var inbox = new Inbox(postgres.requests());
        scheduler = new Scheduler(postgres.jobs(), config.scheduler(), clock);
        versions = new ConfigurationVersions(postgres.jobs());
        settings = new DeskSettings<>(postgres.jobs(), source, versions);
        identity = identity(settings, postgres, clock);
        conversations = new Conversations(
                postgres.ledger(),
                postgres.requests(),
                clock,
                config.ledger().limits(() -> settings.get().ledger()));
        var presence = new Presence(postgres.jobs(), clock, () -> settings.get().presence());
        queue = new ConversationQueue(
                postgres.jobs(),
                conversations,
                presence,
                clock,
                () -> settings.get().queue());
        targets = new ReplyTargets(
                postgres.jobs(), versions, () -> settings.get().escalation().usualTarget());
        conversations.surroundings().repliesDue(targets::due);
        settings.onChange(this::adoptSettings);
        adoptSettings();
        var sites = new Sites(postgres.requests(), versions, config.sockets().typingPreviews(), clock);
        gateway = new Gateway(
                identity,
                new Gateway.Features(contract, conversations, inbox, presence, queue),
                config.sockets()
                        .limits(
                                config.database().requestConnections(),
                                config.ledger().ledgerQueue()),
                config.sockets().telling(sites::allowsPreviews),
                clock);
        Origins origins = config.network().origins(sites::admits);
        sockets = new SocketIoServer(
                Options.of(config.sockets()
                        .engine(
                                origins,
                                config.network().trustedProxies(),
                                config.requests().requestBodyTimeout())),
                gateway);
        desk = new Desk(postgres.requests(), versions, conversations, contract, clock);
        languageModel = new LanguageModel(
                vertx, postgres.requests(), () -> settings.get().languageModel(), clock);
        var assistant = new Assistant(languageModel, conversations, desk);
        conversations.onCommitted(new HandoffSummaries(assistant, conversations)::committed);
        var sentRequests = new SentRequests(
                postgres.requests(), () -> settings.get().languageModel().languageModelRequestsKept(), clock);
        scheduler.add(List.of(sentRequests.job()));
        // It runs so seldom that what an admin changes would be in force an hour later.
        settings.onChange(sentRequests.job().signal()::raise);
        versions.onChange(OwnTexts.TOPIC, conversations.surroundings().templates()::refresh);
        versions.onChange(Desk.DEPARTMENTS, targets::refresh);
        versions.onChange(Desk.DEPARTMENTS, desk::refresh);
        automations = new Automations(
                new Automations.Around(
                        postgres.requests(),
                        versions,
                        conversations,
                        presence,
                        desk,
                        it -> sites.isWithoutBot(it.customer().contact().attributes()),
                        clock),
                config.data(),
                () -> settings.get().bot());
        settings.onChange(automations::refresh);
        conversations.surroundings().templates().whenClosed(this::closed);
        var features = new Features(
                contract,
                identity,
                conversations,
                inbox,
                desk,
                new OwnTexts(postgres.requests(), versions),
                presence,
                queue,
                targets,
                sites,
                automations.reports(),
                new Setup(postgres.signIns()),
                settings,
                new AuditEntries(postgres.requests()),
                assistant,
                sentRequests,
                postgres.signIns(),
                scheduler::overdue,
                metrics);
        consumers = new EventConsumers(postgres.jobs(), EVENT_POLL, List.of(automations.consumer()));
        conversations.onCommitted(_ -> consumers.wake());
        web = web(config, home, origins, features, clock);
        schedule(config, presence, postgres.jobs(), clock);
        measure(metrics);
    }

    /// Outside its hours, or while nobody of it is here.
    private TextTemplates.Closed closed(UUID department, String language) {
        TextTemplates.Closed closed = desk.closed(department, language);
        if (closed != null) return closed;
        return automations.tellsAbsence(department) ? new TextTemplates.Closed(null) : null;
    }

    /// What does not ask for its settings each time.
    private void adoptSettings() {
        targets.refresh();
        conversations
                .surroundings()
                .countAsOneWithin(Duration.ofSeconds(settings.get().ledger().unansweredAsOneSeconds()));
    }

    private void schedule(Config config, Presence presence, Database database, Clock clock) {
        var requeue = new Requeue(
                database,
                conversations,
                clock,
                presence::offlineAfter,
                () -> settings.get().queue().unopenedReturn());
        var reminders = new Reminders(
                database,
                conversations,
                clock,
                () -> settings.get().escalation().chain());
        scheduler.add(
                List.of(versions.job(), desk.job(), presence.job(), targets.job(), requeue.job(), reminders.job()));
        scheduler.add(queue.jobs());
        scheduler.add(identity.jobs());
        scheduler.add(gateway.jobs());
        scheduler.add(web.jobs());
        List<Job> byTime = Jobs.of(
                () -> settings.get().ledger(),
                new AutomaticChanges(database, conversations),
                new EventLog(database),
                clock);
        scheduler.add(byTime);
        // They run so seldom that what an admin changes would be in force an hour later.
        settings.onChange(() -> byTime.forEach(job -> job.signal().raise()));
    }

    /// Its files may be missing or wrong. What works by itself already must not go on beside a start that has failed.
    private WebServer web(Config config, Path home, Origins origins, Features features, Clock clock) {
        try {
            return new WebServer(vertx, http(config, home, origins), features, sockets, clock);
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
        automations.start();
        consumers.start();
    }

    private void measure(Metrics metrics) {
        metrics.gauge("switchboard.sockets", "Sockets connected", sockets::connections);
        metrics.gauge("switchboard.ledger.waiting", "Commands that wait for a writer", conversations::waiting);
        metrics.gauge("switchboard.queue.waiting", "Conversations that wait for an agent", queue::waiting);
        metrics.gauge("switchboard.language.model.waiting", "Calls of the language model", languageModel::waiting);
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
        languageModel.close();
        scheduler.close();
        consumers.close();
        automations.close();
        conversations.close();
        identity.close();
        SecurityLog.flush();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static Identity identity(Supplier<Config> settings, Postgres postgres, Clock clock) {
        return Identity.start(
                postgres.signIns(),
                postgres.jobs(),
                secret(settings.get()),
                () -> settings.get().identity(),
                clock);
    }

    private static Secret secret(Config config) {
        return config.secret()
                .map(Secret::of)
                .orElseGet(() -> Secret.in(config.data().resolve("secret")));
    }

    private HttpSettings http(Config config, Path home, Origins origins) {
        var network = config.network();
        return new HttpSettings(
                network.host(),
                network.port(),
                home,
                network.isHttps(),
                origins,
                network.widgetSites(),
                network.trustedProxies(),
                config.demo(),
                network.managementPort(),
                config.database().databaseUrl().isPresent()
                        ? Optional.empty()
                        : Optional.of(new Readiness.Disk(config.data(), config.leastFreeDisk())),
                config.requests()
                        .limits(
                                config.sockets().maxFrame(),
                                () -> settings.get().requests()),
                network.tls(),
                network.redirect());
    }
}
