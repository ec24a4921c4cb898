package chat.switchboard.escalation;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.CARE;
import static chat.switchboard.conversation.Cast.PAYMENTS;
import static chat.switchboard.conversation.Cast.SANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.ReplyClock.Level;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.ledger.OpenConversation;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.scheduler.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Replies become due, late and loud; with a clock that is moved by hand.
class RemindersTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final TestClock clock = new TestClock();
    private final TestPostgres database = TestPostgres.fresh();
    private final Conversations conversations =
            new Conversations(database.ledger(), database.requests(), clock, Cast.UNHURRIED);
    private final ConfigurationVersions versions = new ConfigurationVersions(database.requests());
    private final ReplyTargets targets = new ReplyTargets(
            database.requests(), versions, () -> new ReplyTarget(null, null, FIVE_MINUTES, Duration.ofMinutes(2)));
    private final Reminders reminders = new Reminders(
            database.requests(),
            conversations,
            clock,
            () -> new Reminders.Chain(Duration.ofMinutes(1), Duration.ofMinutes(3)));
    private final FencingToken fence = new FencingToken("reminders", 1);
    private final List<Event.ReplyDue> told = new ArrayList<>();

    @BeforeEach
    void open() {
        Cast.enter(database);
        database.asSuperuser(handle -> handle.execute(
                "INSERT INTO lease (name, holder, token, expires_at) VALUES ('reminders', 'test', 1, 'infinity')"));
        targets.refresh();
        conversations.surroundings().repliesDue(targets::due);
        conversations.onCommitted(accepted -> accepted.events().stream()
                .filter(Event.ReplyDue.class::isInstance)
                .forEach(event -> told.add((Event.ReplyDue) event)));
    }

    @AfterEach
    void close() {
        conversations.close();
        database.close();
    }

    @Test
    void a_first_reply_is_due_five_minutes_after_a_person_was_asked_for() {
        Conversation waiting = waiting(CARE);

        assertThat(waiting.replyClock().dueAt()).isEqualTo(clock.instant().plus(FIVE_MINUTES));
        assertThat(now(waiting)).isEqualTo(waiting);
    }

    @Test
    void it_gets_louder_step_by_step_and_says_each_step_once() {
        Conversation waiting = waiting(CARE);
        for (int second = 0; second < 600; second += 10) {
            clock.advance(Duration.ofSeconds(10));
            reminders.sweep(fence);
        }

        assertThat(told)
                .extracting(Event.ReplyDue::level)
                .containsExactly(Level.WARNING, Level.AGENT, Level.DEPARTMENT, Level.ADMINS);
        assertThat(now(waiting).replyClock().isOverdue()).isTrue();
        assertThat(now(waiting).topic().priority()).isEqualTo(Priority.MEDIUM);
        assertThat(now(waiting).times().escalatedAt()).isNull();
    }

    @Test
    void after_a_stop_the_loudest_that_came_due_is_said_and_nothing_twice() {
        waiting(CARE);
        clock.advance(Duration.ofMinutes(7));
        reminders.sweep(fence);
        reminders.sweep(fence);

        assertThat(told).extracting(Event.ReplyDue::level).containsExactly(Level.DEPARTMENT);
    }

    @Test
    void an_answer_stops_the_clock_and_the_next_message_starts_the_shorter_one() {
        Conversation waiting = waiting(CARE);
        Conversation answered = submit(SANA, waiting, Command.Send.text(Cast.id(), "Hello"));
        Conversation asked = submit(AYESHA, waiting, Command.Send.text(Cast.id(), "And now?"));
        clock.advance(Duration.ofMinutes(1));
        reminders.sweep(fence);

        assertThat(answered.replyClock().runs()).isFalse();
        assertThat(asked.replyClock().dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(told).isEmpty();
    }

    @Test
    void who_acknowledges_stops_the_chain() {
        Conversation waiting = waiting(CARE);
        clock.advance(FIVE_MINUTES);
        reminders.sweep(fence);
        submit(BILAL, waiting, new Command.Acknowledge());
        clock.advance(Duration.ofHours(1));
        reminders.sweep(fence);

        assertThat(told).extracting(Event.ReplyDue::level).containsExactly(Level.AGENT);
        assertThat(now(waiting).replyClock().acknowledgedBy().name()).isEqualTo("Bilal");
    }

    @Test
    void the_more_specific_target_wins_and_an_urgent_conversation_is_due_sooner_from_its_beginning() {
        replace(
                target(null, Priority.URGENT, 60),
                target(CARE, null, 600),
                target(CARE, Priority.URGENT, 30),
                target(PAYMENTS, null, null));
        Conversation care = waiting(CARE);
        Conversation urgent = submit(BILAL, care, new Command.Edit(null, Priority.URGENT, null, null, null));

        assertThat(care.replyClock().dueAt()).isEqualTo(clock.instant().plusSeconds(600));
        assertThat(urgent.replyClock().dueAt()).isEqualTo(clock.instant().plusSeconds(30));
        assertThat(waiting(PAYMENTS).replyClock().dueAt()).isNull();
    }

    @Test
    void outside_business_hours_no_time_passes() {
        // The test's clock begins on a Sunday.
        database.asSuperuser(handle -> handle.execute("""
                UPDATE department SET business_hours =
                    '{"timeZone":"UTC","days":[{"day":"monday","from":"09:00","to":"17:00"}]}' WHERE id = ?""", CARE));
        targets.refresh();
        Conversation waiting = waiting(CARE);
        clock.advance(Duration.ofHours(23));
        reminders.sweep(fence);

        assertThat(told).isEmpty();
        assertThat(waiting.replyClock().dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(65)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"timeZone\":\"UTC\"}",
                "{\"timeZone\":\"UTC\",\"days\":{}}",
                "{\"timeZone\":\"UTC\",\"days\":[{\"day\":\"mondy\",\"from\":\"09:00\",\"to\":\"17:00\"}]}",
                "{\"timeZone\":\"UTC\",\"days\":[{\"from\":\"09:00\",\"to\":\"17:00\"}]}",
                "{\"timeZone\":\"UTC\",\"days\":[{\"day\":\"monday\",\"from\":\"9:00\",\"to\":\"17:00\"}]}",
                "{\"timeZone\":\"UTC\",\"days\":[{\"day\":\"monday\",\"from\":\"09:00\",\"to\":\"09:00\"}]}",
                "{\"timeZone\":\"UTC\",\"days\":[],\"holidays\":{}}"
            })
    void hours_that_nobody_can_read_are_not_stored(String hours) {
        assertThatThrownBy(() -> database.asSuperuser(handle ->
                        handle.execute("UPDATE department SET business_hours = ?::jsonb WHERE id = ?", hours, CARE)))
                .hasMessageContaining("business_hours_readable");
    }

    @Test
    void hours_from_before_that_nobody_can_read_count_as_always_open_and_leave_the_others_alone() {
        database.asSuperuser(handle -> {
            handle.execute("ALTER TABLE department DROP CONSTRAINT business_hours_readable");
            handle.execute(
                    "UPDATE department SET business_hours = '{\"timeZone\":\"Mars\",\"days\":[]}' WHERE id = ?", CARE);
            return handle.execute(
                    "UPDATE department SET business_hours = '{\"timeZone\":\"UTC\",\"days\":[]}' WHERE id = ?",
                    PAYMENTS);
        });
        targets.refresh();

        assertThat(waiting(CARE).replyClock().dueAt()).isEqualTo(clock.instant().plus(FIVE_MINUTES));
        assertThat(waiting(PAYMENTS).replyClock().dueAt()).isNull();
    }

    @Test
    void targets_are_for_admins_and_make_sense() {
        assertThat(refusal(set(SANA, List.of())).code()).isEqualTo(Refusal.Code.FORBIDDEN);
        assertThat(refusal(set(BILAL, List.of(target(CARE, null, 1), target(CARE, null, 2))))
                        .field())
                .isEqualTo("items");
        assertThat(refusal(set(BILAL, List.of(target(null, null, 0)))).field()).isEqualTo("firstReplySeconds");
        assertThat(refusal(set(BILAL, List.of(target(Cast.id(), null, 5)))).field())
                .isEqualTo("departmentId");
    }

    @Test
    void a_target_set_on_one_node_is_soon_in_force_on_the_others() {
        Conversation waiting = waiting(CARE);
        ReplyTargets elsewhere = new ReplyTargets(
                database.requests(), versions, () -> new ReplyTarget(null, null, FIVE_MINUTES, FIVE_MINUTES));
        try (Scheduler scheduler = new Scheduler(
                database.jobs(), new Scheduler.Settings(Duration.ofSeconds(10), Duration.ofMinutes(1)), clock)) {
            scheduler.add(List.of(elsewhere.job()));
            scheduler.start();
            replace(target(CARE, null, 30));

            Eventually.until(
                    "in force",
                    () -> elsewhere.due(waiting).at().equals(clock.instant().plusSeconds(30)));
        }
    }

    private Outcome<ReplyTargets.Listing> set(Actor.Staff by, List<ReplyTarget> all) {
        return targets.replace(by, AuditLog.Origin.SYSTEM, all, null);
    }

    private void replace(ReplyTarget... all) {
        assertThat(set(BILAL, List.of(all))).isInstanceOf(Outcome.Done.class);
    }

    private static ReplyTarget target(UUID department, Priority priority, Integer seconds) {
        return new ReplyTarget(department, priority, seconds == null ? null : Duration.ofSeconds(seconds), null);
    }

    private Conversation waiting(UUID department) {
        Command.Send hello = Command.Send.text(Cast.id(), "Hello");
        Conversation opened = value(conversations
                        .open(AYESHA, Cast.id(), new OpenConversation(null, null, department, null, hello))
                        .join())
                .conversation();
        return submit(AYESHA, opened, new Command.Handoff());
    }

    private Conversation submit(Actor actor, Conversation conversation, Command command) {
        Committed accepted =
                value(conversations.submit(actor, conversation.id(), command).join());
        return accepted.conversation();
    }

    private Conversation now(Conversation conversation) {
        return value(conversations.history().find(Actor.SYSTEM, conversation.id()));
    }

    private static <T> T value(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T>(T value)) return value;
        throw new AssertionError(outcome);
    }

    private static Refusal refusal(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(Refusal refusal)) return refusal;
        throw new AssertionError(outcome);
    }
}
