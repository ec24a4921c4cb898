package chat.switchboard.insight;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.TestPostgres;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How many rows PostgreSQL reads for one page of a list, in a ledger where nearly everything is somebody else's.
class InboxPagesTest {
    private static final TestPostgres DATABASE = TestPostgres.fresh();
    private static final int PAGE = 50;
    private static final int STORED = 20_000;
    private static final List<List<String>> FILTERS =
            Arrays.asList(null, List.of("resolved", "closed"), List.of("waiting"));

    @BeforeAll
    static void fill() {
        Cast.enter(DATABASE);
        DATABASE.asSuperuser(handle -> {
            handle.execute("INSERT INTO customer (id, name) SELECT uuidv7(), 'Guest' FROM generate_series(1, 500)");
            handle.createUpdate("""
                            INSERT INTO conversation (id, customer_id, subject, category, priority, status,
                                assigned_agent_id, created_at, updated_at, last_activity_at)
                            SELECT uuidv7(), CASE WHEN number < 60 THEN :ayesha ELSE guests.ids[1 + number % 500] END,
                                'Order ' || number, 'other', 'medium', 'closed',
                                CASE WHEN number < 60 THEN :sana ELSE :omar END, now(), now(),
                                date_trunc('second', now() + number * interval '1 second')
                            FROM generate_series(1, :stored) AS number,
                                (SELECT array_agg(id) AS ids FROM customer WHERE name = 'Guest') AS guests
                            """)
                    .bind("ayesha", Cast.AYESHA.id())
                    .bind("sana", Cast.SANA.id())
                    .bind("omar", Cast.OMAR.id())
                    .bind("stored", STORED)
                    .execute();
            return handle.execute("ANALYZE conversation, customer");
        });
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @MethodSource("actors")
    void a_page_reads_what_is_on_it_and_not_the_table(Actor actor) {
        // Each row of a page is read once for itself, and some times more by the joins and the policies.
        for (List<String> statuses : FILTERS) {
            var filter = new Inbox.Filter(statuses, null, false, null, null, null, null, null, null, null);
            assertThat(rowsRead(actor, filter)).as("%s", statuses).isLessThan(20 * PAGE);
        }
    }

    static Stream<Actor> actors() {
        return Stream.of(Cast.AYESHA, Cast.ZARA, Cast.SANA, Cast.OMAR, Cast.PAYMENTS_ONLY, Cast.BILAL);
    }

    /// Those of the joined tables and of row-level security's own look-ups included.
    private static long rowsRead(Actor actor, Inbox.Filter filter) {
        return DATABASE.requests().transaction(actor, handle -> {
            List<Conversation> page = new InboxStore(handle).list(actor, filter, null, PAGE);
            assertThat(page).hasSizeLessThanOrEqualTo(PAGE);
            return handle.createQuery("""
                            SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)
                            FROM pg_stat_xact_user_tables WHERE relname IN ('conversation', 'customer')
                            """).mapTo(Long.class).one();
        });
    }
}
