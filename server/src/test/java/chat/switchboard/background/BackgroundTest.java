package chat.switchboard.background;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Eventually;
import chat.switchboard.ledger.FencingToken;
import chat.switchboard.postgres.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static TestPostgres database;

    private final List<FencingToken> first = new CopyOnWriteArrayList<>();
    private final List<FencingToken> second = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        database = TestPostgres.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void one_node_works_the_other_takes_over_at_once_when_it_stops() {
        Background one = node("handed-over", Duration.ofMinutes(10), first);
        Eventually.until("the first works", () -> first.size() > 3);
        Background other = node("handed-over", Duration.ofMinutes(10), second);
        int seen = first.size();
        Eventually.until("the first still works", () -> first.size() > seen + 3);
        assertThat(second).isEmpty();

        one.close();
        Eventually.until("the second works", () -> second.size() > 3);
        other.close();
        assertThat(second.getFirst().token()).isGreaterThan(first.getLast().token());
    }

    @Test
    void a_node_that_died_is_replaced_when_its_lease_ends_and_its_token_is_worth_nothing() {
        database.asSuperuser(handle -> handle.execute("""
                INSERT INTO lease (name, holder, token, expires_at)
                VALUES ('died', 'somebody', 7, clock_timestamp() + interval '400 ms')"""));
        Background heir = node("died", SHORT, first);
        Eventually.until("the heir works", () -> !first.isEmpty());
        heir.close();

        assertThat(first.getFirst()).isEqualTo(new FencingToken("died", 8));
    }

    @Test
    void a_run_that_fails_is_counted_and_tried_again() {
        Background failing =
                new Background(database.jobs(), SHORT, List.of(new Job("failing", Duration.ofMillis(5), _ -> {
                    throw new IllegalStateException("not today");
                })));
        failing.start();
        Eventually.until("tried again", () -> failing.status("failing").failures() > 2);
        failing.close();

        assertThat(failing.status("failing").runs()).isZero();
    }

    private static Background node(String job, Duration lease, List<FencingToken> runs) {
        Background node = new Background(database.jobs(), lease, List.of(new Job(job, Duration.ofMillis(5), fence -> {
            runs.add(fence);
            return 0;
        })));
        node.start();
        return node;
    }
}
