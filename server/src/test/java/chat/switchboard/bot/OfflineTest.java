package chat.switchboard.bot;

import static chat.switchboard.bot.BotDesk.messages;
import static chat.switchboard.bot.BotDesk.open;
import static chat.switchboard.bot.BotDesk.options;
import static chat.switchboard.bot.BotDesk.replies;
import static chat.switchboard.bot.BotDesk.reply;
import static chat.switchboard.bot.BotDesk.status;
import static chat.switchboard.bot.BotDesk.untilStatus;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Nobody is online, unless a test says so.
class OfflineTest {
    private static final String TRACKING = "Where is my parcel?";
    private static BotDesk desk;
    private static Rest sana;
    private final Rest ayesha = desk.customer();

    @BeforeAll
    static void start() {
        desk = new BotDesk();
        desk.ask("parcel", "en", TRACKING, "Open Orders and touch Track.");
        desk.admin
                .patch("/departments/" + RunningServer.CUSTOMER_CARE, """
                        {"businessHours":{"timeZone":"Asia/Karachi","holidays":[],"days":[%s]}}""".formatted(everyDayAt()))
                .is(200);
        sana = desk.agent("Sana");
        desk.untilKnown(TRACKING);
    }

    private static String everyDayAt() {
        return Arrays.stream(
                        new String[] {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
                .map("{\"day\":\"%s\",\"from\":\"03:17\",\"to\":\"03:18\"}"::formatted)
                .collect(Collectors.joining(","));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @org.junit.jupiter.api.BeforeEach
    void sanaLeaves() {
        presence("offline");
    }

    @AfterEach
    void theBotIsOnAgain() {
        desk.set("bot.enabled", "null");
    }

    @Test
    void without_the_bot_too_whoever_writes_is_told_once_and_it_is_urgent_enough() {
        desk.set("bot.enabled", "false");
        String id = ayesha.open("My payment failed, the card was charged twice");
        JsonNode reply = reply(ayesha, id, 1);

        assertThat(reply.get("content").asText())
                .startsWith("We are offline.")
                .contains("We are back on")
                .contains("03:17");
        JsonNode conversation = desk.admin.get("/conversations/" + id).json();
        assertThat(conversation.get("priority").asText()).isEqualTo("high");
        assertThat(conversation.get("category").asText()).isEqualTo("payment");
        assertThat(conversation.at("/metadata/detectedIntent").asText()).isEqualTo("payment");
        assertThat(conversation.at("/metadata/language").asText()).isEqualTo("en");
        assertThat(conversation.get("status").asText()).isEqualTo("waiting");
        ayesha.say(id, "Hello?");
        desk.set("bot.enabled", "null");
        desk.assertSilent(id, 1);
    }

    @Test
    void the_reply_is_the_desks_template_of_the_intent_in_the_customers_language() {
        desk.set("bot.enabled", "false");
        Rest bilal = desk.customer();
        String english = ayesha.open("Where is my order, it is late");
        String urdu = bilal.open("میرا آرڈر کہاں ہے، بہت دیر ہو گئی ہے");

        assertThat(reply(ayesha, english, 1).get("content").asText()).contains("Please tell us the order number");
        assertThat(reply(bilal, urdu, 1).get("content").asText())
                .contains("ہم اس وقت آف لائن ہیں")
                .contains("آرڈر نمبر بتائیں")
                .contains("03:17");
        assertThat(desk.admin.get("/conversations/" + urdu).at("/category")).isEqualTo("order");
    }

    @Test
    void the_next_absence_is_told_again() {
        desk.set("bot.enabled", "false");
        String id = ayesha.open("Hello");
        reply(ayesha, id, 1);
        presence("online");
        Eventually.until("she has it", () -> status(ayesha, id).equals("active"));
        sana.say(id, "Yes?").is(201);
        presence("offline");
        ayesha.say(id, "It is still broken");

        reply(ayesha, id, 2);
    }

    @Test
    void nothing_is_said_of_it_while_somebody_is_online() {
        presence("online");
        desk.set("bot.enabled", "false");
        String id = ayesha.open("My payment failed");
        Eventually.until("she has it", () -> status(ayesha, id).equals("active"));

        desk.set("bot.enabled", "null");
        desk.assertSilent(id, 0);
        assertThat(desk.admin.get("/conversations/" + id).at("/priority")).isEqualTo("medium");
        assertThat(desk.admin.get("/conversations/" + id).at("/category")).isEqualTo("other");
    }

    @Test
    void the_bot_still_answers_and_says_that_nobody_is_here() {
        String id = ayesha.open(TRACKING);
        JsonNode answer = reply(ayesha, id, 1);

        assertThat(answer.get("content").asText()).startsWith("Open Orders").contains("We are offline right now");
        assertThat(status(ayesha, id)).isEqualTo("automated");
        assertThat(desk.admin.get("/conversations/" + id).at("/priority")).isEqualTo("high");
    }

    @Test
    void a_question_without_an_answer_waits_for_a_person_at_once() {
        String id = ayesha.open("My payment failed, please help me");

        assertThat(reply(ayesha, id, 1).get("content").asText()).startsWith("We are offline.");
        untilStatus(ayesha, id, "waiting");
        assertThat(desk.decisions(id)).singleElement().satisfies(it -> {
            assertThat(it.get("outcome").asText()).isEqualTo("handed_off");
            assertThat(it.get("intent").asText()).isEqualTo("payment");
        });
        assertThat(messages(ayesha, id).getLast().get("content").asText()).doesNotContain("soon");
    }

    @Test
    void whoever_asks_for_a_person_with_the_button_is_told_that_nobody_is_here() {
        String id = open(ayesha);
        assertThat(reply(ayesha, id, 1).get("content").asText()).contains("Nobody is here right now");
        ayesha.post("/conversations/" + id + "/handoff", "{}").is(200);

        assertThat(reply(ayesha, id, 2).get("content").asText()).startsWith("We are offline.");
    }

    @Test
    void what_is_said_then_becomes_the_subject() {
        String id = open(ayesha);
        reply(ayesha, id, 1);
        ayesha.post("/conversations/" + id + "/handoff", "{}").is(200);
        reply(ayesha, id, 2);
        ayesha.say(id, "The rider took my cake\\nand never came back");

        Eventually.until(
                "it has a subject",
                () -> desk.admin.get("/conversations/" + id).at("/subject").equals("The rider took my cake"));
        assertThat(replies(ayesha, id)).hasSize(2);
    }

    @Test
    void a_category_that_somebody_chose_stays() {
        desk.set("bot.enabled", "false");
        String message = "{\"category\":\"technical\",\"message\":{\"id\":\"%s\",\"content\":\"My payment failed\"}}";
        String id = ayesha.post("/conversations", message.formatted(Rest.newId()))
                .is(201)
                .at("/id");
        reply(ayesha, id, 1);

        JsonNode conversation = desk.admin.get("/conversations/" + id).json();
        assertThat(conversation.get("category").asText()).isEqualTo("technical");
        assertThat(conversation.at("/metadata/detectedIntent").asText()).isEqualTo("payment");
        assertThat(ayesha.get("/conversations/" + id).json().get("metadata").has("detectedIntent"))
                .isFalse();
    }

    @Test
    void a_fresh_desk_without_questions_greets_and_takes_what_it_is_about() {
        try (BotDesk fresh = new BotDesk()) {
            Rest chen = fresh.customer();
            String id = open(chen);
            JsonNode greeting = reply(chen, id, 1);
            assertThat(options(greeting)).containsExactly("person");
            chen.say(id, "The app shows a blank page");

            assertThat(reply(chen, id, 2).get("content").asText()).startsWith("We are offline.");
            assertThat(status(chen, id)).isEqualTo("waiting");
            assertThat(fresh.admin.get("/conversations/" + id).at("/subject")).isEqualTo("The app shows a blank page");
        }
    }

    private static void presence(String status) {
        sana.put("/me/presence", "{\"status\":\"%s\"}".formatted(status)).is(200);
    }
}
