package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Links by which somebody chooses a password.
class InvitesTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");
    static final Rest nobody = Rest.nobody(server);
    static final AtomicInteger count = new AtomicInteger();
    static final String PASSWORD = "{\"password\":\"%s\"}".formatted(RunningServer.PASSWORD);

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Invited(String id, String email, String token) {}

    static String token(Rest.Answer answer, String pointer) {
        return answer.at(pointer).split("#", 2)[1];
    }

    static Invited invited() {
        String email = "invited%d@example.com".formatted(count.incrementAndGet());
        var made = admin.post("/accounts", "{\"email\":\"%s\",\"name\":\"Hina\",\"role\":\"agent\"}".formatted(email))
                .is(201);
        return new Invited(made.at("/id"), email, token(made, "/invite/link"));
    }

    static Rest.Answer accept(String token, String body) {
        return nobody.post("/invites/" + token, body);
    }

    @Test
    void a_link_says_whom_it_is_for_and_changes_nothing() {
        Invited hina = invited();
        for (int i = 0; i < 2; i++) {
            var shown = accept(hina.token, "{}").is(200);
            assertThat(shown.at("/purpose")).isEqualTo("invite");
            assertThat(shown.at("/email")).isEqualTo(hina.email);
            assertThat(shown.at("/name")).isEqualTo("Hina");
        }
        Rest.logIn(server, hina.email).isProblem(Code.UNAUTHENTICATED);
    }

    @Test
    void who_accepts_is_logged_in_with_the_name_they_chose() {
        Invited hina = invited();
        var session = accept(
                        hina.token, "{\"password\":\"%s\",\"name\":\"Hina Raza\"}".formatted(RunningServer.PASSWORD))
                .is(201);
        assertThat(session.header("set-cookie")).contains("HTTPOnly");
        Rest rest = Rest.with(server, session.at("/token"));
        assertThat(rest.get("/me").is(200).at("/name")).isEqualTo("Hina Raza");
        assertThat(admin.get("/accounts/" + hina.id).json().get("invited").booleanValue())
                .isFalse();
        Rest.logIn(server, hina.email).is(201);
    }

    @Test
    void a_link_is_good_once() {
        Invited hina = invited();
        accept(hina.token, PASSWORD).is(201);
        accept(hina.token, PASSWORD).isProblem(Code.NOT_FOUND);
        accept(hina.token, "{}").isProblem(Code.NOT_FOUND);
    }

    @Test
    void of_many_who_use_it_at_once_one_gets_in() {
        Invited hina = invited();
        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> accept(hina.token, PASSWORD)))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).extracting(Rest.Answer::status).containsExactlyInAnyOrder(201, 404, 404, 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"password\":\"short\"}                                            | password",
                "{\"password\":\"password123\"}                                      | password",
                "{\"password\":\"Hina Hina\"}                                        | password",
                "{\"password\":\"correct horse battery\",\"name\":\"\\u200b\"}       | name",
                "{\"password\":\"correct horse battery\",\"role\":\"admin\"}         | role",
            })
    void what_cannot_be_chosen_is_named_and_the_link_stays_good(String body, String field) {
        Invited hina = invited();
        accept(hina.token, body).isProblem(Code.VALIDATION_FAILED).names(field);
        accept(hina.token, PASSWORD).is(201);
    }

    @Test
    void everything_that_is_wrong_with_a_link_is_one_answer() {
        String unknown = accept(UUID.randomUUID().toString(), "{}")
                .isProblem(Code.NOT_FOUND)
                .text();
        assertThat(accept("garbage", "{}").isProblem(Code.NOT_FOUND).text()).isEqualTo(unknown);

        Invited deactivated = invited();
        admin.patch("/accounts/" + deactivated.id, "{\"active\":false}").is(200);
        assertThat(accept(deactivated.token, PASSWORD).text()).isEqualTo(unknown);
        admin.patch("/accounts/" + deactivated.id, "{\"active\":true}").is(200);
        assertThat(accept(deactivated.token, PASSWORD).text()).isEqualTo(unknown);

        Invited misspelt = invited();
        admin.patch("/accounts/" + misspelt.id, "{\"email\":\"right.%s\"}".formatted(misspelt.email))
                .is(200);
        assertThat(accept(misspelt.token, PASSWORD).text()).isEqualTo(unknown);

        Invited deleted = invited();
        admin.delete("/accounts/" + deleted.id).is(204);
        assertThat(accept(deleted.token, PASSWORD).text()).isEqualTo(unknown);

        Invited replaced = invited();
        String newer =
                token(admin.post("/accounts/" + replaced.id + "/invite", null).is(201), "/link");
        assertThat(accept(replaced.token, PASSWORD).text()).isEqualTo(unknown);
        accept(newer, "{}").is(200);

        Invited expired = invited();
        server.postgres()
                .asSuperuser(handle -> handle.execute(
                        "UPDATE account_invite SET expires_at = now() - interval '1 second' WHERE account_id = ?",
                        UUID.fromString(expired.id)));
        assertThat(accept(expired.token, PASSWORD).text()).isEqualTo(unknown);
    }

    @Test
    void the_database_does_not_hold_the_link() {
        Invited hina = invited();
        String stored = server.postgres()
                .asSuperuser(handle -> handle.createQuery(
                                "SELECT account_invite::text FROM account_invite WHERE account_id = :id")
                        .bind("id", UUID.fromString(hina.id))
                        .mapTo(String.class)
                        .one());
        assertThat(stored).doesNotContain(hina.token).doesNotContain(hina.token.replace("-", ""));
    }

    @Test
    void only_who_has_no_password_is_invited_and_only_who_is_active() {
        Invited hina = invited();
        admin.patch("/accounts/" + hina.id, "{\"active\":false}").is(200);
        for (String kind : new String[] {"/invite", "/password-reset"})
            assertThat(admin.post("/accounts/" + hina.id + kind, null)
                            .isProblem(Code.CONFLICT)
                            .at("/reason"))
                    .isEqualTo("account_inactive");
        var omar = server.account("omar" + count.incrementAndGet() + "@example.com", "Omar", Account.Role.AGENT);
        assertThat(admin.post("/accounts/" + omar.id() + "/invite", null)
                        .isProblem(Code.CONFLICT)
                        .at("/reason"))
                .isEqualTo("has_password");
    }

    @Test
    void a_reset_ends_every_session_and_the_old_password_once_it_is_used() {
        String email = "reset%d@example.com".formatted(count.incrementAndGet());
        var omar = server.account(email, "Omar", Account.Role.AGENT);
        Rest before = Rest.account(server, email);
        var made =
                admin.post("/accounts/" + omar.id() + "/password-reset", null).is(201);
        before.get("/me").is(200);
        assertThat(accept(token(made, "/link"), "{}").is(200).at("/purpose")).isEqualTo("reset");

        accept(token(made, "/link"), "{\"password\":\"a wholly different one\"}")
                .is(201);
        before.get("/me").isProblem(Code.UNAUTHENTICATED);
        Rest.logIn(server, email).isProblem(Code.UNAUTHENTICATED);
        var session = nobody.post(
                        "/sessions", "{\"email\":\"%s\",\"password\":\"a wholly different one\"}".formatted(email))
                .is(201);
        assertThat(Rest.with(server, session.at("/token"))
                        .get("/me/notices")
                        .is(200)
                        .at("/items/0/event"))
                .isEqualTo("password_reset");
    }
}
