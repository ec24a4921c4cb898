package chat.switchboard.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
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
    void one_node_works_the_other_takes_over_when_it_stops() {
        Scheduler one = node("handed-over", first);
        Eventually.until("the first works", () -> first.size() > 3);
        Scheduler other = node("handed-over", second);
        int seen = first.size();
        Eventually.until("the first still works", () -> first.size() > seen + 3);
        assertThat(second).isEmpty();
        assertThat(one.status("handed-over").leading()).isTrue();
        assertThat(other.status("handed-over").leading()).isFalse();

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
        Scheduler heir = node("died", first);
        Eventually.until("the heir works", () -> !first.isEmpty());
        heir.close();

        assertThat(first.getFirst()).isEqualTo(new FencingToken("died", 8));
    }

    @Test
    void a_lease_is_renewed_between_runs_that_are_further_apart_than_it_is_long() {
        AtomicInteger runs = new AtomicInteger();
        try (Scheduler scheduler = started(LONG, Job.onOneNode("rare", LONG, _ -> {
            runs.incrementAndGet();
            return 0;
        }))) {
            Eventually.until("the first run follows the lease", () -> runs.get() == 1);
            long renewals = scheduler.status("leases").runs();
            Eventually.until(
                    "renewed for three times its length",
                    () -> scheduler.status("leases").runs() > renewals + 9);
            assertThat(scheduler.status("rare").leading()).isTrue();
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void a_job_that_fails_goes_on_and_its_last_failure_and_last_success_are_known() {
        Instant begun = Instant.now();
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Scheduler scheduler = started(LONG, Job.onEveryNode("failing", OFTEN, () -> {
            // An Error too: nothing a run throws may end its loop.
            if (broken.get()) throw new AssertionError("not today");
        }))) {
            Eventually.until("tried again", () -> scheduler.status("failing").failures() > 2);
            assertThat(scheduler.status("failing").runs()).isZero();
            assertThat(scheduler.status("failing").lastSuccess()).isNull();
            assertThat(scheduler.status("failing").lastFailure()).isAfterOrEqualTo(begun);

            broken.set(false);
            Eventually.until("works again", () -> scheduler.status("failing").runs() > 2);
            assertThat(scheduler.status("failing").lastSuccess())
                    .isAfterOrEqualTo(scheduler.status("failing").lastFailure());
        }
    }

    @Test
    void a_job_that_hangs_is_named_delays_no_other_and_is_taken_over() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger others = new AtomicInteger();
        Scheduler hanging = started(
                SHORT,
                Job.onOneNode("hanging", OFTEN, token -> {
                    first.add(token);
                    awaitUninterrupted(end);
                    return 0;
                }),
                Job.onEveryNode("other", OFTEN, others::incrementAndGet));
        Eventually.until("it is named", () -> hanging.overdue().equals(List.of("hanging")));
        assertThat(hanging.status("hanging").running()).isGreaterThan(SHORT);
        int seen = others.get();
        Eventually.until("others run", () -> others.get() > seen + 3);

        try (Scheduler heir = node("hanging", second)) {
            Eventually.until("another node works", () -> heir.status("hanging").runs() > 0);
        }
        assertThat(second.getFirst().token()).isGreaterThan(first.getFirst().token());
        end.countDown();
        hanging.close();
        assertThat(hanging.overdue()).isEmpty();
    }

    @Test
    void a_signal_starts_a_run_before_the_interval_is_over_and_is_never_lost() {
        AtomicInteger runs = new AtomicInteger();
        Signal signal = new Signal();
        try (Scheduler scheduler = started(LONG, Job.onEveryNode("signalled", LONG, signal, runs::incrementAndGet))) {
            for (int i = 1; i < 50; i++) {
                int until = i;
                Eventually.until("run " + i, () -> scheduler.status("signalled").runs() >= until);
                signal.raise();
            }
        }
    }

    @Test
    void work_is_done_again_at_once_while_there_is_any() {
        AtomicInteger left = new AtomicInteger(20);
        try (Scheduler scheduler = started(
                LONG, Job.onOneNode("busy", LONG, _ -> left.get() > 0 ? left.getAndDecrement() > 0 ? 1 : 0 : 0))) {
            Eventually.until("all is done", () -> scheduler.status("busy").done() == 20);
        }
    }

    @Test
    void close_waits_for_the_run_that_has_begun() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Scheduler scheduler = started(LONG, Job.onEveryNode("long", LONG, () -> {
            begun.countDown();
            awaitUninterrupted(end);
            ended.set(true);
        }));
        awaitUninterrupted(begun);
        Thread.ofVirtual().start(end::countDown);
        scheduler.close();
        assertThat(ended).isTrue();
    }

    @Test
    void two_jobs_cannot_have_one_name() {
        assertThatThrownBy(() ->
                        started(LONG, Job.onEveryNode("same", LONG, () -> {}), Job.onEveryNode("same", LONG, () -> {})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Scheduler node(String job, List<FencingToken> runs) {
        return started(LONG, Job.onOneNode(job, OFTEN, token -> {
            runs.add(token);
            return 0;
        }));
    }

    private static Scheduler started(Duration overdueAfter, Job... jobs) {
        Scheduler scheduler =
                new Scheduler(database.jobs(), new Scheduler.Settings(SHORT, overdueAfter), Clock.systemUTC());
        scheduler.add(List.of(jobs));
        scheduler.start();
        return scheduler;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
