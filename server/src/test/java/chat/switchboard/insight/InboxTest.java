package chat.switchboard.insight;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.TestPostgres;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Lists against row-level security: one conversation of each customer, status, agent and department there can be.
class InboxTest {
    private static final List<String> STATUSES = List.of("automated", "waiting", "active", "resolved", "closed");
    private static final TestPostgres DATABASE = TestPostgres.fresh();
    private static final Inbox INBOX = new Inbox(DATABASE.requests());

    @BeforeAll
    static void fill() {
        Cast.enter(DATABASE);
        for (UUID customer : List.of(Cast.AYESHA.id(), Cast.ZARA.id()))
            for (String status : STATUSES)
                for (UUID agent : Arrays.asList(null, Cast.SANA.id(), Cast.OMAR.id()))
                    for (UUID department : Arrays.asList(null, Cast.CARE, Cast.PAYMENTS))
                        if (isPossible(status, agent)) insert(customer, status, agent, department);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @MethodSource("actors")
    void the_pages_of_a_list_are_everything_the_actor_may_see(Actor actor) {
        assertThat(pages(actor, Inbox.Filter.EVERYTHING)).containsExactlyElementsOf(visible(actor, STATUSES));
    }

    @ParameterizedTest
    @MethodSource("actors")
    void a_list_of_some_statuses_is_that_part_of_it(Actor actor) {
        for (List<String> statuses : List.of(
                List.of("waiting"), List.of("automated", "active"), List.of("resolved", "closed"), List.of("active"))) {
            var filter = new Inbox.Filter(statuses, null, false, null, null, null, null, null, null, null);
            assertThat(pages(actor, filter)).containsExactlyElementsOf(visible(actor, statuses));
        }
    }

    @ParameterizedTest
    @MethodSource("staff")
    void the_live_counts_are_the_counted_ones(Actor.Staff staff) {
        LiveCounts live = INBOX.liveCounts();
        live.start();
        assertThat(live.of(staff)).isEqualTo(INBOX.counts(staff));
    }

    static Stream<Actor> actors() {
        return Stream.concat(Stream.of(Cast.AYESHA, Cast.ZARA, Cast.BIRYANI_HOUSE), staff());
    }

    static Stream<Actor> staff() {
        return Stream.of(Cast.SANA, Cast.OMAR, Cast.PAYMENTS_ONLY, Cast.BILAL);
    }

    private static List<UUID> pages(Actor actor, Inbox.Filter filter) {
        List<UUID> ids = new ArrayList<>();
        String cursor = null;
        do {
            if (!(INBOX.list(actor, filter, cursor, 7) instanceof Outcome.Done<Inbox.Page>(Inbox.Page page)))
                throw new AssertionError("A page is refused");
            page.items().forEach(it -> ids.add(it.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return ids;
    }

    /// By row-level security alone.
    private static List<UUID> visible(Actor actor, List<String> statuses) {
        return DATABASE.requests()
                .transaction(
                        actor,
                        handle -> handle.createQuery("""
                                SELECT id FROM conversation WHERE status = ANY (:statuses)
                                ORDER BY last_activity_at DESC, id DESC
                                """)
                                .bindArray("statuses", String.class, statuses)
                                .mapTo(UUID.class)
                                .list());
    }

    private static boolean isPossible(String status, UUID agent) {
        return switch (status) {
            case "active" -> agent != null;
            case "waiting" -> agent == null;
            default -> true;
        };
    }

    /// Several in each second, as their order is by whole seconds.
    private static void insert(UUID customer, String status, UUID agent, UUID department) {
        DATABASE.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.createUpdate("""
                                INSERT INTO conversation (id, customer_id, category, priority, status, assigned_agent_id,
                                    department_id, requested_agent_at, escalated_at, created_at, updated_at,
                                    last_activity_at)
                                SELECT :id, :customer, 'other', 'medium', :status, CAST(:agent AS uuid),
                                    CAST(:department AS uuid), now(), CASE WHEN random() < 0.5 THEN now() END, now(), at, date_trunc('second', at)
                                FROM (SELECT now() - random() * interval '10 seconds' AS at) AS moment
                                """)
                                .bind("id", Cast.id())
                                .bind("customer", customer)
                                .bind("status", status)
                                .bindByType("agent", agent, UUID.class)
                                .bindByType("department", department, UUID.class)
                                .execute());
    }
}
