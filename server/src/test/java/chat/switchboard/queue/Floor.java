package chat.switchboard.queue;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.OpenConversation;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.presence.Presence;
import chat.switchboard.presence.Status;
import chat.switchboard.scheduler.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A desk on a real database: agents who come and go, customers who ask for them, and one node's queue.
final class Floor implements AutoCloseable {
    static final Duration OFFLINE_AFTER = Duration.ofMinutes(2);

    final TestPostgres database;
    final Clock clock;
    final Conversations conversations;
    final Presence presence;
    final ConversationQueue queue;
    private final Scheduler scheduler;

    Floor(TestPostgres database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.conversations = new Conversations(database.ledger(), database.requests(), clock, Cast.UNHURRIED);
        this.presence = new Presence(
                database.requests(),
                clock,
                () -> new Presence.Settings(OFFLINE_AFTER, Duration.ofMinutes(1), Duration.ofSeconds(1)));
        this.queue = new ConversationQueue(
                database.requests(),
                conversations,
                presence,
                clock,
                () -> new ConversationQueue.Settings(
                        Duration.ofMillis(500), Duration.ofSeconds(1), true, Optional.empty()));
        this.scheduler = new Scheduler(
                database.jobs(), new Scheduler.Settings(Duration.ofSeconds(10), Duration.ofMinutes(1)), clock);
        scheduler.add(List.of(presence.job()));
        scheduler.add(queue.jobs());
    }

    /// Begins to assign and to tell positions.
    void start() {
        scheduler.start();
    }

    /// A new agent of these departments, not here yet.
    Actor.Agent agent(String name, int most, UUID... departments) {
        Actor.Agent agent = new Actor.Agent(Cast.id(), name, Set.of(departments));
        database.requests().transaction(Actor.SYSTEM, handle -> {
            handle.execute(
                    "INSERT INTO account (id, email, name, role, max_active_chats) VALUES (?, ?, ?, 'agent', ?)",
                    agent.id(),
                    agent.id() + "@example.com",
                    name,
                    most);
            for (UUID department : departments)
                handle.execute(
                        "INSERT INTO account_department (account_id, department_id) VALUES (?, ?)",
                        agent.id(),
                        department);
            return null;
        });
        return agent;
    }

    Actor.Agent onlineAgent(String name, int most, UUID... departments) {
        Actor.Agent agent = agent(name, most, departments);
        presence.set(agent, Status.ONLINE);
        return agent;
    }

    Actor.Customer customer(String name) {
        Actor.Customer customer = new Actor.Customer(Cast.id(), name);
        database.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.execute(
                                "INSERT INTO customer (id, name) VALUES (?, ?)", customer.id(), customer.name()));
        return customer;
    }

    /// A conversation of a new customer that the bot still has.
    Conversation opened(UUID department) {
        Command.Send hello = Command.Send.text(Cast.id(), "Hello");
        OpenConversation beginning = new OpenConversation(null, null, department, null, hello);
        return done(conversations.open(customer("Ayesha"), Cast.id(), beginning))
                .conversation();
    }

    /// Many at once, without a word said; the departments in turn.
    List<Conversation> openedAtOnce(int many, UUID... departments) {
        database.asSuperuser(handle -> handle.execute("""
                WITH n AS (SELECT i, uuidv7() AS customer, (?::uuid[])[1 + i % ?] AS department
                           FROM generate_series(1, ?) i),
                     c AS (INSERT INTO customer (id, name) SELECT customer, 'Customer ' || i FROM n)
                INSERT INTO conversation (id, customer_id, department_id, category, priority, status,
                                          created_at, updated_at, last_activity_at)
                SELECT uuidv7(), customer, department, 'other', 'medium', 'automated', now(), now(), now() FROM n
                """, departments, departments.length, many));
        return database.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.createQuery(chat.switchboard.ledger.ConversationRow.SELECT
                                        + "WHERE c.status = 'automated' ORDER BY c.number")
                                .map((row, _) -> chat.switchboard.ledger.ConversationRow.read(row))
                                .list());
    }

    Conversation waiting(UUID department) {
        return handedOff(opened(department));
    }

    Conversation handedOff(Conversation conversation) {
        Actor.Customer customer = new Actor.Customer(
                conversation.customer().id(), conversation.customer().name());
        return submit(customer, conversation, new Command.Handoff());
    }

    Conversation submit(Actor actor, Conversation conversation, Command command) {
        return done(conversations.submit(actor, conversation.id(), command)).conversation();
    }

    Conversation now(Conversation conversation) {
        return value(conversations.history().find(Actor.SYSTEM, conversation.id()));
    }

    String agentOf(Conversation conversation) {
        Conversation now = now(conversation);
        return now.assignedAgent() == null ? null : now.assignedAgent().name();
    }

    List<String> column(String sql, Object... arguments) {
        return database.asSuperuser(
                handle -> handle.select(sql, arguments).mapTo(String.class).list());
    }

    void execute(String sql, Object... arguments) {
        database.asSuperuser(handle -> handle.execute(sql, arguments));
    }

    static Committed done(CompletableFuture<Outcome<Committed>> answer) {
        return value(answer.orTimeout(30, TimeUnit.SECONDS).join());
    }

    static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }

    static Refusal refusal(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(Refusal refusal)) return refusal;
        throw new AssertionError(outcome);
    }

    @Override
    public void close() {
        scheduler.close();
        conversations.close();
    }
}
