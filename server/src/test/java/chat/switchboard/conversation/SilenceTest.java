package chat.switchboard.conversation;

import static chat.switchboard.conversation.Cast.AYESHA;
import static chat.switchboard.conversation.Cast.BILAL;
import static chat.switchboard.conversation.Cast.SANA;
import static chat.switchboard.conversation.Situations.NINE;
import static chat.switchboard.conversation.Situations.SANA_HERSELF;
import static chat.switchboard.conversation.Situations.active;
import static chat.switchboard.conversation.Situations.after;
import static chat.switchboard.conversation.Situations.attended;
import static chat.switchboard.conversation.Situations.automated;
import static chat.switchboard.conversation.Situations.closed;
import static chat.switchboard.conversation.Situations.counting;
import static chat.switchboard.conversation.Situations.events;
import static chat.switchboard.conversation.Situations.facts;
import static chat.switchboard.conversation.Situations.fresh;
import static chat.switchboard.conversation.Situations.refusal;
import static chat.switchboard.conversation.Situations.resolved;
import static chat.switchboard.conversation.Situations.soon;
import static chat.switchboard.conversation.Situations.text;
import static chat.switchboard.conversation.Situations.waiting;
import static chat.switchboard.conversation.Situations.withBot;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.ReplyClock.Level;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A conversation gets louder when nobody answers: the third message, and the reply clock.
class SilenceTest {
    @Test
    void the_third_unanswered_message_makes_it_urgent_and_reassures_the_customer_once() {
        Conversation two = after(waiting(), AYESHA, text("Hello?"));
        Conversation three = after(two, AYESHA, text("Anybody?"));
        Conversation four = after(three, AYESHA, text("!!!"));

        assertThat(two.times().escalatedAt()).isNull();
        assertThat(three.times().escalatedAt()).isEqualTo(soon());
        assertThat(three.topic().priority()).isEqualTo(Priority.URGENT);
        assertThat(facts(two, AYESHA, text("Anybody?"))).containsExactly("conversation.escalated");
        assertThat(facts(three, AYESHA, text("!!!"))).isEmpty();
        assertThat(four.counts().unanswered()).isEqualTo(4);
    }

    @Test
    void it_is_told_to_everybody_who_runs_the_desk() {
        Conversation two = after(waiting(), AYESHA, text("Hello?"));

        assertThat(events(two, AYESHA, text("Anybody?"), Event.Escalated.class))
                .singleElement()
                .satisfies(it -> assertThat(it.why()).isEqualTo(Activity.Details.Escalated.unanswered(3)));
    }

    @Test
    void three_lines_typed_to_an_agent_who_is_there_are_ordinary_talk() {
        Conversation talking = answered();
        for (String line : List.of("Hm", "I see", "And the rice?"))
            talking = after(talking, AYESHA, text(line), attended(soon()));

        assertThat(talking.counts().unanswered()).isEqualTo(3);
        assertThat(talking.times().escalatedAt()).isNull();
        assertThat(talking.topic().priority()).isEqualTo(Priority.MEDIUM);
    }

    @Test
    void once_the_agent_has_gone_the_next_message_escalates_and_only_that_one() {
        Conversation talking = answered();
        for (int line = 0; line < 4; line++) talking = after(talking, AYESHA, text("Hello?"), attended(soon()));
        Conversation alone = after(talking, AYESHA, text("Are you still there?"));

        assertThat(alone.times().escalatedAt()).isEqualTo(soon());
        assertThat(facts(talking, AYESHA, text("Are you still there?"))).containsExactly("conversation.escalated");
        assertThat(facts(alone, AYESHA, text("?!"))).isEmpty();
    }

    @Test
    void messages_in_one_breath_count_as_one_where_the_desk_says_so() {
        Duration tenSeconds = Duration.ofSeconds(10);
        Conversation talking = answered();
        for (int second = 0; second < 30; second++)
            talking = after(talking, AYESHA, text("x"), counting(soon().plusSeconds(second), tenSeconds));
        Conversation third = talking;

        // One for each ten seconds: whoever never pauses is heard all the same.
        assertThat(third.counts().bursts().count()).isEqualTo(3);
        assertThat(third.counts().unanswered()).isEqualTo(30);
        assertThat(third.times().escalatedAt()).isEqualTo(soon().plusSeconds(20));
    }

