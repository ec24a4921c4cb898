package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.conversation.Cast;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who loses rights neither receives, sends nor joins after 5 seconds: by socket and by REST, on the node where it was
/// done and on another.
class RightsEndTest {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    static final Map<String, String> SECRET =
            Map.of("SWITCHBOARD_SECRET", Base64.getEncoder().encodeToString(new byte[32]));
    static final RunningServer here = RunningServer.start(SECRET);
    static final RunningServer there = RunningServer.beside(here, SECRET);
    static final Rest admin = Rest.account(here, "admin@localhost");
    static final AtomicInteger count = new AtomicInteger();

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH  | /accounts/$ID          | {\"role\":\"partner\"}",
                "PATCH  | /accounts/$ID          | {\"active\":false}",
                "PATCH  | /accounts/$ID          | {\"departmentIds\":[]}",
                "DELETE | /accounts/$ID          |",
                "DELETE | /accounts/$ID/sessions |",
                "SELF   | /me/password           | {\"password\":\"correct horse battery staple\",\"newPassword\":\"a wholly different one\"}",
            })
    void sockets_and_tokens_end_everywhere(String method, String path, String body) {
        String email = "omar%d@example.com".formatted(count.incrementAndGet());
        Account omar = here.account(email, "Omar", Account.Role.AGENT);
        String token = Rest.logIn(here, email).is(201).at("/token");
        Rest other = Rest.account(here, email);
        Rest ayesha = Rest.customer(here, "Ayesha");
        String id = ayesha.open("Where is my order?");
        try (var near = TestSocket.connect(here.port(), token).connected();
                var far = TestSocket.connect(there.port(), token).connected()) {
            near.ok("conversation.join", "{'conversationId':'" + id + "'}");
            far.ok("conversation.join", "{'conversationId':'" + id + "'}");

            if (method.equals("SELF")) other.put(path, body).is(204);
            else
                assertThat(admin.send(method, path.replace("$ID", omar.id().toString()), body)
                                .status())
                        .isBetween(200, 204);
            Rest.with(here, token).get("/conversations/" + id).is(401);
            Eventually.until("both sockets end", LONGEST, () -> !near.socket.connected() && !far.socket.connected());
            Eventually.until(
                    "the token ends there",
                    LONGEST,
                    () -> Rest.with(there, token).get("/conversations/" + id).status() == 401);
            far.soFar();
            near.soFar();
            ayesha.say(id, "Hello?").is(201);
            for (int port : new int[] {here.port(), there.port()})
                try (var again = TestSocket.connect(port, token)) {
                    assertThat(again.await("connect_error").at("/data/code").textValue())
                            .isEqualTo("unauthenticated");
                }
            for (var socket : new TestSocket[] {near, far})
                assertThat(socket.soFar()).noneMatch(it -> it.event().equals("message.created"));
        }
    }

    @Test
    void the_open_chats_of_a_deactivated_or_deleted_agent_go_back_to_the_queue() {
        for (boolean deleted : new boolean[] {false, true}) {
            String email = "omar%d@example.com".formatted(count.incrementAndGet());
            Account omar = here.account(email, "Omar Farooq", Account.Role.AGENT);
            Rest rest = Rest.account(here, email);
            rest.put("/me/presence", "{\"status\":\"online\"}").is(200);
            Rest ayesha = Rest.customer(here, "Ayesha");
            String id = ayesha.open("Where is my order?");
            rest.put("/conversations/" + id + "/assignment", "{\"agentId\":\"me\"}")
                    .is(200);
            rest.post("/conversations/" + id + "/messages", Rest.message(Cast.id(), "One moment"))
                    .is(201);

            if (deleted) admin.delete("/accounts/" + omar.id()).is(204);
            else admin.patch("/accounts/" + omar.id(), "{\"active\":false}").is(200);
            Eventually.until(
                    "it waits again",
                    LONGEST,
                    () -> ayesha.get("/conversations/" + id).at("/status").equals("waiting"));
            assertThat(ayesha.get("/conversations/" + id + "/messages").text()).contains("Omar Farooq");
        }
    }

    @Test
    void a_role_that_must_have_a_second_factor_from_now_on_loses_its_sockets_everywhere() {
        String email = "omar%d@example.com".formatted(count.incrementAndGet());
        here.account(email, "Omar", Account.Role.AGENT);
        String token = Rest.logIn(here, email).is(201).at("/token");
        try (var near = TestSocket.connect(here.port(), token).connected();
                var far = TestSocket.connect(there.port(), token).connected()) {
            require("[\"agent\"]");
            Eventually.until("both sockets end", LONGEST, () -> !near.socket.connected() && !far.socket.connected());
            Rest.with(here, token).get("/conversations").is(403);
            Rest.with(there, token).get("/me").is(200);
            try (var again = TestSocket.connect(there.port(), token)) {
                assertThat(again.await("connect_error").at("/data/code").textValue())
                        .isEqualTo("forbidden");
            }
        } finally {
            require("null");
        }
        Eventually.until(
                "it may go on",
                () -> Rest.with(there, token).get("/conversations").status() == 200);
    }

    private static void require(String roles) {
        admin.patch("/settings", "{\"values\":{\"identity.secondFactorRoles\":" + roles + "}}")
                .is(200);
    }

    @Test
    void a_capacity_that_changes_ends_nothing() {
        String email = "omar%d@example.com".formatted(count.incrementAndGet());
        Account omar = here.account(email, "Omar", Account.Role.AGENT);
        Rest rest = Rest.account(here, email);
        admin.patch("/accounts/" + omar.id(), "{\"maxActiveChats\":2,\"languages\":[\"ur\"]}")
                .is(200);
        rest.get("/me").is(200);
        assertThat(UUID.fromString(rest.get("/me").at("/id"))).isEqualTo(omar.id());
    }
}
