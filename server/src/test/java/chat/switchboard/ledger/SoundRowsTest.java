package chat.switchboard.ledger;

import static chat.switchboard.conversation.Cast.AYESHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.postgres.TestPostgres;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tables of the ledger refuse a row that cannot be, whoever writes it.
class SoundRowsTest {
    private static final String CHECK_VIOLATION = "23514";
    private static final TestPostgres DATABASE = TestPostgres.fresh();

    @BeforeAll
    static void talk() {
        Cast.enter(DATABASE);
        try (var conversations =
                new Conversations(DATABASE.ledger(), DATABASE.requests(), Clock.systemUTC(), Cast.UNHURRIED)) {
            var hello = Command.Send.text(Cast.id(), "Hello");
            conversations
                    .open(AYESHA, Cast.id(), new OpenConversation(null, null, null, null, hello))
                    .join();
        }
        execute("INSERT INTO read_mark SELECT id, 'customer', customer_id, 1, now() FROM conversation");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversation SET subject = repeat('a', 201)",
                "conversation SET priority = 'highest'",
                "conversation SET status = 'open'",
                "conversation SET status = 'active', assigned_agent_id = NULL",
                "conversation SET status = 'waiting', requested_agent_at = NULL",
                "conversation SET status = 'waiting', requested_agent_at = now(),"
                        + " assigned_agent_id = (SELECT id FROM account WHERE role = 'agent' LIMIT 1)",
                "conversation SET unanswered_count = -1",
                "conversation SET unread_count = -1",
                "conversation SET activity_count = -1",
                "conversation SET last_seq = -1",
                "conversation SET burst_count = -1",
                "conversation SET rating_score = 0",
                "conversation SET rating_score = 6",
                "conversation SET reply_level = 'late'",
                "conversation SET bot_misses = -1",
                "conversation SET bot_answers = -1",
                "message SET seq = 0",
                "message SET sender_type = 'nobody'",
                "message SET kind = 'picture'",
                "read_mark SET seq = 0",
                "read_mark SET reader_type = 'bot'"
            })
    void what_cannot_be_is_not_stored(String change) {
        assertThatThrownBy(() -> execute("UPDATE " + change))
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(CHECK_VIOLATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversation SET subject = repeat('a', 200), rating_score = NULL",
                "conversation SET subject = NULL, rating_score = 5",
                "conversation SET status = 'waiting', requested_agent_at = now()",
                "message SET kind = 'file'",
                "read_mark SET seq = 2"
            })
    void what_can_be_is(String change) {
        assertThat(execute("UPDATE " + change)).isPositive();
    }

    @Test
    void a_table_of_the_ledger_has_one_check_so_that_it_is_parsed_once() {
        assertThat(DATABASE.<Integer>asSuperuser(
                        handle -> handle.select("""
                        SELECT max(checks) FROM (
                            SELECT count(*) AS checks FROM pg_constraint
                            WHERE contype = 'c'
                              AND conrelid IN ('conversation'::regclass, 'message'::regclass, 'read_mark'::regclass)
                            GROUP BY conrelid) tables""").mapTo(Integer.class).one()))
                .isOne();
    }

    private static int execute(String sql) {
        return DATABASE.asSuperuser(handle -> handle.execute(sql));
    }
}
