package chat.switchboard.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.scheduler.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigurationVersionsTest {
    private static final TestPostgres database = TestPostgres.fresh();
    private static final Actor.Admin adeel = new Actor.Admin(UUID.randomUUID(), "Adeel");
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration OFTEN = Duration.ofMillis(5);

    /// Looks only when it is told of a change of its own.
    private final ConfigurationVersions here = new ConfigurationVersions(database.jobs(), NEVER);
    private final ConfigurationVersions elsewhere = new ConfigurationVersions(database.jobs(), OFTEN);
    private final List<Scheduler> schedulers = List.of(scheduler(here), scheduler(elsewhere));
    private final AtomicInteger toldHere = new AtomicInteger();
    private final AtomicInteger toldElsewhere = new AtomicInteger();
    private final AtomicInteger toldOfOthers = new AtomicInteger();

    @BeforeEach
    void start() {
        here.onChange("departments", toldHere::incrementAndGet);
        elsewhere.onChange("departments", toldElsewhere::incrementAndGet);
        elsewhere.onChange("labels", toldOfOthers::incrementAndGet);
        schedulers.forEach(Scheduler::start);
        Eventually.until("each looked once", () -> toldHere.get() == 1 && toldElsewhere.get() == 1);
    }

    @AfterEach
    void stop() {
        schedulers.forEach(Scheduler::close);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void a_change_is_told_here_at_once_and_on_other_nodes_with_their_next_look() {
        bump("departments");
        Eventually.until("told here", () -> toldHere.get() == 2);
        Eventually.until("told elsewhere", () -> toldElsewhere.get() == 2);
        bump("departments");
        Eventually.until("told again", () -> toldHere.get() == 3 && toldElsewhere.get() == 3);
        assertThat(toldOfOthers).hasValue(1);
    }

    @Test
    void a_change_that_is_rolled_back_is_told_to_nobody() {
        assertThatThrownBy(() -> database.requests().transaction(adeel, handle -> {
                    here.bump(handle, "departments");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        bump("labels");
        Eventually.until("a later change was told", () -> toldOfOthers.get() == 2);
        assertThat(toldHere).hasValue(1);
        assertThat(toldElsewhere).hasValue(1);
    }

    @Test
    void one_who_could_not_take_it_in_is_told_again_and_keeps_nobody_from_hearing() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger behind = new AtomicInteger();
        elsewhere.onChange("texts", () -> {
            if (attempts.incrementAndGet() < 4) throw new IllegalStateException("not now");
        });
        elsewhere.onChange("texts", behind::incrementAndGet);
        Eventually.until("told until it worked", () -> attempts.get() == 4);
        assertThat(behind).hasValue(1);
    }

    private void bump(String topic) {
        database.requests().transaction(adeel, handle -> {
            here.bump(handle, topic);
            return null;
        });
    }

    private static Scheduler scheduler(ConfigurationVersions versions) {
        var scheduler = new Scheduler(
                database.jobs(),
                new Scheduler.Settings(Duration.ofSeconds(10), Duration.ofMinutes(1)),
                Clock.systemUTC());
        scheduler.add(List.of(versions.job()));
        return scheduler;
    }
}
