package chat.switchboard;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/// How settings of the bot are seen at work.
final class BotProbes {
    static final Map<String, Consumer<ProbedDesk>> BY_KEY = Map.ofEntries(
            entry("bot.enabled", BotProbes::thereIsNone),
            entry("bot.answersFrom", BotProbes::likelyQuestionsAreNotAnswered),
            entry("bot.suggestsFrom", BotProbes::whatIsNearIsSuggested),
            entry("bot.mostAnswers", BotProbes::peopleHaveItSooner),
            entry("bot.languages", BotProbes::urduIsNotAnsweredInUrdu),
            entry("bot.language", BotProbes::whoeverDoesNotTellIsTalkedToInUrdu),
            entry("bot.offlineReplies", BotProbes::nothingIsSaidOfTheAbsence));

    private BotProbes() {}

    private static void thereIsNone(ProbedDesk desk) {
        Rest ayesha = desk.customer();
        assertThat(status(ayesha, desk.open(ayesha))).isEqualTo("automated");
        desk.set("false");
        Rest bilal = desk.customer();
        assertThat(status(bilal, desk.open(bilal))).isEqualTo("waiting");
    }

    /// A phrasing that an entry has is answered however high the threshold; words that are merely like it are not.
    private static void likelyQuestionsAreNotAnswered(ProbedDesk desk) {
        String like = "I would like to know where my order is now";
        desk.set("bot.suggestsFrom", "1");
        desk.set("1");
        assertThat(trial(desk, like).get("outcome").asText()).isEqualTo("answered");
        desk.set("100");
        assertThat(trial(desk, like).get("outcome").asText()).isEqualTo("suggested");
    }

    private static void whatIsNearIsSuggested(ProbedDesk desk) {
        String like = "I would like to know where my order is now";
        desk.set("bot.answersFrom", "100");
        desk.set("100");
        assertThat(trial(desk, like).get("outcome").asText()).isNotEqualTo("suggested");
        desk.set("1");
        assertThat(trial(desk, like).get("outcome").asText()).isEqualTo("suggested");
    }

    private static void peopleHaveItSooner(ProbedDesk desk) {
        Rest ayesha = desk.customer();
        String id = desk.open(ayesha);
        Eventually.until("she is greeted", () -> !replies(ayesha, id).isEmpty());
        desk.set("1");
        ayesha.say(id, "Where is my order?").is(201);
        Eventually.until("people have it", () -> status(ayesha, id).equals("waiting"));
    }

    private static void urduIsNotAnsweredInUrdu(ProbedDesk desk) {
        String urdu = "مجھے کسی سے کچھ پوچھنا ہے";
        assertThat(trial(desk, urdu).toString()).contains("فرد");
        desk.set("[\"en\"]");
        assertThat(trial(desk, urdu).toString()).doesNotContain("فرد");
    }

    private static void whoeverDoesNotTellIsTalkedToInUrdu(ProbedDesk desk) {
        assertThat(trial(desk, "?!").toString()).doesNotContain("فرد");
        desk.set("\"ur\"");
        assertThat(trial(desk, "?!").toString()).contains("فرد");
    }

    private static void nothingIsSaidOfTheAbsence(ProbedDesk desk) {
        String person = "{\"text\":\"I want to talk to a human\",\"online\":false}";
        assertThat(desk.admin().post("/bot/trials", person).at("/content")).startsWith("We are offline.");
        desk.set("false");
        assertThat(desk.admin().post("/bot/trials", person).at("/content")).isEmpty();
    }

    private static JsonNode trial(ProbedDesk desk, String text) {
        String body = "{\"text\":\"%s\",\"online\":true}".formatted(text);
        return desk.admin().post("/bot/trials", body).is(200).json();
    }

    private static String status(Rest reader, String id) {
        return reader.get("/conversations/" + id).is(200).at("/status");
    }

    private static List<JsonNode> replies(Rest reader, String id) {
        JsonNode all =
                reader.get("/conversations/" + id + "/messages").is(200).json().get("items");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(message -> List.of("bot", "system")
                        .contains(message.at("/sender/type").asText()))
                .filter(message -> !message.get("kind").asText().equals("event"))
                .toList();
    }
}