    @Test
    void an_answer_ends_a_breath() {
        Duration minute = Duration.ofMinutes(1);
        Conversation asked = after(answered(), AYESHA, text("1"), counting(soon(), minute));
        Conversation again = after(after(asked, SANA, text("Yes?")), AYESHA, text("2"), counting(soon(), minute));

        assertThat(again.counts().bursts().count()).isOne();
    }

    @Test
    void what_is_said_to_the_bot_is_heard_however_often() {
        Conversation talking = automated();
        for (int line = 0; line < 4; line++) talking = after(talking, AYESHA, text("And this?"), withBot(soon()));

        assertThat(talking.status()).isEqualTo(Status.AUTOMATED);
        assertThat(talking.times().escalatedAt()).isNull();
        assertThat(talking.counts().unanswered()).isEqualTo(5);
    }

    @Test
    void without_a_bot_the_first_message_asks_for_a_person() {
        assertThat(facts(fresh(), AYESHA, text("Hello?"))).containsExactly("queue.entered");
        Conversation waiting = after(fresh(), AYESHA, text("Hello?"));

        assertThat(waiting.status()).isEqualTo(Status.WAITING);
        assertThat(waiting.times().requestedAgentAt()).isEqualTo(soon());
        assertThat(waiting.replyClock().since()).isEqualTo(soon());
        assertThat(waiting.counts().unanswered()).isOne();
    }

    @Test
    void what_the_bot_had_when_it_was_switched_off_asks_for_a_person_with_the_next_message() {
        assertThat(facts(automated(), AYESHA, text("Hello?"))).containsExactly("queue.entered");
    }

    @Test
    void an_answer_ends_the_silence_and_the_next_one_counts_anew() {
        Conversation three = escalated();
        Conversation answered = after(three, SANA, text("I am here"));
        Conversation again = after(after(answered, AYESHA, text("1")), AYESHA, text("2"));

        assertThat(answered.times().escalatedAt()).isNull();
        assertThat(answered.counts().unanswered()).isZero();
        assertThat(again.times().escalatedAt()).isNull();
        assertThat(after(again, AYESHA, text("3")).times().escalatedAt()).isNotNull();
    }

    @Test
    void resolving_ends_the_silence_too() {
        Conversation settled =
                after(after(escalated(), SANA, Command.Assign.to(SANA_HERSELF)), SANA, new Command.Resolve());

        assertThat(settled.times().escalatedAt()).isNull();
        assertThat(settled.counts().unanswered()).isZero();
        assertThat(settled.replyClock()).isEqualTo(ReplyClock.STOPPED);
    }

    @Test
    void escalated_by_hand_it_is_urgent_with_the_reason_and_only_once() {
        Command.Escalate escalate = new Command.Escalate("The customer waits at the gate.");
        Conversation urgent = after(active(), SANA, escalate);

        assertThat(urgent.topic().priority()).isEqualTo(Priority.URGENT);
        assertThat(events(active(), SANA, escalate, Event.Escalated.class))
                .singleElement()
                .satisfies(it -> assertThat(it.why())
                        .isEqualTo(Activity.Details.Escalated.byHand("The customer waits at the gate.")));
        assertThat(events(urgent, SANA, escalate)).isEmpty();
    }

    @Test
    void what_is_over_is_not_escalated() {
        assertThat(refusal(closed(), BILAL, new Command.Escalate("Why?")).code())
                .isEqualTo(Refusal.Code.CONVERSATION_CLOSED);
        assertThat(refusal(resolved(), BILAL, new Command.Escalate("Why?")).code())
                .isEqualTo(Refusal.Code.CONFLICT);
    }

    @Test
    void the_reply_clock_runs_from_the_first_unanswered_message_until_the_answer() {
        assertThat(automated().replyClock().runs()).isFalse();
        assertThat(waiting().replyClock().since()).isEqualTo(soon());
        Conversation asked = after(answered(), AYESHA, text("1"), NINE.plusSeconds(300));
        Conversation askedAgain = after(asked, AYESHA, text("2"), NINE.plusSeconds(400));

        assertThat(answered().replyClock()).isEqualTo(ReplyClock.STOPPED);
        assertThat(askedAgain.replyClock().since()).isEqualTo(NINE.plusSeconds(300));
    }

