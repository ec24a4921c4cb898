package chat.switchboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Conversation.Standing;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.TestPostgres;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may see a conversation is said twice: by `visibleTo` for what is in memory, and by row-level security for what
/// is read. For random desks, conversations and actors the two agree, and so do messages and activities.
class VisibilityTest {
    private static final int CONVERSATIONS = 400;
    private static final int AGENTS = 12;
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private static final Random random = new Random(SEED);
    private static final Map<UUID, Standing> conversations = new HashMap<>();
    private static final List<Actor> actors = new ArrayList<>();
    private static TestPostgres database;

    @BeforeAll
    static void randomDesk() {
        database = TestPostgres.fresh();
        Cast.enter(database);
        List<UUID> departments = database.asSuperuser(handle ->
                handle.select("SELECT id FROM department").mapTo(UUID.class).list());
        List<Actor.Agent> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            Set<UUID> served =
                    departments.stream().filter(_ -> random.nextInt(3) == 0).collect(Collectors.toSet());
            agents.add(new Actor.Agent(Cast.id(), "Agent " + i, served));
        }
        List<Actor.Requester> requesters = List.of(Cast.AYESHA, Cast.ZARA, Cast.BIRYANI_HOUSE);
        database.asSuperuser(handle -> {
            for (Actor.Agent agent : agents)
                handle.execute(
                        "INSERT INTO account (id, email, name, role) VALUES (?, ?, ?, 'agent')",
                        agent.id(),
                        agent.id() + "@example.com",
                        agent.name());
            for (int i = 0; i < CONVERSATIONS; i++) {
                Standing standing = standing(requesters, agents, departments);
                UUID id = Cast.id();
                handle.execute(
                        """
                        INSERT INTO conversation (id, customer_id, assigned_agent_id, department_id, status, category,
                            priority, requested_agent_at, created_at, updated_at, last_activity_at)
                        VALUES (?, ?, ?, ?, ?, 'other', 'medium', now(), now(), now(), now())
                        """,
                        id,
                        standing.customerId(),
                        standing.agentId(),
                        standing.departmentId(),
                        standing.status().wireName());
                handle.execute(
                        "INSERT INTO activity (id, conversation_id, type, actor_type, details, created_at)"
                                + " VALUES (?, ?, 'conversation.closed', 'system', '{}', now())",
                        Cast.id(),
                        id);
                conversations.put(id, standing);
            }
            return null;
        });
        actors.addAll(agents);
        actors.addAll(requesters);
        actors.add(Cast.BILAL);
        actors.add(Actor.SYSTEM);
        actors.add(new Actor.Customer(Cast.id(), "Nobody's"));
        actors.add(new Actor.Agent(Cast.id(), "In no department", Set.of()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void the_database_shows_everybody_what_the_rules_show_them() {
        for (Actor actor : actors)
            assertThat(seen(actor, "SELECT id FROM conversation"))
                    .as("%s, seed %d", actor, SEED)
                    .isEqualTo(visible(standing -> standing.visibleTo(actor)));
    }

    @Test
    void activities_are_shown_to_staff_who_see_the_conversation() {
        for (Actor actor : actors) {
            boolean isCustomer = actor instanceof Actor.Requester;
            assertThat(seen(actor, "SELECT conversation_id FROM activity"))
                    .as("%s, seed %d", actor, SEED)
                    .isEqualTo(visible(standing -> !isCustomer && standing.visibleTo(actor)));
        }
    }

    private static Standing standing(
            List<Actor.Requester> requesters, List<Actor.Agent> agents, List<UUID> departments) {
        Status status = Status.values()[random.nextInt(Status.values().length)];
        boolean isAssigned = switch (status) {
            case ACTIVE -> true;
            case WAITING -> false;
            // The others may have one by the database's rules, whatever the conversation's are.
            case AUTOMATED, RESOLVED, CLOSED -> random.nextBoolean();
        };
        return new Standing(
                status,
                any(requesters).id(),
                isAssigned ? any(agents).id() : null,
                random.nextInt(4) == 0 ? null : any(departments));
    }

    private static Set<UUID> seen(Actor actor, String sql) {
        return new HashSet<>(database.requests()
                .transaction(
                        actor, handle -> handle.select(sql).mapTo(UUID.class).list()));
    }

    private static Set<UUID> visible(Predicate<Standing> rule) {
        return conversations.entrySet().stream()
                .filter(entry -> rule.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
