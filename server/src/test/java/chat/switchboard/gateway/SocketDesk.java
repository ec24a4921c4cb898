package chat.switchboard.gateway;

import chat.switchboard.contract.Contract;
import chat.switchboard.conversation.Cast;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Customer;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.Secret;
import chat.switchboard.identity.TestSettings;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.scheduler.Scheduler;
import chat.switchboard.socketio.Options;
import chat.switchboard.socketio.SocketIoServer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Everything behind a socket, on a real port and a real database: only the routes of REST are not there.
final class SocketDesk implements AutoCloseable {
    private static final Rate OFTEN = new Rate(1_000, Duration.ofSeconds(10));

    /// Limits that no test meets by accident.
    static final Gateway.CommandLimits PATIENT = new Gateway.CommandLimits(100, OFTEN, OFTEN, OFTEN, 4, 1_000);

    final TestPostgres database = TestPostgres.fresh();
    final Identity identity;
    final Conversations conversations;
    final Presence presence;
    final ConversationQueue queue;
    final Gateway gateway;
    private final Scheduler scheduler;
    private final Vertx vertx = Vertx.vertx();
    private final SocketIoServer sockets;
    private final HttpServer server;

    SocketDesk() {
        this(Duration.ofMillis(100), Clock.systemUTC());
    }

    /// @param queueUpdates how often places are told, at most
    SocketDesk(Duration queueUpdates, Clock clock) {
        this(queueUpdates, clock, PATIENT, true);
    }

    SocketDesk(Gateway.CommandLimits commands, boolean typingPreviews) {
        this(Duration.ofMillis(100), Clock.systemUTC(), commands, typingPreviews);
    }

    private SocketDesk(Duration queueUpdates, Clock clock, Gateway.CommandLimits commands, boolean typingPreviews) {
        identity = Identity.start(
                database.requests(),
                database.jobs(),
                Secret.of(Base64.getEncoder().encodeToString(new byte[32])),
                TestSettings::identity,
                clock);
        conversations = new Conversations(database.ledger(), database.requests(), clock, Cast.UNHURRIED);
        presence = new Presence(
                database.requests(),
                clock,
                () -> new Presence.Settings(Duration.ofMinutes(2), Duration.ofMinutes(1), queueUpdates));
        queue = new ConversationQueue(
                database.requests(),
                conversations,
                presence,
                clock,
                () -> new ConversationQueue.Settings(Duration.ofMillis(500), queueUpdates, true, Optional.empty()));
        gateway = new Gateway(
                identity,
                new Gateway.Features(Contract.load(), conversations, new Inbox(database.requests()), presence, queue),
                new Gateway.Limits(5, 100, 128 * 1024, Duration.ofSeconds(30), commands),
                new Gateway.Telling(Duration.ofMillis(200), Duration.ofSeconds(1), () -> typingPreviews),
                clock);
        sockets = new SocketIoServer(Options.defaults(), gateway);
        scheduler = new Scheduler(
                database.jobs(), new Scheduler.Settings(Duration.ofSeconds(10), Duration.ofMinutes(1)), clock);
        scheduler.add(List.of(presence.job()));
        scheduler.add(queue.jobs());
        scheduler.add(identity.jobs());
        scheduler.add(gateway.jobs());
        scheduler.start();
        server = listening(vertx, sockets);
    }

    /// On a port of its own choice.
    static HttpServer listening(Vertx vertx, SocketIoServer sockets) {
        return vertx.createHttpServer(SocketIoServer.prepare(new HttpServerOptions()))
                .requestHandler(sockets::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /// A customer's token.
    String customer(String name) {
        return done(identity.openCustomerSession(new Customer.Profile(null, name, null, null), "127.0.0.1"))
                .token();
    }

    /// A log-in of a new agent in Customer care.
    Account.Session agent(String name) {
        return agent(name, Cast.CARE);
    }

    Account.Session agent(String name, UUID departmentId) {
        return account(name, Account.Role.AGENT, Set.of(departmentId));
    }

    Account.Session admin(String name) {
        return account(name, Account.Role.ADMIN, Set.of());
    }

    private Account.Session account(String name, Account.Role role, Set<UUID> departments) {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID() + "@example.com";
        done(identity.createAccount(new Account.New(email, name, role, departments, "correct horse")));
        return done(
                identity.logIn(new Account.Credentials(email, "correct horse", null, Account.Client.at("127.0.0.1"))));
    }

    /// One more log-in of the same account.
    Account.Session logInAgain(Account.Session session) {
        String email = session.account().email();
        return done(
                identity.logIn(new Account.Credentials(email, "correct horse", null, Account.Client.at("127.0.0.1"))));
    }

    /// Whose token this is: `{ id }`.
    static ObjectNode me(Identity identity, String token) {
        UUID id = switch (done(identity.authenticate(token)).actor()) {
            case Actor.Requester writer -> writer.id();
            case Actor.Staff staff -> staff.id();
            case Actor.Bot _, Actor.System _ -> throw new AssertionError("The server has no token");
        };
        return JsonNodeFactory.instance.objectNode().put("id", id.toString());
    }

    int port() {
        return server.actualPort();
    }

    TestSocket connect(String token) {
        return TestSocket.connect(port(), token);
    }

    @Override
    public void close() {
        sockets.close().orTimeout(10, TimeUnit.SECONDS).join();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        scheduler.close();
        conversations.close();
        identity.close();
        database.close();
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }
}
