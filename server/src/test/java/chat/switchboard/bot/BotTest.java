package chat.switchboard.bot;

import static chat.switchboard.bot.BotDesk.choose;
import static chat.switchboard.bot.BotDesk.label;
import static chat.switchboard.bot.BotDesk.messages;
import static chat.switchboard.bot.BotDesk.open;
import static chat.switchboard.bot.BotDesk.options;
import static chat.switchboard.bot.BotDesk.reply;
import static chat.switchboard.bot.BotDesk.status;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ayesha and the bot, while Sana is online.
class BotTest {
    private static final String TRACKING = "Where is my order?";
    private static final String REFUND = "How do I get a refund?";
    private static BotDesk desk;
    private static String tracking;
    private static String refund;
    private final Rest ayesha = desk.customer();

    @BeforeAll
    static void start() {
        desk = new BotDesk();
        tracking = desk.ask("track-order", "en", TRACKING, "Open Orders and touch Track.", "track my order");
        desk.ask("track-order", "ur", "میرا آرڈر کہاں ہے؟", "آرڈرز کھولیں اور ٹریک دبائیں۔");
        refund = desk.ask("refund", "en", REFUND, "Refunds take three days.");
        desk.agent("Sana");
        desk.untilKnown(REFUND);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void who_opens_a_conversation_is_greeted_with_the_top_questions_and_a_person() {
        String id = open(ayesha);
        JsonNode greeting = reply(ayesha, id, 1);

        assertThat(greeting.get("kind").asText()).isEqualTo("quick_reply");
        assertThat(greeting.at("/sender/type").asText()).isEqualTo("bot");
        assertThat(options(greeting)).containsExactlyInAnyOrder(tracking, refund, "person");
        assertThat(label(greeting, tracking)).isEqualTo(TRACKING);
        assertThat(status(ayesha, id)).isEqualTo("automated");
        assertThat(desk.decisions(id))
                .singleElement()
                .satisfies(it -> assertThat(it.get("outcome").asText()).isEqualTo("greeted"));
    }

    @Test
    void a_question_that_was_picked_is_answered_at_once_and_it_asks_whether_that_helped() {
        String id = open(ayesha);
        reply(ayesha, id, 1);
        choose(ayesha, id, refund, REFUND);
        JsonNode answer = reply(ayesha, id, 2);

        assertThat(answer.get("content").asText())
                .startsWith("Refunds take three days.")
                .contains("Did this help?");
        assertThat(options(answer)).containsExactly("helped", "not-helped", "person");
        JsonNode why = desk.decisions(id).getLast();
        assertThat(why.get("outcome").asText()).isEqualTo("answered");
        assertThat(why.get("reason").asText()).isEqualTo("chosen");
        assertThat(why.at("/entry/id").asText()).isEqualTo(refund);
        JsonNode said = messages(ayesha, id).get(1);
        assertThat(said.at("/metadata/value").asText()).isEqualTo(refund);
    }

    @Test
    void a_typed_question_is_answered_and_the_record_says_why() {
        String id = ayesha.open("where is my order");
        JsonNode answer = reply(ayesha, id, 1);

        assertThat(answer.get("content").asText()).startsWith("Open Orders");
        JsonNode why = desk.decisions(id).getFirst();
        assertThat(why.get("reason").asText()).isEqualTo("matched");
        assertThat(why.get("seq").asInt()).isEqualTo(1);
        assertThat(why.get("score").asDouble()).isGreaterThan(0.9);
        assertThat(why.get("language").asText()).isEqualTo("en");
        assertThat(why.at("/versions/model").asText()).isNotBlank();
        assertThat(why.get("answersFrom").asDouble()).isEqualTo(0.45);
    }

    @Test
    void a_question_in_urdu_is_answered_in_urdu() {
        String id = ayesha.open("میرا آرڈر کہاں ہے");
        JsonNode answer = reply(ayesha, id, 1);

        assertThat(answer.get("content").asText()).startsWith("آرڈرز کھولیں").contains("کیا اس سے مدد ملی؟");
        assertThat(label(answer, "person")).isEqualTo("کسی فرد سے بات کریں");
        assertThat(ayesha.get("/conversations/" + id).at("/metadata/language")).isEqualTo("ur");
    }

    @Test
    void that_it_helped_is_thanked_for_and_nothing_is_unanswered() {
        String id = ayesha.open(TRACKING);
        reply(ayesha, id, 1);
        choose(ayesha, id, "helped", "Yes, thank you");

        assertThat(reply(ayesha, id, 2).get("content").asText()).contains("Glad to help");
        assertThat(desk.admin.get("/conversations/" + id).at("/unansweredCount"))
                .isEqualTo("0");
        assertThat(status(ayesha, id)).isEqualTo("automated");
        assertThat(desk.decisions(id).getLast().at("/entry/id").asText()).isEqualTo(tracking);
    }

    @Test
    void that_it_did_not_help_twice_leads_to_a_person() {
        String id = ayesha.open(TRACKING);
        reply(ayesha, id, 1);
        choose(ayesha, id, "not-helped", "No, it did not");
        assertThat(options(reply(ayesha, id, 2))).contains("person").doesNotContain(tracking);
        choose(ayesha, id, "not-helped", "No, it did not");

        untilPeopleHaveIt(id);
        assertThat(desk.decisions(id).getLast().get("reason").asText()).isEqualTo("not_helped");
    }

    @Test
    void two_questions_without_an_answer_lead_to_a_person() {
        String id = ayesha.open("Do you sell purple elephants with wings");
        assertThat(options(reply(ayesha, id, 1))).contains("person");
        assertThat(status(ayesha, id)).isEqualTo("automated");
        ayesha.say(id, "Elephants that fly over mountains at night");

        untilPeopleHaveIt(id);
        assertThat(desk.decisions(id).getLast().get("outcome").asText()).isEqualTo("handed_off");
        assertThat(desk.decisions(id).getLast().get("reason").asText()).isEqualTo("misses");
    }

    @Test
    void the_same_answer_is_never_given_twice_in_a_row() {
        String id = ayesha.open(TRACKING);
        reply(ayesha, id, 1);
        ayesha.say(id, TRACKING);
        JsonNode second = reply(ayesha, id, 2);

        assertThat(second.get("content").asText()).doesNotContain("Open Orders");
        assertThat(options(second)).contains("person");
        assertThat(desk.decisions(id).getLast().get("reason").asText()).isEqualTo("same_answer");
        ayesha.say(id, REFUND);
        assertThat(reply(ayesha, id, 3).get("content").asText()).startsWith("Refunds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"I want to talk to a human", "agent", "kisi se baat karni hai", "مجھے کسی انسان سے بات کرنی ہے"})
    void words_for_a_person_lead_to_one(String words) {
        String id = ayesha.open(words);

        untilPeopleHaveIt(id);
        assertThat(desk.decisions(id).getFirst().get("reason").asText()).isEqualTo("person_wanted");
    }

    @Test
    void the_option_of_a_person_leads_to_one_whether_it_is_picked_or_typed() {
        String picked = open(ayesha);
        reply(ayesha, picked, 1);
        choose(ayesha, picked, "person", "Talk to a person");
        untilPeopleHaveIt(picked);

        Rest other = desk.customer();
        String typed = open(other);
        reply(other, typed, 1);
        other.say(typed, "talk to a person");
        untilPeopleHaveIt(other, typed);
    }

    @Test
    void three_questions_that_are_answered_make_nothing_urgent() {
        String id = ayesha.open(TRACKING);
        reply(ayesha, id, 1);
        for (int n = 2; n <= 5; n++) {
            ayesha.say(id, n % 2 == 0 ? REFUND : TRACKING);
            reply(ayesha, id, n);
        }
        assertThat(status(ayesha, id)).isEqualTo("automated");
        assertThat(desk.admin.get("/conversations/" + id).at("/priority")).isEqualTo("medium");
    }

    @Test
    void every_message_is_answered_once_in_its_order_however_fast_they_come() {
        String id = open(ayesha);
        for (String question : List.of(TRACKING, REFUND, TRACKING, REFUND)) ayesha.say(id, question);
        reply(ayesha, id, 5);

        assertThat(BotDesk.replies(ayesha, id).stream()
                        .map(it -> it.get("content").asText().substring(0, 4)))
                .containsExactly("Hell", "Open", "Refu", "Open", "Refu");
        assertThat(desk.decisions(id).stream().map(it -> it.get("seq").asInt()))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void once_a_person_has_it_the_bot_is_silent() {
        String id = ayesha.open(TRACKING);
        reply(ayesha, id, 1);
        Rest sana = desk.agent("Sana");
        sana.put("/conversations/" + id + "/assignment", "{\"agentId\":\"me\"}").is(200);
        ayesha.say(id, REFUND);

        desk.assertSilent(id, 1);
        assertThat(status(ayesha, id)).isEqualTo("active");
    }

    @Test
    void a_value_nobody_offered_is_read_as_its_label() {
        String id = open(ayesha);
        reply(ayesha, id, 1);
        choose(ayesha, id, "0198c0de-0001-7000-8000-00000000ffff", REFUND);

        assertThat(reply(ayesha, id, 2).get("content").asText()).startsWith("Refunds");
    }

    @Test
    void only_a_quick_reply_has_a_value() {
        String id = open(ayesha);
        String message = "{\"id\":\"%s\",\"content\":\"Hello\",\"value\":\"person\"}".formatted(Rest.newId());
        ayesha.post("/conversations/" + id + "/messages", message)
                .isProblem(422, "validation_failed")
                .names("value");
    }

    @Test
    void a_greeting_is_greeted_and_is_no_miss() {
        String id = ayesha.open("Hello");
        assertThat(reply(ayesha, id, 1).get("content").asText()).startsWith("Hello!");
        assertThat(desk.decisions(id).getFirst().get("outcome").asText()).isEqualTo("greeted");
    }

    @Test
    void customers_do_not_see_what_was_found_out_about_them() {
        String id = ayesha.open(TRACKING);
        reply(ayesha, id, 1);
        ayesha.get("/conversations/" + id + "/activity").is(403);
        assertThat(ayesha.get("/conversations/" + id).json().get("metadata").has("sentiment"))
                .isFalse();
    }

    private void untilPeopleHaveIt(String id) {
        untilPeopleHaveIt(ayesha, id);
    }

    private static void untilPeopleHaveIt(Rest customer, String id) {
        Eventually.until("people have it", () -> List.of("waiting", "active").contains(status(customer, id)));
    }
}
