package chat.switchboard.bot;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/// A running desk with the bot on, and what customers and its admin do there.
final class BotDesk implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    final RunningServer server;
    final Rest admin;

    BotDesk() {
        this(Map.of());
    }

    /// @param settings beside the bot's
    BotDesk(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("SWITCHBOARD_BOT", "", "SWITCHBOARD_OFFLINE_REPLIES", ""));
        all.putAll(settings);
        server = RunningServer.start(all);
        admin = Rest.account(server, "admin@localhost");
        for (JsonNode entry :
                admin.get("/faq-entries?all=true&limit=100").is(200).json().get("items"))
            admin.delete("/faq-entries/" + entry.get("id").asText()).is(204);
        Eventually.until(
                "it knows no question",
                () -> trial("Where is my order?").get("candidates").isEmpty());
    }

    Rest customer() {
        return Rest.customer(server, "Ayesha");
    }

    /// Somebody of the staff who says that she is online.
    Rest agent(String name) {
        String email = "agent%d@example.com".formatted(COUNT.incrementAndGet());
        Account account = server.account(email, name, Account.Role.AGENT);
        admin.patch("/accounts/" + account.id(), "{\"maxActiveChats\":50}").is(200);
        Rest agent = Rest.account(server, email);
        agent.put("/me/presence", "{\"status\":\"online\"}").is(200);
        return agent;
    }

    String ask(String slug, String language, String question, String answer, String... phrasings) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("slug", slug)
                .put("language", language)
                .put("question", question)
                .put("answer", answer);
        for (String phrasing : phrasings) entry.withArray("phrasings").add(phrasing);
        return admin.post("/faq-entries", entry.toString()).is(201).at("/id");
    }

    /// Until the bot knows what was written last.
    void untilKnown(String question) {
        Eventually.until(
                "it knows " + question,
                () -> trial(question).at("/candidates/0/score").asDouble() >= 0.99);
    }

    JsonNode trial(String text) {
        return admin.post(
                        "/bot/trials",
                        JsonNodeFactory.instance.objectNode().put("text", text).toString())
                .is(200)
                .json();
    }

    static String open(Rest customer) {
        return customer.post("/conversations", "{}").is(201).at("/id");
    }

    static void choose(Rest customer, String id, String value, String label) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("id", Rest.newId().toString())
                .put("kind", "quick_reply")
                .put("content", label)
                .put("value", value);
        customer.post("/conversations/" + id + "/messages", message.toString()).is(201);
    }

    static List<JsonNode> messages(Rest reader, String id) {
        List<JsonNode> all = new ArrayList<>();
        reader.get("/conversations/" + id + "/messages")
                .is(200)
                .json()
                .get("items")
                .forEach(all::add);
        return all;
    }

    /// What the bot, or the server in its place, said: not the events.
    static List<JsonNode> replies(Rest reader, String id) {
        return messages(reader, id).stream()
                .filter(message -> !message.get("kind").asText().equals("event"))
                .filter(message -> List.of("bot", "system")
                        .contains(message.at("/sender/type").asText()))
                .toList();
    }

    /// The n-th thing it said, once it has.
    static JsonNode reply(Rest reader, String id, int n) {
        Eventually.until("reply " + n, () -> replies(reader, id).size() >= n);
        return replies(reader, id).get(n - 1);
    }

    static List<String> options(JsonNode reply) {
        return StreamSupport.stream(reply.at("/metadata/options").spliterator(), false)
                .map(option -> option.get("value").asText())
                .toList();
    }

    static String label(JsonNode reply, String value) {
        return StreamSupport.stream(reply.at("/metadata/options").spliterator(), false)
                .filter(option -> option.get("value").asText().equals(value))
                .findFirst()
                .orElseThrow()
                .get("label")
                .asText();
    }

    static String status(Rest reader, String id) {
        return reader.get("/conversations/" + id).is(200).at("/status");
    }

    static void untilStatus(Rest reader, String id, String status) {
        Eventually.until("it is " + status, () -> status(reader, id).equals(status));
    }

    /// What the server decided about a conversation, the oldest first.
    List<JsonNode> decisions(String id) {
        List<JsonNode> all = new ArrayList<>();
        admin.get("/conversations/" + id + "/activity")
                .is(200)
                .json()
                .get("items")
                .forEach(each -> {
                    if (each.get("type").asText().equals("bot.decided")) all.addFirst(each.get("details"));
                });
        return all;
    }

    void set(String key, String json) {
        admin.patch("/settings", "{\"values\":{\"%s\":%s}}".formatted(key, json))
                .is(200);
    }

    /// Nothing more is said: what comes after it has come, and what is asked in the same conversation is answered in
    /// order.
    void assertSilent(String id, int replies) {
        Rest other = customer();
        String marker = open(other);
        reply(other, marker, 1);
        assertThat(replies(admin, id)).hasSize(replies);
    }

    static UUID uuid(String text) {
        return UUID.fromString(text);
    }

    @Override
    public void close() {
        server.close();
    }
}
