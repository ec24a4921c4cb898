package chat.switchboard;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// How settings of the language model are seen at work.
final class ModelProbes {
    static final Map<String, Consumer<ProbedDesk>> BY_KEY = Map.ofEntries(
            entry("languageModel.enabled", ModelProbes::nothingIsAsked),
            entry("languageModel.summaryAtHandoff", ModelProbes::nothingIsSummedUp),
            entry("languageModel.callsPerDay", ModelProbes::fewerCalls),
            entry("languageModel.tokensPerDay", ModelProbes::shorterCalls),
            entry("retention.languageModelRequests", ModelProbes::whatWasSentIsForgottenSooner));

    private ModelProbes() {}

    private static void nothingIsAsked(ProbedDesk desk) {
        String id = desk.open(desk.customer());
        draft(desk, id).is(200);
        desk.set("false");
        draft(desk, id).isProblem(Code.CONFLICT);
    }

    private static void nothingIsSummedUp(ProbedDesk desk) {
        String first = longConversation(desk);
        passOn(desk, first);
        Eventually.until("it is summed up", () -> isSummedUp(desk, first));
        desk.set("false");
        String second = longConversation(desk);
        passOn(desk, second);
        desk.set("true");
        String third = longConversation(desk);
        passOn(desk, third);
        Eventually.until("it is summed up", () -> isSummedUp(desk, third));
        assertThat(isSummedUp(desk, second)).isFalse();
    }

    private static void fewerCalls(ProbedDesk desk) {
        String id = desk.open(desk.customer());
        for (int i = 0; i < 3; i++) draft(desk, id).is(200);
        desk.set("3");
        draft(desk, id).isProblem(Code.RATE_LIMITED);
    }

    private static void shorterCalls(ProbedDesk desk) {
        String id = desk.open(desk.customer());
        draft(desk, id).is(200);
        desk.set("200");
        draft(desk, id).isProblem(Code.RATE_LIMITED);
    }

    private static void whatWasSentIsForgottenSooner(ProbedDesk desk) {
        draft(desk, desk.open(desk.customer())).is(200);
        String request =
                desk.admin().get("/language-model/requests?limit=1").is(200).at("/items/0/id");
        desk.later(Duration.ofDays(2));
        desk.admin().get("/language-model/requests/" + request).is(200);
        desk.set("86400");
        Eventually.until(
                "it is forgotten",
                () -> desk.admin().get("/language-model/requests/" + request).status() == 404);
    }

    private static Rest.Answer draft(ProbedDesk desk, String id) {
        return desk.admin().post("/conversations/" + id + "/reply-draft", "{}");
    }

    /// With an agent.
    private static String longConversation(ProbedDesk desk) {
        Rest ayesha = desk.customer();
        String id = desk.open(ayesha);
        for (int i = 0; i < 3; i++) ayesha.say(id, "And?").is(201);
        desk.agent("Sana")
                .rest()
                .put("/conversations/" + id + "/assignment", "{\"agentId\":\"me\"}")
                .is(200);
        return id;
    }

    /// To another department.
    private static void passOn(ProbedDesk desk, String id) {
        String holder = desk.conversation(id).at("/assignedAgent/id").asText();
        String refunds = desk.admin()
                .post("/departments", "{\"name\":\"For %s\",\"routing\":\"manual\"}".formatted(id))
                .is(201)
                .at("/id");
        desk.admin()
                .put(
                        "/conversations/" + id + "/assignment",
                        "{\"agentId\":null,\"departmentId\":\"%s\",\"expectedAgentId\":\"%s\"}"
                                .formatted(refunds, holder))
                .is(200);
    }

    private static boolean isSummedUp(ProbedDesk desk, String id) {
        return desk.admin()
                .get("/conversations/" + id + "/activity")
                .is(200)
                .text()
                .contains("conversation.summarised");
    }
}
