package chat.switchboard.queue;

import static chat.switchboard.conversation.Cast.CARE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import chat.switchboard.escalation.Reminders;
import chat.switchboard.escalation.ReplyTarget;
import chat.switchboard.escalation.ReplyTargets;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.TimeOfDay;
import chat.switchboard.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody sets the machine's clock while people wait.
class ClockJumpTest {
    private static final ReplyTarget FIVE_MINUTES =
            new ReplyTarget(null, null, Duration.ofMinutes(5), Duration.ofMinutes(5));

    private static final FencingToken FENCE = new FencingToken("sweeps", 1);

    private final TimeOfDay timeOfDay = new TimeOfDay();
    private final Clock clock = timeOfDay.clock();

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void an_hour_in_either_direction_loses_no_agent_makes_nothing_late_and_keeps_the_order(int hours) {
        try (TestPostgres database = TestPostgres.fresh();
                Floor floor = new Floor(database, clock)) {
            floor.execute(
                    "INSERT INTO lease (name, holder, token, expires_at) VALUES ('sweeps', 'test', 1, 'infinity')");
            ReplyTargets targets = new ReplyTargets(
                    database.requests(), new ConfigurationVersions(database.requests()), () -> FIVE_MINUTES);
            floor.conversations.surroundings().repliesDue(targets::due);
            floor.onlineAgent("Sana", 1, CARE);
            floor.start();
            Conversation served = floor.waiting(CARE);
            Eventually.until("assigned", () -> floor.agentOf(served) != null);
            Conversation first = floor.waiting(CARE);

            timeOfDay.jump(Duration.ofHours(hours));
            Conversation second = floor.waiting(CARE);

            assertThat(returns(floor).sweep(FENCE)).isZero();
            assertThat(reminders(floor).sweep(FENCE)).isZero();
            assertThat(second.times().requestedAgentAt())
                    .isAfter(first.times().requestedAgentAt())
                    .isBefore(first.times().requestedAgentAt().plus(Duration.ofMinutes(5)));
            floor.submit(Actor.SYSTEM, served, new Command.Close());
            Eventually.until("the first in line", () -> "Sana".equals(floor.agentOf(first)));
            assertThat(floor.now(second).status()).isEqualTo(Status.WAITING);
            assertThat(floor.queue.position(second.id()).position()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void a_restart_after_the_jump_keeps_every_conversations_times_in_order(int hours) {
        try (TestPostgres database = TestPostgres.fresh()) {
            Conversation waiting;
            try (Floor before = new Floor(database, clock)) {
                waiting = before.waiting(CARE);
            }
            timeOfDay.jump(Duration.ofHours(hours));
            try (Floor after = new Floor(database, timeOfDay.clock())) {
                after.submit(Actor.SYSTEM, waiting, Command.Send.text(Cast.id(), "We are back"));
                assertThat(after.column("""
                                SELECT seq::text FROM (SELECT seq, created_at < lag(created_at) OVER (ORDER BY seq) AS back
                                                       FROM message WHERE conversation_id = ?) m WHERE back
                                """, waiting.id())).isEmpty();
                assertThat(after.now(waiting).times().updatedAt())
                        .isAfterOrEqualTo(waiting.times().updatedAt());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void hours_are_taken_over_at_once_and_no_conversation_runs_backwards(int hours) {
        try (TestPostgres database = TestPostgres.fresh();
                Floor floor = new Floor(database, clock)) {
            Conversation before = floor.waiting(CARE);
            timeOfDay.jump(Duration.ofHours(hours));
            floor.submit(Actor.SYSTEM, before, Command.Send.text(Cast.id(), "Still there?"));
            Conversation after = floor.waiting(CARE);

            Instant wall = Instant.now().plus(Duration.ofHours(hours));
            assertThat(after.times().createdAt()).isBetween(wall.minusSeconds(60), wall);
            assertThat(floor.now(before).times().updatedAt())
                    .isAfterOrEqualTo(before.times().updatedAt());
            assertThat(floor.column("""
                            SELECT seq::text FROM (SELECT seq, created_at < lag(created_at) OVER (ORDER BY seq) AS back
                                                   FROM message WHERE conversation_id = ?) m WHERE back
                            """, before.id())).isEmpty();
        }
    }

    private Requeue returns(Floor floor) {
        return new Requeue(
                floor.database.requests(), floor.conversations, clock, () -> Floor.OFFLINE_AFTER, Optional::empty);
    }

    private Reminders reminders(Floor floor) {
        return new Reminders(
                floor.database.requests(),
                floor.conversations,
                clock,
                () -> new Reminders.Chain(Duration.ofMinutes(2), Duration.ofMinutes(5)));
    }
}
