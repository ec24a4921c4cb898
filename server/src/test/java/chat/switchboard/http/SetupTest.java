package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The first-run guide over REST.
class SetupTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void a_step_is_done_when_what_it_asks_for_is_there_and_can_be_left_out_until_then() {
        try (var server = RunningServer.start(
                Map.of("SWITCHBOARD_ADMIN_EMAIL", "first@desk.example", "SWITCHBOARD_ADMIN_PASSWORD", PASSWORD))) {
            Rest admin = logIn(server);
            JsonNode begin = admin.get("/setup").is(200).json();
            assertThat(names(begin, _ -> true))
                    .containsExactly("profile", "secondFactor", "invite", "hours", "snippet");
            assertThat(names(begin, step -> step.get("done").asBoolean())).isEmpty();
            assertThat(begin.get("finished").asBoolean()).isFalse();

            server.postgres()
                    .asSuperuser(
                            handle -> handle.execute(
                                    "UPDATE department SET business_hours = '{\"timeZone\":\"Asia/Karachi\",\"days\":[],\"holidays\":[]}'"));
            server.account("sana@desk.example", "Sana", Account.Role.AGENT);
            Rest.nobody(server)
                    .get("/widget-settings?format=module&page=https://shop.example/")
                    .is(200);
            admin.patch("/me", "{\"name\":\"Bilal\"}").is(200);
            // Another name ends tokens that say the one before.
            admin = logIn(server);
            JsonNode later = admin.put("/setup/secondFactor", "{\"skipped\":true}")
                    .is(200)
                    .json();
            assertThat(names(later, step -> step.get("done").asBoolean()))
                    .containsExactly("profile", "invite", "hours", "snippet");
            assertThat(names(later, step -> step.get("skipped").asBoolean())).containsExactly("secondFactor");
            assertThat(later.get("finished").asBoolean()).isTrue();
            assertThat(admin.put("/setup/secondFactor", "{\"skipped\":false}")
                            .is(200)
                            .json()
                            .get("finished")
                            .asBoolean())
                    .isFalse();

            admin.put("/setup/coffee", "{\"skipped\":true}").isProblem(Code.NOT_FOUND);
            admin.put("/setup/hours", "{}").isProblem(Code.VALIDATION_FAILED).names("skipped");
            Rest sana = Rest.account(server, "sana@desk.example");
            sana.get("/setup").isProblem(Code.FORBIDDEN);
            sana.put("/setup/hours", "{\"skipped\":true}").isProblem(Code.FORBIDDEN);
            Rest.nobody(server).get("/setup").isProblem(Code.UNAUTHENTICATED);
        }
    }

    private static Rest logIn(RunningServer server) {
        String logIn = "{\"email\":\"first@desk.example\",\"password\":\"" + PASSWORD + "\"}";
        return Rest.with(
                server, Rest.nobody(server).post("/sessions", logIn).is(201).at("/token"));
    }

    private static List<String> names(JsonNode setup, Predicate<JsonNode> which) {
        return StreamSupport.stream(setup.get("steps").spliterator(), false)
                .filter(which)
                .map(step -> step.get("step").asText())
                .toList();
    }
}
