package chat.switchboard.languagemodel;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A running desk with a model that does as a test says, an agent, and a conversation that waits for her.
final class ModelDesk implements AutoCloseable {
    static final String KEY = "sk-made-up-key";
    /// Longer than any pause of the circuit, except one the endpoint asks for.
    private static final Duration LONG = Duration.ofMinutes(6);

    final ModelServer model = new ModelServer();
    final TestClock clock = new TestClock();
    final RunningServer server;
    private Rest sana;
    private Rest admin;

    ModelDesk(String... settings) {
        Map<String, String> all = new HashMap<>(model.settings());
        all.put("SWITCHBOARD_LANGUAGE_MODEL_KEY", KEY);
        all.put("SWITCHBOARD_LANGUAGE_MODEL_TIMEOUT", "1s");
        for (int i = 0; i < settings.length; i += 2) all.put(settings[i], settings[i + 1]);
        server = RunningServer.start(all, clock);
        server.account("sana@example.com", "Sana", Account.Role.AGENT);
        logIn();
    }

    Rest sana() {
        return sana;
    }

    Rest admin() {
        return admin;
    }

    /// So long that the model may be asked again, whatever it did.
    void later() {
        later(LONG);
    }

    void later(Duration time) {
        clock.advance(time);
        logIn();
    }

    private void logIn() {
        sana = Rest.account(server, "sana@example.com");
        admin = Rest.account(server, "admin@localhost");
    }

    /// A conversation that waits for an agent.
    String conversation(String... said) {
        Rest ayesha = Rest.customer(server, "Ayesha");
        String id = ayesha.open(said[0]);
        for (int i = 1; i < said.length; i++) ayesha.say(id, said[i]).is(201);
        return id;
    }

    String question(String question, String answer) {
        String entry = "{\"slug\":\"q%d\",\"language\":\"en\",\"question\":%s,\"answer\":%s}"
                .formatted(System.nanoTime(), ModelServer.quoted(question), ModelServer.quoted(answer));
        return admin.post("/faq-entries", entry).is(201).at("/id");
    }

    Rest.Answer draft(String conversation) {
        return sana.post("/conversations/" + conversation + "/reply-draft", "{}");
    }

    Rest.Answer translation(String conversation, int seq, String language) {
        return sana.post(
                "/conversations/" + conversation + "/translation",
                "{\"seq\":%d,\"language\":\"%s\"}".formatted(seq, language));
    }

    /// The newest request, with its texts.
    JsonNode lastRequest() {
        String id = admin.get("/language-model/requests?limit=1").is(200).at("/items/0/id");
        return admin.get("/language-model/requests/" + id).is(200).json();
    }

    JsonNode state() {
        return admin.get("/language-model").is(200).json();
    }

    @Override
    public void close() {
        server.close();
        model.close();
    }
}
