package chat.switchboard.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever takes a conversation over reads what it was about.
class HandoffSummariesTest {
    private static final ModelDesk desk = new ModelDesk();
    private static String refunds;

    @BeforeAll
    static void open() {
        refunds = desk.admin()
                .post("/departments", "{\"name\":\"Refunds\",\"routing\":\"manual\"}")
                .is(201)
                .at("/id");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @BeforeEach
    void later() {
        desk.later();
        desk.model.behave(ModelServer.says("Ayesha waits for a refund.\u202e See http://evil.example/x"));
    }

    @Test
    void a_conversation_that_passes_on_is_summed_up_by_the_system() {
        String id = served("Hello", "Where is my refund?", "It is 3 days now");
        passOn(id);
        Eventually.until("it is summed up", () -> summary(id) != null);

        JsonNode activity = summary(id);
        assertThat(activity.at("/by/type").textValue()).isEqualTo("system");
        assertThat(activity.at("/details/summary").textValue()).isEqualTo("Ayesha waits for a refund. See [link]");
        JsonNode request = desk.lastRequest();
        assertThat(request.get("task").textValue()).isEqualTo("summary");
        assertThat(request.at("/by/type").textValue()).isEqualTo("system");
    }

    @Test
    void the_customer_sees_nothing_of_it() {
        Rest ayesha = Rest.customer(desk.server, "Ayesha");
        String id = ayesha.open("Hello");
        for (int i = 0; i < 3; i++) ayesha.say(id, "And?").is(201);
        take(id);
        passOn(id);
        Eventually.until("it is summed up", () -> summary(id) != null);
        String seen = ayesha.get("/conversations/" + id).is(200).text()
                + ayesha.get("/conversations/" + id + "/messages").is(200).text();
        assertThat(seen).doesNotContain("refund", "summar");
    }

    @Test
    void a_model_that_fails_holds_nothing_up() {
        desk.model.behave(ModelServer.status(500, ""));
        String id = served("Hello", "Where is my refund?", "It is 3 days now");
        passOn(id);
        Eventually.until(
                "it was asked",
                () -> desk.lastRequest().get("conversationId").textValue().equals(id));
        Eventually.until(
                "it failed", () -> desk.lastRequest().get("result").textValue().equals("broken"));
        assertThat(desk.admin().get("/conversations/" + id).is(200).at("/status"))
                .isEqualTo("waiting");
        assertThat(summary(id)).isNull();
    }

    /// The next one that is worth it shows that the ones before were passed over.
    @Test
    void a_short_conversation_and_one_that_stays_are_not_summed_up_and_none_where_it_is_switched_off() {
        String brief = served("Hello");
        passOn(brief);
        String stays = served("Hello", "Where is my refund?", "It is 3 days now");
        desk.admin().put("/conversations/" + stays + "/resolution", "{}").is(200);
        desk.admin()
                .patch("/settings", "{\"values\":{\"languageModel.summaryAtHandoff\":false}}")
                .is(200);
        String off = served("Hello", "Where is my refund?", "It is 3 days now");
        passOn(off);
        desk.admin()
                .patch("/settings", "{\"values\":{\"languageModel.summaryAtHandoff\":null}}")
                .is(200);
        String last = served("Hello", "Where is my refund?", "It is 3 days now");
        passOn(last);
        Eventually.until("it is summed up", () -> summary(last) != null);
        assertThat(summary(brief)).isNull();
        assertThat(summary(stays)).isNull();
        assertThat(summary(off)).isNull();
    }

    /// With Sana, who has answered.
    private static String served(String... said) {
        String id = desk.conversation(said);
        take(id);
        return id;
    }

    private static void take(String id) {
        desk.sana()
                .put("/conversations/" + id + "/assignment", "{\"agentId\":\"me\"}")
                .is(200);
        desk.sana().say(id, "I look into it.").is(201);
    }

    private static void passOn(String id) {
        desk.sana()
                .put(
                        "/conversations/" + id + "/assignment",
                        "{\"agentId\":null,\"departmentId\":\"%s\"}".formatted(refunds))
                .is(200);
    }

    private static JsonNode summary(String id) {
        JsonNode items = desk.admin()
                .get("/conversations/" + id + "/activity")
                .is(200)
                .json()
                .get("items");
        for (JsonNode item : items) if (item.get("type").textValue().equals("conversation.summarised")) return item;
        return null;
    }
}
