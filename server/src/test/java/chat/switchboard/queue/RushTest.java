package chat.switchboard.queue;

import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.ledger.Committed;
import chat.switchboard.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Fifty agents, hundreds of conversations (`-Drush=2000` for two thousand), eight threads, two nodes on one real
/// PostgreSQL.
///
/// The judge is the database: the [Umpire], and a sampler that looks for somebody who waits although somebody is
/// free. `-Dseed=…` repeats the people's choices.
class RushTest {
    private static final int AGENTS = 50;
    private static final int CONVERSATIONS = Integer.getInteger("rush", 600);
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final ConcurrentLinkedQueue<Conversation> inWork = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final Map<String, Long> idleInVain = new HashMap<>();
    private final List<String> neglected = new ArrayList<>();
    private Umpire umpire;
    private volatile boolean over;

    @Test
    void nobody_gets_two_agents_no_agent_too_many_and_nobody_waits_in_vain() {
        try (TestPostgres database = TestPostgres.fresh();
                Floor first = new Floor(database, Clock.systemUTC());
                Floor second = new Floor(database, Clock.systemUTC())) {
            umpire = new Umpire(database);
            hire(first);
            for (Floor node : List.of(first, second)) {
                node.conversations.onCommitted(this::collectAssigned);
                node.start();
            }
            Thread sampler = Thread.ofPlatform().start(() -> sample(first));
            rush(List.of(first, second));
            over = true;
            join(sampler);
            check(first);
        }
    }

    private void hire(Floor floor) {
        for (int i = 0; i < AGENTS; i++) {
            if (i % 3 == 0) floor.onlineAgent("Agent " + i, 3, CARE, PAYMENTS);
            else floor.onlineAgent("Agent " + i, 2 + i % 4, i % 2 == 0 ? CARE : PAYMENTS);
        }
    }

    private void rush(List<Floor> nodes) {
        List<Conversation> everybody = nodes.get(0).openedAtOnce(CONVERSATIONS, CARE, PAYMENTS);
        List<Thread> threads = new ArrayList<>();
        int each = CONVERSATIONS / THREADS;
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(seed + t);
            Floor node = nodes.get(t % nodes.size());
            List<Conversation> own = everybody.subList(t * each, (t + 1) * each);
            threads.add(Thread.ofPlatform().start(() -> work(node, own, random)));
        }
        threads.forEach(RushTest::join);
        Eventually.until("everybody was served", Duration.ofSeconds(60), () -> {
            closeOne(nodes.get(0));
            return closed.get() == CONVERSATIONS;
        });
    }

    /// A customer asks, and now and then an agent finishes: faster than they are served, then slower.
    private void work(Floor node, List<Conversation> own, Random random) {
        for (Conversation opened : own) {
            if (random.nextInt(5) == 0)
                node.submit(Actor.SYSTEM, opened, new Command.Edit(null, Priority.HIGH, null, null, null));
            node.handedOff(opened);
            if (random.nextInt(3) > 0) closeOne(node);
        }
    }

    private void closeOne(Floor node) {
        Conversation served = inWork.poll();
        if (served == null) return;
        node.submit(Actor.SYSTEM, served, new Command.Close());
        closed.incrementAndGet();
    }

    private void collectAssigned(Committed accepted) {
        if (accepted.events().stream().anyMatch(Event.AgentAssigned.class::isInstance))
            inWork.add(accepted.conversation());
    }

    /// Looks ten times a second for an agent with room who is given nothing although somebody waits for her: the
    /// same agent, the same first in line, for more than a second.
    private void sample(Floor floor) {
        while (!over) {
            List<String> idle = floor.column("""
                    SELECT concat(a.name, ', last given something at ', max(mine.assigned_at), ', for ', front.id)
                    FROM account a JOIN agent_presence p ON p.account_id = a.id AND p.status = 'online'
                    LEFT JOIN conversation mine ON mine.assigned_agent_id = a.id
                    CROSS JOIN LATERAL (SELECT c.id FROM conversation c JOIN account_department d USING (department_id)
                                        WHERE c.status = 'waiting' AND d.account_id = a.id
                                        ORDER BY priority_rank(c.priority) DESC, c.requested_agent_at LIMIT 1) front
                    GROUP BY a.id, front.id
                    HAVING count(*) FILTER (WHERE mine.status = 'active') < a.max_active_chats
                    """);
            long now = System.nanoTime();
            idleInVain.keySet().retainAll(idle);
            for (String agent : idle)
                if (now - idleInVain.computeIfAbsent(agent, _ -> now) > PATIENCE.toNanos()) neglected.add(agent);
            LockSupport.parkNanos(100_000_000);
        }
    }

    private void check(Floor floor) {
        String run = "seed " + seed;
        assertThat(umpire.overloads()).as(run).isEmpty();
        assertThat(umpire.twoAgentsAtOnce()).as(run).isEmpty();
        assertThat(umpire.told("agent.joined")).as(run).isEqualTo(CONVERSATIONS);
        assertThat(neglected).as(run).isEmpty();
        assertThat(overtaken(floor)).as(run).isEmpty();
    }

    /// Who asked later (beyond the time a commit takes) and was served much earlier, in the same line.
    private static List<String> overtaken(Floor floor) {
        return floor.column("""
                SELECT concat(a.id, ' by ', b.id) FROM conversation a JOIN conversation b
                    ON b.department_id = a.department_id AND b.priority = a.priority
                   AND b.requested_agent_at > a.requested_agent_at + interval '1 s'
                   AND b.assigned_at < a.assigned_at - interval '1 s'
                """);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
