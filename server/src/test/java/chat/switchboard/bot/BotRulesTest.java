package chat.switchboard.bot;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.bot.BotDecision.Answer;
import chat.switchboard.bot.BotDecision.Greet;
import chat.switchboard.bot.BotDecision.HandOff;
import chat.switchboard.bot.BotDecision.Nothing;
import chat.switchboard.bot.BotDecision.OfferPerson;
import chat.switchboard.bot.BotDecision.OfflineReply;
import chat.switchboard.bot.BotDecision.Suggest;
import chat.switchboard.bot.BotDecision.Thank;
import chat.switchboard.conversation.Activity.Details.BotDecided.Reason;
import chat.switchboard.conversation.Automation;
import chat.switchboard.conversation.Status;
import chat.switchboard.desk.FaqEntry;
import chat.switchboard.desk.Revision;
import chat.switchboard.understanding.Language;
import chat.switchboard.understanding.Sentiment.Mood;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said in each situation. Answers from 0.45, suggests from 0.30, at most 30 answers.
class BotRulesTest {
    private static final FaqTopic TRACKING = topic(1, "track");
    private static final FaqTopic REFUND = topic(2, "refund");
    private static final Said ASKED = new Said.Words("where is the thing that I ordered");
    private static final Situation.Thresholds USUAL = new Situation.Thresholds(0.45, 0.30, 30);

    static Stream<Arguments> scores() {
        return Stream.of(
                Arguments.of(0.45, new Answer(TRACKING, Reason.MATCHED)),
                Arguments.of(0.449, new Suggest(List.of(TRACKING, REFUND))),
                Arguments.of(0.30, new Suggest(List.of(TRACKING, REFUND))),
                Arguments.of(0.299, new OfferPerson(Reason.NO_MATCH)));
    }

    @ParameterizedTest
    @MethodSource("scores")
    void the_score_decides_whether_it_answers_suggests_or_offers_a_person(double score, BotDecision expected) {
        assertThat(decide(new Case().said(ASKED).understood(candidates(score, 0.2))))
                .isEqualTo(expected);
    }

    @Test
    void off_topic_is_never_answered_however_close() {
        assertThat(decide(new Case().said(ASKED).understood(offTopic(0.9))))
                .isEqualTo(new OfferPerson(Reason.OFF_TOPIC));
    }

    @Test
    void a_few_off_topic_words_at_the_beginning_are_a_greeting() {
        Case hello = new Case().said(new Said.Words("good morning")).understood(offTopic(0));

        assertThat(decide(hello)).isEqualTo(new Greet());
        assertThat(decide(hello.before(Automation.NONE.spoke(1)))).isEqualTo(new OfferPerson(Reason.OFF_TOPIC));
    }

    @Test
    void the_opening_is_greeted() {
        assertThat(decide(new Case().said(new Said.Opened()))).isEqualTo(new Greet());
    }

    @Test
    void what_was_picked_is_answered_without_comparing() {
        assertThat(decide(picked(TRACKING))).isEqualTo(new Answer(TRACKING, Reason.CHOSEN));
    }

    @Test
    void the_same_answer_is_not_given_twice_in_a_row_typed_or_picked() {
        assertThat(decide(
                        new Case().said(ASKED).understood(candidates(0.9, 0.1)).last(TRACKING)))
                .isEqualTo(new OfferPerson(Reason.SAME_ANSWER));
        assertThat(decide(picked(TRACKING).last(TRACKING))).isEqualTo(new OfferPerson(Reason.SAME_ANSWER));
        assertThat(decide(
                        new Case().said(ASKED).understood(candidates(0.4, 0.35)).last(TRACKING)))
                .isEqualTo(new Suggest(List.of(REFUND)));
    }

    @Test
    void the_second_miss_goes_to_people() {
        Case second = new Case().said(ASKED).before(Automation.NONE.withMisses(1));

        assertThat(decide(second)).isEqualTo(new HandOff(Reason.MISSES));
        assertThat(decide(second.said(choice(Said.Choice.NOT_HELPED)))).isEqualTo(new HandOff(Reason.NOT_HELPED));
    }

    @Test
    void the_fixed_options_mean_what_they_say() {
        assertThat(decide(new Case().said(choice(Said.Choice.PERSON)))).isEqualTo(new HandOff(Reason.PERSON_WANTED));
        assertThat(decide(new Case().said(choice(Said.Choice.HELPED)))).isEqualTo(new Thank());
        assertThat(decide(new Case().said(choice(Said.Choice.NOT_HELPED))))
                .isEqualTo(new OfferPerson(Reason.NOT_HELPED));
    }

    @Test
    void words_for_a_person_win_over_the_best_match() {
        var wants = new Understood(
                Language.EN, Mood.NEUTRAL, null, true, false, candidates(1, 0.5).candidates());
        assertThat(decide(new Case().said(ASKED).understood(wants))).isEqualTo(new HandOff(Reason.PERSON_WANTED));
    }

    @Test
    void so_many_answers_are_enough() {
        Automation many = new Automation(60, 0, 30, null, null, null, null);
        assertThat(decide(new Case().said(ASKED).understood(candidates(1, 0)).before(many)))
                .isEqualTo(new HandOff(Reason.LIMIT));
    }

