package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Customer;
import chat.switchboard.identity.Identity;
import chat.switchboard.identity.Secret;
import chat.switchboard.identity.TestSettings;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.queue.Umpire;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two server processes on one PostgreSQL in the middle of a rush (`-Drush=2000 -Dagents=25` for two thousand
/// conversations and fifty agents);
/// the one that does the background work is killed.
class TwoNodesTest {
    private static final UUID CARE = RunningServer.CUSTOMER_CARE;
    private static final int CONVERSATIONS = Integer.getInteger("rush", 300);
    private static final int CUSTOMERS_AT_ONCE = 4;
    /// Of each node. Of the doomed one's, some come back at the other node, some never.
    private static final int AGENTS = Integer.getInteger("agents", 8);
    private static final int WHO_NEVER_COME_BACK = 3;
    private static final String SECRET = "c3dpdGNoYm9hcmQgc3dpdGNoYm9hcmQgc3dpdGNoYm9hcmQ=";
    private static final List<String> JOBS = List.of("requeue", "reminders", "close-resolved");
    private final List<Wire> wires = new ArrayList<>();
    private volatile List<ServerProcess> alive;

    /// Somebody at a desk: the token is good at either node.
    private record Colleague(UUID id, String token) {}

    @Test
    void one_is_killed_and_everybody_is_served_by_one_agent_at_a_time() throws Exception {
        try (TestPostgres database = TestPostgres.fresh();
                Identity identity = Identity.start(
                        database.requests(),
                        database.jobs(),
                        Secret.of(SECRET),
                        TestSettings::identity,
                        Clock.systemUTC());
                ServerProcess doomed = ServerProcess.start(settings(database))) {
            awaitLeading(doomed);
            try (ServerProcess survivor = ServerProcess.start(settings(database))) {
                alive = List.of(doomed, survivor);
                Umpire umpire = new Umpire(database);
                hire(identity, "survivor", survivor);
                List<Colleague> moving = hire(identity, "doomed", doomed);
                Colleague admin = new Colleague(null, survivor.adminToken());
                List<UUID> gone = moving.subList(0, WHO_NEVER_COME_BACK).stream()
                        .map(Colleague::id)
                        .toList();

                List<Thread> customers = ask(open(database, identity));
                Thread closer = Thread.ofPlatform().start(() -> closeUntilAllAre(umpire, gone, admin));
                Eventually.until(
                        "the rush is on", Scale.PATIENCE, () -> umpire.told("agent.joined") > CONVERSATIONS / 3);
                alive = List.of(survivor);
                doomed.kill();
                for (Colleague it : moving.subList(WHO_NEVER_COME_BACK, AGENTS)) sitDown(it, survivor);
                for (Thread customer : customers) customer.join();
                closer.join();

                assertThat(umpire.column("SELECT status FROM conversation WHERE status <> 'closed'"))
                        .as("not served in the end")
                        .isEmpty();
                assertThat(umpire.overloads()).isEmpty();
                assertThat(umpire.twoAgentsAtOnce()).isEmpty();
                assertThat(umpire.told("agent.joined"))
                        .isEqualTo(CONVERSATIONS + umpire.told("agent.lost"))
                        .isGreaterThan(CONVERSATIONS);
                awaitLeading(survivor);
            } finally {
                wires.forEach(Wire::close);
            }
        }
    }

    private static Map<String, String> settings(TestPostgres database) {
        Map<String, String> settings = new HashMap<>(database.asTheirOwn());
        settings.put("SWITCHBOARD_SECRET", SECRET);
        settings.put("SWITCHBOARD_AGENT_OFFLINE_AFTER", "8s");
        settings.put("SWITCHBOARD_LEASE_LENGTH", "3s");
        return settings;
    }

    private static void awaitLeading(ServerProcess node) {
        for (String job : JOBS)
            Eventually.until(
                    "it does the work of " + job,
                    Scale.PATIENCE,
                    () -> node.metric("switchboard_job_leading{job=\"" + job + "\"}") == 1);
    }

    private List<Colleague> hire(Identity identity, String name, ServerProcess node) throws IOException {
        List<Colleague> colleagues = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            String email = "%s-%d@example.com".formatted(name, i);
            Account account = done(identity.createAccount(
                    new Account.New(email, name + " " + i, Account.Role.AGENT, Set.of(CARE), "correct horse")));
            String token = done(identity.logIn(
                            new Account.Credentials(email, "correct horse", null, Account.Client.at("127.0.0.1"))))
                    .token();
            Colleague colleague = new Colleague(account.id(), token);
            sitDown(colleague, node);
            colleagues.add(colleague);
        }
        return colleagues;
    }

    /// Opens a socket and says "online".
    private void sitDown(Colleague colleague, ServerProcess node) throws IOException {
        Wire wire = Wire.connect(node.uri(), colleague.token, _ -> {});
        wires.add(wire);
        assertThat(wire.call("presence.set", Json.object("status", "online"))
                        .get("ok")
                        .booleanValue())
                .isTrue();
    }

    /// A conversation that the bot still has, and the token of its customer.
    private record Waiting(UUID conversationId, String token) {}

    private static List<Waiting> open(TestPostgres database, Identity identity) {
        List<Customer.Session> customers = IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> done(identity.openCustomerSession(
                        new Customer.Profile(null, "Ayesha", null, null), "198.51.100." + i % 256)))
                .toList();
        return database.asSuperuser(handle -> customers.stream()
                .map(customer -> new Waiting(
                        handle.createQuery("""
                                        INSERT INTO conversation (id, customer_id, department_id, category, priority,
                                                                  status, created_at, updated_at, last_activity_at)
                                        VALUES (uuidv7(), :customer, :care, 'other', 'medium', 'automated', now(),
                                                now(), now())
                                        RETURNING id
                                        """)
                                .bind("customer", customer.customer().id())
                                .bind("care", CARE)
                                .mapTo(UUID.class)
                                .one(),
                        customer.token()))
                .toList());
    }

    private List<Thread> ask(List<Waiting> all) {
        List<Thread> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS_AT_ONCE; i++) {
            int first = i;
            customers.add(Thread.ofPlatform().start(() -> {
                for (int at = first; at < all.size(); at += CUSTOMERS_AT_ONCE)
                    insist(
                            at / CUSTOMERS_AT_ONCE,
                            all.get(at).token,
                            "/api/v1/conversations/%s/handoff".formatted(all.get(at).conversationId));
            }));
        }
        return customers;
    }

    /// Agents finish, at either node; those who are gone do not.
    private void closeUntilAllAre(Umpire umpire, List<UUID> gone, Colleague admin) {
        String open =
                """
                SELECT id::text FROM conversation WHERE status = 'active' AND assigned_agent_id <> ALL ('{%s}')
                ORDER BY random() LIMIT 8
                """.formatted(String.join(",", gone.stream().map(UUID::toString).toList()));
        Eventually.until("everybody is served", Scale.PATIENCE, () -> {
            List<String> served = umpire.column(open);
            try (var agents = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < served.size(); i++) {
                    int turn = i;
                    agents.execute(() ->
                            insist(turn, admin.token, "/api/v1/conversations/%s/closure".formatted(served.get(turn))));
                }
            }
            return umpire.column("SELECT id::text FROM conversation WHERE status <> 'closed' LIMIT 1")
                    .isEmpty();
        });
    }

    /// As a client does: a node that does not answer is given up for the other.
    private void insist(int turn, String token, String path) {
        Eventually.until(path, Scale.PATIENCE, () -> {
            List<ServerProcess> nodes = alive;
            Api api = new Api(nodes.get(turn % nodes.size()).uri(), token);
            return (path.endsWith("closure") ? api.put(path, Json.object()) : api.post(path, Json.object())).status()
                    == 200;
        });
    }

    private static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T>(T value)) return value;
        throw new AssertionError(outcome);
    }
}
