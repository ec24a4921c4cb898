package chat.switchboard.bot;

import static chat.switchboard.bot.BotDesk.choose;
import static chat.switchboard.bot.BotDesk.open;
import static chat.switchboard.bot.BotDesk.reply;
import static chat.switchboard.bot.BotDesk.status;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What Bilal, the admin, sees of the bot's work, and where he switches it off.
class BotReportsTest {
    private static final String TRACKING = "Where is my order?";
    private static final String UNKNOWN = "Do you sell purple elephants with wings";
    private static BotDesk desk;
    private static String tracking;
    private final Rest ayesha = desk.customer();
    private String opened;

    @BeforeAll
    static void start() {
        desk = new BotDesk();
        tracking = desk.ask("track-order", "en", TRACKING, "Open Orders and touch Track.");
        desk.agent("Sana");
        desk.untilKnown(TRACKING);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void figures_count_answers_that_helped_and_conversations_that_needed_nobody() {
        JsonNode before = figures();
        String alone = ayesha.open(TRACKING);
        reply(ayesha, alone, 1);
        choose(ayesha, alone, "helped", "Yes");
        reply(ayesha, alone, 2);
        Rest bilal = desk.customer();
        String handedOff = bilal.open(TRACKING);
        reply(bilal, handedOff, 1);
        choose(bilal, handedOff, "not-helped", "No");
        reply(bilal, handedOff, 2);
        choose(bilal, handedOff, "person", "Talk to a person");
        Eventually.until("people have it", () -> !status(bilal, handedOff).equals("automated"));

        Eventually.until("it is counted", () -> grown(before, "conversations") == 2 && grown(before, "handedOff") == 1);
        assertThat(grown(before, "answered")).isEqualTo(2);
        assertThat(grown(before, "helped")).isEqualTo(1);
        assertThat(grown(before, "notHelped")).isEqualTo(1);
        JsonNode figures = figures();
        assertThat(figures.get("deflectionRate").asDouble()).isBetween(0.0, 1.0);
        JsonNode entry = figures.at("/entries/0");
        assertThat(entry.at("/entry/id").asText()).isEqualTo(tracking);
        assertThat(entry.get("answered").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(entry.get("helped").asInt()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void figures_of_a_time_without_conversations_have_no_rate() {
        JsonNode none = desk.admin
                .get("/bot/figures?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
                .is(200)
                .json();
        assertThat(none.get("conversations").asInt()).isZero();
        assertThat(none.get("deflectionRate").isNull()).isTrue();
    }

    @Test
    void questions_without_an_answer_are_grouped_until_they_are_dismissed() {
        for (int i = 0; i < 2; i++) {
            Rest customer = desk.customer();
            reply(customer, customer.open(UNKNOWN), 1);
        }
        Eventually.until(
                "they are listed",
                () -> group(UNKNOWN) != null && group(UNKNOWN).get("count").asInt() == 2);
        JsonNode group = group(UNKNOWN);
        assertThat(group.get("language").asText()).isEqualTo("en");
        assertThat(group.get("questions")).hasSize(2);

        StringBuilder all = new StringBuilder();
        for (JsonNode question : group.get("questions"))
            all.append(all.isEmpty() ? "" : ",").append("""
                    {"conversationId":"%s","seq":%d}""".formatted(
                    question.get("conversationId").asText(), question.get("seq").asInt()));
        desk.admin.post("/bot/dismissals", "{\"questions\":[" + all + "]}").is(204);
        assertThat(group(UNKNOWN)).isNull();
    }

    @Test
    void what_got_an_answer_since_is_not_listed_any_more() {
        String question = "Can I bring my own cup to the shop";
        reply(ayesha, ayesha.open(question), 1);
        Eventually.until("it is listed", () -> group(question) != null);
        desk.ask("own-cup", "en", question, "Yes.");

        Eventually.until("it is not", () -> group(question) == null);
    }

    @Test
    void decisions_are_listed_page_by_page_the_newest_first() {
        String id = ayesha.open(TRACKING);
        reply(ayesha, id, 1);
        Rest bilal = desk.customer();
        String later = bilal.open(TRACKING);
        reply(bilal, later, 1);

        Eventually.until(
                "the last is there",
                () -> page("?limit=1").at("/items/0/conversationId").asText().equals(later));
        JsonNode first = page("?limit=1");
        assertThat(first.at("/items/0/outcome").asText()).isEqualTo("answered");
        assertThat(first.at("/items/0/entry/id").asText()).isEqualTo(tracking);
        JsonNode second = page("?limit=1&cursor=" + first.get("nextCursor").asText());
        assertThat(second.at("/items/0/conversationId").asText()).isEqualTo(id);
        desk.admin
                .get("/bot/decisions?cursor=nonsense")
                .isProblem(422, "validation_failed")
                .names("cursor");
    }

    @Test
    void a_trial_says_what_would_be_answered_and_why_and_stores_nothing() {
        int before = figures().get("conversations").asInt();
        JsonNode answered = desk.trial(TRACKING);
        assertThat(answered.get("outcome").asText()).isEqualTo("answered");
        assertThat(answered.at("/candidates/0/entry/slug").asText()).isEqualTo("track-order");
        assertThat(answered.get("content").asText()).startsWith("Open Orders");

        JsonNode person = desk.trial("I want to talk to a human");
        assertThat(person.get("wantsPerson").asBoolean()).isTrue();
        assertThat(person.get("outcome").asText()).isEqualTo("handed_off");
        String offline = desk.admin
                .post("/bot/trials", "{\"text\":\"I want to talk to a human\",\"online\":false}")
                .is(200)
                .at("/content");
        assertThat(offline).startsWith("We are offline.");
        desk.admin
                .post("/bot/trials", "{\"text\":\"\"}")
                .isProblem(422, "validation_failed")
                .names("text");
        assertThat(figures().get("conversations").asInt()).isEqualTo(before);
    }

    @Test
    void on_a_site_without_the_bot_the_first_message_goes_to_people() {
        String site = desk.admin
                .post("/sites", "{\"key\":\"quiet\",\"name\":\"Quiet\",\"bot\":false}")
                .is(201)
                .at("/id");
        Eventually.until("it is off there", () -> !askedOnTheSite().equals("automated"));

        desk.assertSilent(opened, 0);
        desk.admin.patch("/sites/" + site, "{\"bot\":true}").is(200);
        Eventually.until("it is on again", () -> askedOnTheSite().equals("automated"));
    }

    /// What becomes of the question of a new customer of the quiet site.
    private String askedOnTheSite() {
        String body = "{\"name\":\"Chen\",\"siteKey\":\"quiet\"}";
        Rest chen = Rest.with(
                desk.server,
                Rest.nobody(desk.server)
                        .post("/customer-sessions", body)
                        .is(201)
                        .at("/token"));
        opened = chen.open(TRACKING);
        return status(chen, opened);
    }

    @Test
    void after_so_many_answers_a_conversation_goes_to_people() {
        desk.set("bot.mostAnswers", "1");
        try {
            String id = open(ayesha);
            reply(ayesha, id, 1);
            ayesha.say(id, TRACKING);
            Eventually.until("people have it", () -> !status(ayesha, id).equals("automated"));
            assertThat(desk.decisions(id).getLast().get("reason").asText()).isEqualTo("limit");
        } finally {
            desk.set("bot.mostAnswers", "null");
        }
    }

    private static JsonNode figures() {
        return desk.admin.get("/bot/figures").is(200).json();
    }

    private static int grown(JsonNode before, String figure) {
        return figures().get(figure).asInt() - before.get(figure).asInt();
    }

    private static JsonNode page(String query) {
        return desk.admin.get("/bot/decisions" + query).is(200).json();
    }

    private static JsonNode group(String question) {
        JsonNode groups =
                desk.admin.get("/bot/unanswered-questions").is(200).json().get("items");
        List<JsonNode> found = StreamSupport.stream(groups.spliterator(), false)
                .filter(group -> group.get("question").asText().equals(question))
                .toList();
        return found.isEmpty() ? null : found.getFirst();
    }
}
