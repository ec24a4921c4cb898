package chat.switchboard.queue;

import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.presence.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A desk that was closed over night: everybody waits, then the agents come, in two shifts.
///
/// A thousand wait for forty; `-Dflood=10000` for two hundred, and with `-Dflood.write` its figures are written to
/// `bench/results`. Nobody finishes meanwhile, so what each agent has at the end is the most she ever had.
class FloodTest {
    static final Path RESULTS = Path.of("..", "bench", "results", "routing-2026-11-21.md");

    private static final int WAITING = Integer.getInteger("flood", 1_000);
    private static final int AGENTS = WAITING >= 10_000 ? 200 : 40;
    private static final int ROOM = WAITING / AGENTS;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<UUID, Long> lastTold = new ConcurrentHashMap<>();
    private final AtomicInteger told = new AtomicInteger();
    private final List<Duration> tooSoon = new ArrayList<>();

    /// How many were given out in how long.
    private record Shift(int given, Duration took) {
        double rate() {
            return given * 1000.0 / took.toMillis();
        }
    }

    @Test
    void everybody_is_served_once_in_their_turn_and_nobody_is_told_a_place_twice_a_second() throws IOException {
        try (TestPostgres database = TestPostgres.fresh();
                Floor floor = new Floor(database, Clock.systemUTC())) {
            floor.queue.onPosition((id, _) -> noteTold(id));
            List<Actor.Agent> agents = hire(floor);
            queue(floor);
            floor.start();
            Eventually.until("everybody knows their place", LONGEST, () -> lastTold.size() == WAITING);

            Shift first = comeOnline(floor, agents.subList(0, AGENTS / 2), WAITING / 2);
            assertThat(outOfTurn(floor)).isEmpty();
            Shift second = comeOnline(floor, agents.subList(AGENTS / 2, AGENTS), WAITING);
            check(floor);
            report(first, second);
        }
    }

    /// Of one department each, so that it is known for every line how many of it can be served.
    private static List<Actor.Agent> hire(Floor floor) {
        List<Actor.Agent> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) agents.add(floor.agent("Agent " + i, ROOM, i % 2 == 0 ? CARE : PAYMENTS));
        return agents;
    }

    /// Every tenth is urgent, so that who came last is not served last.
    private static void queue(Floor floor) {
        List<Conversation> opened = floor.openedAtOnce(WAITING, CARE, PAYMENTS);
        List<CompletableFuture<Outcome<Committed>>> answers = new ArrayList<>();
        for (Conversation conversation : opened) {
            if (conversation.number() % 10 == 0)
                answers.add(floor.conversations.submit(
                        Actor.SYSTEM, conversation.id(), new Command.Edit(null, Priority.URGENT, null, null, null)));
            answers.add(floor.conversations.submit(Actor.SYSTEM, conversation.id(), new Command.Handoff()));
            if (answers.size() >= 2_000) awaitAll(answers);
        }
        awaitAll(answers);
    }

    private static void awaitAll(List<CompletableFuture<Outcome<Committed>>> answers) {
        answers.forEach(Floor::done);
        answers.clear();
    }

    private static Shift comeOnline(Floor floor, List<Actor.Agent> agents, int until) {
        long before = floor.queue.assigned();
        long begin = System.nanoTime();
        for (Actor.Agent agent : agents) floor.presence.set(agent, Status.ONLINE);
        Eventually.until(until + " are served", LONGEST, () -> active(floor) == until);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Eventually.until("the router has counted", () -> floor.queue.assigned() == until);
        return new Shift((int) (until - before), took);
    }

    private static int active(Floor floor) {
        return Integer.parseInt(floor.column("SELECT count(*)::text FROM conversation WHERE status = 'active'")
                .getFirst());
    }

    /// Who was served although it is not their turn yet, and who was not although it is.
    private static List<String> outOfTurn(Floor floor) {
        return floor.column("""
                SELECT concat(id, ' is ', status, ' at place ', place) FROM (
                    SELECT id, status, row_number() OVER (PARTITION BY department_id ORDER BY
                               priority_rank(priority) DESC, requested_agent_at, id) AS place
                    FROM conversation) line
                WHERE (status = 'active') <> (place <= ?)
                """, WAITING / 4);
    }

    private void check(Floor floor) {
        assertThat(floor.column("""
                        SELECT concat(a.name, ' has ', count(*)) FROM account a JOIN conversation c ON c.assigned_agent_id = a.id
                        GROUP BY a.id HAVING count(*) <> a.max_active_chats
                        """)).isEmpty();
        assertThat(floor.column("""
                        SELECT conversation_id::text FROM message WHERE metadata ->> 'event' = 'agent.joined'
                        GROUP BY 1 HAVING count(*) > 1
                        """)).isEmpty();
        assertThat(tooSoon).isEmpty();
        assertThat(told).hasValueGreaterThanOrEqualTo(WAITING);
    }

    private void noteTold(UUID conversation) {
        long now = System.nanoTime();
        Long before = lastTold.put(conversation, now);
        told.incrementAndGet();
        if (before != null && now - before < Duration.ofSeconds(1).toNanos())
            tooSoon.add(Duration.ofNanos(now - before));
    }

    private void report(Shift first, Shift second) throws IOException {
        String figures = """
                | | conversations given out | time | a second |
                |---|---|---|---|
                | first half of the agents | %d | %.1f s | %.0f |
                | second half | %d | %.1f s | %.0f |

                Places told meanwhile: %d, none to the same conversation within a second.
                """.formatted(
                        first.given,
                        first.took.toMillis() / 1000.0,
                        first.rate(),
                        second.given,
                        second.took.toMillis() / 1000.0,
                        second.rate(),
                        told.get());
        System.out.println(figures);
        if (System.getProperty("flood.write") != null) Files.writeString(RESULTS, page(figures));
    }

    private static String page(String figures) {
        return """
                # Routing a flood

                %d conversations wait, every tenth of them urgent, in two departments; %d agents with room for %d each come
                online, the second half when the first half is full. One node, its PostgreSQL beside it, %d processor cores for
                both and for the test (their load average at the end: %.1f); `fsync` on. Measured from the first agent's
                "online" to the last commit.

                ```
                ./mvnw -pl server -am test -Dtest=FloodTest -Dsurefire.failIfNoSpecifiedTests=false -Dflood=%d -Dflood.write
                ```

                %s
                The test itself says that everybody was given out once, that nobody got more than the desk gives her, and that
                those served first were exactly the ones whose turn it was.
                """.formatted(
                        WAITING, AGENTS, ROOM, Runtime.getRuntime().availableProcessors(), load(), WAITING, figures);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