    @Test
    void the_chain_climbs_and_each_level_is_reached_once() {
        Conversation late = after(waiting(), Actor.SYSTEM, remind(waiting(), Level.AGENT));

        assertThat(late.replyClock().level()).isEqualTo(Level.AGENT);
        assertThat(events(late, Actor.SYSTEM, remind(late, Level.AGENT))).isEmpty();
        assertThat(events(late, Actor.SYSTEM, remind(late, Level.WARNING))).isEmpty();
        assertThat(events(late, Actor.SYSTEM, remind(late, Level.DEPARTMENT))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Level.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void being_late_is_a_mark_of_its_own_and_no_emergency(Level level) {
        for (Conversation silent : List.of(waiting(), after(answered(), AYESHA, text("And now?")))) {
            Conversation told = after(silent, Actor.SYSTEM, remind(silent, level));

            assertThat(told.replyClock().isOverdue()).isEqualTo(level != Level.WARNING);
            assertThat(told.times().escalatedAt()).isNull();
            assertThat(told.topic()).isEqualTo(silent.topic());
            assertThat(facts(silent, Actor.SYSTEM, remind(silent, level))).isEmpty();
            assertThat(events(silent, Actor.SYSTEM, remind(silent, level), Event.ReplyDue.class))
                    .extracting(Event.ReplyDue::level)
                    .containsExactly(level);
        }
    }

    @Test
    void an_answer_ends_being_late() {
        Conversation late = after(active(), Actor.SYSTEM, remind(active(), Level.ADMINS));

        assertThat(late.replyClock().isOverdue()).isTrue();
        assertThat(after(late, SANA, text("Sorry!")).replyClock().isOverdue()).isFalse();
    }

    @Test
    void who_said_in_time_that_they_are_on_it_is_late_all_the_same_and_nobody_else_is_told() {
        Conversation warned = after(waiting(), Actor.SYSTEM, remind(waiting(), Level.WARNING));
        Conversation seen = after(warned, BILAL, new Command.Acknowledge());
        Conversation late = after(seen, Actor.SYSTEM, remind(seen, Level.ADMINS));

        assertThat(late.replyClock().level()).isEqualTo(Level.AGENT);
        assertThat(late.replyClock().nextAt()).isNull();
        assertThat(events(late, Actor.SYSTEM, remind(late, Level.ADMINS))).isEmpty();
    }

    @Test
    void a_reminder_of_an_earlier_silence_changes_nothing() {
        Command.Remind late = new Command.Remind(Level.AGENT, NINE.minusSeconds(5), null);

        assertThat(events(waiting(), Actor.SYSTEM, late)).isEmpty();
        assertThat(events(answered(), Actor.SYSTEM, remind(waiting(), Level.AGENT)))
                .isEmpty();
    }

    @Test
    void who_saw_it_is_recorded_and_it_gets_no_louder() {
        Conversation late = after(waiting(), Actor.SYSTEM, remind(waiting(), Level.AGENT));
        Conversation seen = after(late, BILAL, new Command.Acknowledge());

        assertThat(seen.replyClock().acknowledgedBy().name()).isEqualTo("Bilal");
        assertThat(events(seen, Actor.SYSTEM, remind(seen, Level.ADMINS))).isEmpty();
        assertThat(events(seen, SANA, new Command.Acknowledge())).isEmpty();
        assertThat(refusal(waiting(), BILAL, new Command.Acknowledge()).code()).isEqualTo(Refusal.Code.CONFLICT);
    }

    private static Conversation escalated() {
        return after(after(waiting(), AYESHA, text("Hello?")), AYESHA, text("Anybody?"));
    }

    private static Conversation answered() {
        return after(active(), SANA, text("Here it is"));
    }

    private static Command.Remind remind(Conversation conversation, Level level) {
        return new Command.Remind(level, conversation.replyClock().since(), null);
    }
}
