package chat.switchboard.queue;

import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.queue.Floor.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Command.Release.Cause;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.postgres.TestPostgres;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes back to the queue, or ends, by itself; with a clock that stands still until it is moved.
class ReturnsTest {
    private final TestClock clock = new TestClock();
    private final TestPostgres database = TestPostgres.fresh();
    private final Floor floor = new Floor(database, clock);
    private final Requeue returns = newReturns();
    private final FencingToken fence = new FencingToken("returns", 1);

    @BeforeEach
    void holdTheLease() {
        Cast.enter(database);
        floor.execute("INSERT INTO lease (name, holder, token, expires_at) VALUES ('returns', 'test', 1, 'infinity')");
    }

    @AfterEach
    void close() {
        floor.close();
        database.close();
    }

    @Test
    void who_has_a_gone_agent_is_back_at_the_old_place_and_the_agent_learns_of_it() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        Conversation first = floor.submit(sana, floor.waiting(CARE), Command.Assign.to(person(sana)));
        clock.advance(Duration.ofMinutes(1));
        Conversation later = floor.waiting(CARE);
        assertThat(returns.sweep(fence)).isZero();

        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(returns.sweep(fence)).isEqualTo(1);
        assertThat(returns.sweep(fence)).isZero();

        assertThat(floor.now(first).status()).isEqualTo(Status.WAITING);
        floor.queue.updateBoard();
        assertThat(floor.queue.position(first.id()).position()).isEqualTo(1);
        assertThat(floor.queue.position(later.id()).position()).isEqualTo(2);

        // Her socket opens before she asks, and may have been open for a while.
        floor.presence.connected(sana);
        for (int round = 0; round < 20; round++) {
            clock.advance(Duration.ofSeconds(10));
            floor.presence.round();
        }
        assertThat(floor.presence.heartbeat(sana).lost())
                .singleElement()
                .satisfies(it -> assertThat(it.conversationId()).isEqualTo(first.id()));
        assertThat(floor.presence.heartbeat(sana).lost()).isEmpty();
    }

    @Test
    void who_was_here_when_the_server_stopped_has_the_usual_time_to_come_back() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        floor.submit(sana, floor.waiting(CARE), Command.Assign.to(person(sana)));
        clock.advance(Duration.ofHours(1));
        Requeue afterTheStop = newReturns();

        clock.advance(Duration.ofMinutes(1));
        assertThat(afterTheStop.sweep(fence)).isZero();
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(afterTheStop.sweep(fence)).isEqualTo(1);
    }

    @Test
    void who_says_offline_and_answers_nobody_any_more_counts_as_gone() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        floor.submit(sana, floor.waiting(CARE), Command.Assign.to(person(sana)));
        floor.presence.set(sana, chat.switchboard.presence.Status.OFFLINE);
        clock.advance(Duration.ofMinutes(1));
        floor.presence.heartbeat(sana);
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        floor.presence.heartbeat(sana);

        assertThat(returns.sweep(fence)).isEqualTo(1);
    }

    @Test
    void a_closed_accounts_conversations_return_at_once() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        Conversation own = floor.submit(sana, floor.waiting(CARE), Command.Assign.to(person(sana)));
        floor.execute("UPDATE account SET active = false WHERE id = ?", sana.id());

        assertThat(returns.sweep(fence)).isEqualTo(1);
        assertThat(floor.now(own).status()).isEqualTo(Status.WAITING);
    }

    @Test
    void what_is_not_opened_in_time_returns_and_who_missed_it_is_given_no_more() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        Conversation missed = floor.waiting(CARE);
        floor.submit(Actor.SYSTEM, missed, new Command.Route(Activity.Details.Routed.takenByHand(person(sana))));
        Conversation opened = floor.waiting(CARE);
        floor.submit(Actor.SYSTEM, opened, new Command.Route(Activity.Details.Routed.takenByHand(person(sana))));
        floor.submit(sana, opened, new Command.MarkRead(1));
        clock.advance(Duration.ofSeconds(31));

        assertThat(returns.sweep(fence)).isEqualTo(1);
        assertThat(floor.now(missed).status()).isEqualTo(Status.WAITING);
        assertThat(floor.now(opened).status()).isEqualTo(Status.ACTIVE);
        assertThat(floor.presence.heartbeat(sana).status()).isEqualTo(chat.switchboard.presence.Status.BUSY);
    }

    @Test
    void who_lost_the_lease_takes_nothing_away() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        Conversation own = floor.submit(sana, floor.waiting(CARE), Command.Assign.to(person(sana)));
        FencingToken stale = new FencingToken("returns", 0);

        assertThat(refusal(floor.conversations
                                .submit(stale, own.id(), new Command.Release(person(sana), Cause.AGENT_LOST))
                                .join())
                        .code())
                .isEqualTo(Refusal.Code.CONFLICT);
        assertThat(floor.now(own).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void what_was_resolved_three_days_ago_is_closed_also_after_a_stop() {
        Actor.Agent sana = floor.onlineAgent("Sana", 5, CARE);
        Conversation done = floor.submit(sana, floor.waiting(CARE), Command.Assign.to(person(sana)));
        floor.submit(sana, done, new Command.Resolve());
        clock.advance(Duration.ofDays(30));

        assertThat(new chat.switchboard.ledger.AutomaticChanges(floor.database.jobs(), floor.conversations)
                        .closeResolved(fence, clock.instant().minus(Duration.ofDays(3))))
                .isEqualTo(1);
        assertThat(floor.now(done).status()).isEqualTo(Status.CLOSED);
    }

    private Requeue newReturns() {
        return new Requeue(
                database.requests(),
                floor.conversations,
                clock,
                () -> Floor.OFFLINE_AFTER,
                () -> Optional.of(Duration.ofSeconds(30)));
    }

    private static NamedRef person(Actor.Staff staff) {
        return new NamedRef(staff.id(), staff.name());
    }
}