    @Test
    void while_nobody_is_here_no_person_is_offered_but_asked() {
        assertThat(decide(new Case().said(ASKED).offline())).isEqualTo(new HandOff(Reason.NO_MATCH));
        assertThat(decide(new Case().said(ASKED).understood(candidates(0.9, 0)).offline()))
                .isEqualTo(new Answer(TRACKING, Reason.MATCHED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"WAITING", "ACTIVE"})
    void where_people_have_it_only_their_absence_is_told_and_once(Status status) {
        Case asked = new Case().said(ASKED).understood(candidates(1, 0)).status(status);

        assertThat(decide(asked)).isEqualTo(new Nothing(Nothing.Why.PEOPLE_ARE_HERE));
        assertThat(decide(asked.offline())).isEqualTo(new OfflineReply());
        assertThat(decide(asked.offline().toldAlready())).isEqualTo(new Nothing(Nothing.Why.TOLD_ALREADY));
    }

    @Test
    void what_is_answered_already_needs_no_word_of_the_absence() {
        assertThat(decide(new Case().said(ASKED).status(Status.ACTIVE).offline().answered()))
                .isEqualTo(new Nothing(Nothing.Why.TOLD_ALREADY));
    }

    @ParameterizedTest
    @CsvSource({
        // answered by nobody yet | seconds until a person took it, if one did | asks
        "true,, true",
        "true, -1, true",
        "true, 0, false",
        "true, 1, false",
        "false,, false",
        "false, -1, false"
    })
    void a_message_from_before_a_person_took_the_conversation_is_that_persons(
            boolean unanswered, Long taken, boolean asks) {
        Instant said = Instant.parse("2026-03-02T09:00:00Z");

        assertThat(Situation.asks(unanswered, said, taken == null ? null : said.plusSeconds(taken)))
                .isEqualTo(asks);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"RESOLVED", "CLOSED"})
    void what_is_over_is_left_alone(Status status) {
        assertThat(decide(new Case().said(ASKED).status(status).offline())).isEqualTo(new Nothing(Nothing.Why.OVER));
    }

    @Test
    void where_it_is_switched_off_it_says_nothing() {
        assertThat(decide(new Case().said(new Said.Opened()).off())).isEqualTo(new Nothing(Nothing.Why.SWITCHED_OFF));
    }

    private static BotDecision decide(Case of) {
        return BotRules.decide(of.situation());
    }

    private static Case picked(FaqTopic topic) {
        return new Case().said(new Said.Choice(topic.id().toString(), "label")).chosen(topic);
    }

    private static Said choice(String value) {
        return new Said.Choice(value, "label");
    }

    private static Understood candidates(double first, double second) {
        return new Understood(
                Language.EN,
                Mood.NEUTRAL,
                null,
                false,
                false,
                List.of(
                        new Understood.Candidate(TRACKING, first, "track"),
                        new Understood.Candidate(REFUND, second, "refund")));
    }

    private static Understood offTopic(double score) {
        return new Understood(
                Language.EN,
                Mood.NEUTRAL,
                null,
                false,
                true,
                candidates(score, 0).candidates());
    }

    private static FaqTopic topic(int n, String slug) {
        FaqEntry entry = new FaqEntry(
                new Revision(new UUID(0, n).toString(), Instant.EPOCH, Instant.EPOCH, 0),
                slug,
                "en",
                slug + "?",
                List.of(),
                "answer",
                n,
                true);
        return FaqTopic.of(List.of(entry)).orElseThrow();
    }

    /// In an automated conversation with the bot on, Sana online and nothing said before, unless it says otherwise.
    private record Case(
            Status status,
            Automation automation,
            boolean asks,
            boolean active,
            boolean online,
            boolean told,
            Said said,
            Understood understood,
            FaqTopic chosen,
            FaqTopic last) {
        Case() {
            this(
                    Status.AUTOMATED,
                    Automation.NONE,
                    true,
                    true,
                    true,
                    false,
                    null,
                    Understood.nothing(Language.EN),
                    null,
                    null);
        }

        Situation situation() {
            return new Situation(
                    status,
                    automation,
                    asks,
                    active,
                    online,
                    !online && !told,
                    said,
                    understood,
                    Optional.ofNullable(chosen),
                    Optional.ofNullable(last),
                    USUAL);
        }

        Case said(Said words) {
            return new Case(status, automation, asks, active, online, told, words, understood, chosen, last);
        }

        Case understood(Understood as) {
            return new Case(status, automation, asks, active, online, told, said, as, chosen, last);
        }

        Case before(Automation before) {
            return new Case(status, before, asks, active, online, told, said, understood, chosen, last);
        }

        Case status(Status other) {
            return new Case(other, automation, asks, active, online, told, said, understood, chosen, last);
        }

        Case chosen(FaqTopic topic) {
            return new Case(status, automation, asks, active, online, told, said, understood, topic, last);
        }

        Case last(FaqTopic topic) {
            return new Case(status, automation, asks, active, online, told, said, understood, chosen, topic);
        }

        Case offline() {
            return new Case(status, automation, asks, active, false, told, said, understood, chosen, last);
        }

        Case toldAlready() {
            return new Case(status, automation, asks, active, online, true, said, understood, chosen, last);
        }

        Case answered() {
            return new Case(status, automation, false, active, online, told, said, understood, chosen, last);
        }

        Case off() {
            return new Case(status, automation, asks, false, online, told, said, understood, chosen, last);
        }
    }
}
