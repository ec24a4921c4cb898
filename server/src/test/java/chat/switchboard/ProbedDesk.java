package chat.switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/// A running desk whose clock stands still, for one probe: with a department, people and customers of its own. What was
/// changed is taken back at the end.
final class ProbedDesk implements AutoCloseable {
    /// A day later every limit is as if nobody had done anything.
    private static final Duration A_DAY = Duration.ofDays(1);
    /// So long an admin's token is good at least.
    private static final Duration TOKEN = Duration.ofMinutes(9);

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    final RunningServer server;
    private final TestClock clock;
    private final String key;
    private final Set<String> changed = new HashSet<>();
    private final String department;
    private Rest admin;

    /// One of the staff, logged in.
    record Member(Account account, Rest rest) {}

    ProbedDesk(RunningServer server, TestClock clock, String key) {
        this.server = server;
        this.clock = clock;
        this.key = key;
        later(A_DAY);
        if (!key.startsWith("bot.")) {
            set("bot.enabled", "false");
            set("bot.offlineReplies", "false");
        }
        this.department = admin.post("/departments", "{\"name\":\"For %s\",\"routing\":\"automatic\"}".formatted(key))
                .is(201)
                .at("/id");
    }

    Rest admin() {
        return admin;
    }

    Rest nobody() {
        return Rest.nobody(server);
    }

    Instant now() {
        return clock.instant();
    }

    /// Changes the setting that is probed.
    ///
    /// @param json the value
    void set(String json) {
        set(key, json);
    }

    void set(String setting, String json) {
        changed.add(setting);
        admin.patch("/settings", "{\"values\":{\"%s\":%s}}".formatted(setting, json))
                .is(200);
    }

    /// Lets time pass. Tokens that ended meanwhile are not renewed, but for the admin's.
    void later(Duration by) {
        clock.advance(by);
        if (by.compareTo(TOKEN) > 0) admin = Rest.account(server, "admin@localhost");
    }

    String newEmail() {
        return "person%d@example.com".formatted(PEOPLE.incrementAndGet());
    }

    Member agent(String name) {
        String email = newEmail();
        var given = new Account.New(
                email, name, Account.Role.AGENT, Set.of(UUID.fromString(department)), RunningServer.PASSWORD);
        return switch (server.identity().createAccount(given)) {
            case Outcome.Done<Account>(Account account) -> new Member(account, Rest.account(server, email));
            case Outcome.Refused<Account> refused -> throw new AssertionError(refused);
        };
    }

    Member onlineAgent(String name) {
        Member agent = agent(name);
        online(agent);
        return agent;
    }

    void online(Member agent) {
        agent.rest.put("/me/presence", "{\"status\":\"online\"}").is(200);
    }

    Rest customer() {
        return Rest.customer(server, "Ayesha");
    }

    /// A conversation in the department, with one message.
    String open(Rest customer) {
        return customer.post("/conversations", """
                        {"departmentId":"%s","message":{"id":"%s","content":"Hello"}}""".formatted(department, Rest.newId()))
                .is(201)
                .at("/id");
    }

    /// As an admin sees it.
    JsonNode conversation(String id) {
        return admin.get("/conversations/" + id).is(200).json();
    }

    boolean isOf(String conversation, Member agent) {
        return conversation(conversation)
                .at("/assignedAgent/id")
                .asText()
                .equals(agent.account.id().toString());
    }

    void untilOf(String conversation, Member agent) {
        Eventually.until("it is " + agent.account.name() + "'s", () -> isOf(conversation, agent));
    }

    String statusOf(Member agent) {
        JsonNode agents = admin.get("/agents").is(200).json().get("items");
        return StreamSupport.stream(agents.spliterator(), false)
                .filter(it -> it.get("id").asText().equals(agent.account.id().toString()))
                .findFirst()
                .orElseThrow()
                .get("status")
                .asText();
    }

    /// Does something as often as it may be done, and finds that it is refused after that.
    void allows(int times, Supplier<Rest.Answer> attempt) {
        for (int i = 1; i <= times; i++)
            assertThat(attempt.get().status()).as("attempt %d", i).isNotEqualTo(429);
        assertThat(attempt.get().status()).as("one too many").isEqualTo(429);
    }

    @Override
    public void close() {
        for (String setting : changed)
            admin.patch("/settings", "{\"values\":{\"%s\":null}}".formatted(setting))
                    .is(200);
    }
}
