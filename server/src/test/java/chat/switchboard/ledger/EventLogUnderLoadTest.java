package chat.switchboard.ledger;

import static chat.switchboard.conversation.Cast.AYESHA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two processes with two writers each commit at random, while a third process follows the log, is killed again and
/// again, and resumes. Ten seconds; with `-Dswitchboard.faults=long` a minute.
class EventLogUnderLoadTest {
    private static final Duration LENGTH =
            Duration.ofSeconds("long".equals(System.getProperty("switchboard.faults")) ? 60 : 10);
    private static final int CONVERSATIONS = 6;

    @Test
    void a_reader_that_is_killed_sees_each_event_once_in_an_order_that_agrees_with_every_seq() {
        long seed = Long.getLong("switchboard.seed", System.nanoTime() & 0xffff_ffffL);
        System.out.printf("EventLogUnderLoadTest: -Dswitchboard.seed=%d%n", seed);
        try (TestPostgres database = TestPostgres.fresh()) {
            Cast.enter(database);
            SeenConsumer.createTable(database);
            try (var conversations =
                    new Conversations(database.ledger(), database.requests(), Clock.systemUTC(), Cast.UNHURRIED)) {
                for (int i = 0; i < CONVERSATIONS; i++)
                    conversations
                            .open(
                                    AYESHA,
                                    Cast.id(),
                                    new OpenConversation(null, null, null, null, Command.Send.text(Cast.id(), "Hi")))
                            .join();
                try (var talk = new RandomTalk(database.requests(), conversations, seed);
                        var _ = NodeProcess.writer(database, seed + 1)) {
                    talk.start();
                    followAndKill(database, new Random(seed + 2));
                }
            }
            try (var _ = NodeProcess.reader(database)) {
                Eventually.until(
                        "the reader is at the end",
                        Duration.ofMinutes(2),
                        () -> count(database, SEEN) >= count(database, STORED));
            }
            assertThat(count(database, STORED)).as("events").isGreaterThan(500);
            assertThat(count(database, SEEN)).isEqualTo(count(database, STORED));
            assertThat(count(database, "SELECT count(*) FROM (SELECT DISTINCT xid, ordinal FROM seen) s"))
                    .as("each once")
                    .isEqualTo(count(database, STORED));
            assertThat(count(database, OUT_OF_ORDER)).as("out of order").isZero();
            assertThat(count(database, WRITERS_PER_CONVERSATION)).isPositive();
        }
    }

    private static final String SEEN = "SELECT count(*) FROM seen";
    private static final String STORED = """
            SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM read_mark)
                 + (SELECT count(*) FROM activity) + (SELECT count(*) FROM event_log)""";
    /// Positions and the seq of every conversation, in the order in which they were seen.
    private static final String OUT_OF_ORDER = """
            SELECT (SELECT count(*) FROM (SELECT (xid, ordinal) < lag((xid, ordinal)) OVER (ORDER BY n) AS wrong FROM seen) s
                    WHERE wrong)
                 + (SELECT count(*) FROM (SELECT seq <> 1 + coalesce(lag(seq) OVER (PARTITION BY conversation_id ORDER BY n), 0)
                                                 AS wrong FROM seen WHERE seq IS NOT NULL) s
                    WHERE wrong)""";
    private static final String WRITERS_PER_CONVERSATION = "SELECT count(DISTINCT log_xid) FROM conversation";

    private static void followAndKill(TestPostgres database, Random random) {
        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < end) {
            NodeProcess reader = NodeProcess.reader(database);
            long before = count(database, SEEN);
            int some = 1 + random.nextInt(300);
            Eventually.until(
                    "the reader sees something", Duration.ofMinutes(1), () -> count(database, SEEN) >= before + some);
            reader.kill();
        }
    }

    private static long count(TestPostgres database, String sql) {
        return database.asSuperuser(
                handle -> handle.select(sql).mapTo(long.class).one());
    }
}
