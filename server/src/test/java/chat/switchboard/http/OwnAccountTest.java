package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Profile, password, sessions and notices of one's own account.
class OwnAccountTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");
    static final AtomicInteger count = new AtomicInteger();
    static final String NEW_PASSWORD = "a wholly different one";

    private String email;
    private Account sana;
    private Rest rest;

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void sana() {
        email = "sana%d@example.com".formatted(count.incrementAndGet());
        sana = server.account(email, "Sana", Account.Role.AGENT);
        rest = Rest.account(server, email);
    }

    static String changed(String password, String newPassword) {
        return "{\"password\":\"%s\",\"newPassword\":\"%s\"}".formatted(password, newPassword);
    }

    static void unconfirm(UUID account) {
        server.postgres()
                .asSuperuser(handle -> handle.execute(
                        "UPDATE account_session SET confirmed_at = now() - interval '11 minutes' WHERE account_id = ?",
                        account));
    }

    @Test
    void one_changes_name_colour_and_language_and_nothing_else() {
        assertThat(rest.get("/me").is(200).at("/email")).isEqualTo(email);
        rest.patch("/me", "{\"avatarColor\":\"#1A7F5A\",\"language\":\"ur\"}").is(200);
        rest.get("/me").is(200);
        var me = rest.patch("/me", "{\"name\":\"Sana Mirza\"}").is(200);
        assertThat(me.at("/name")).isEqualTo("Sana Mirza");
        assertThat(me.at("/avatarColor")).isEqualTo("#1a7f5a");
        assertThat(me.at("/language")).isEqualTo("ur");
        assertThat(admin.get("/accounts/" + sana.id()).at("/name")).isEqualTo("Sana Mirza");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"admin\"}                            | role",
                "{\"name\":\"S\",\"active\":false}               | active",
                "{\"email\":\"other@example.com\"}               | email",
                "{\"departmentIds\":[]}                          | departmentIds",
                "{\"maxActiveChats\":100}                        | maxActiveChats",
                "{\"name\":\"\"}                                 | name",
                "{\"name\":\"\\u200b\"}                          | name",
                "{\"avatarColor\":\"red\"}                       | avatarColor",
                "{\"language\":\"?\"}                            | language",
            })
    void what_is_not_ones_own_to_change_is_refused_by_the_fields_name(String body, String field) {
        rest.patch("/me", body).isProblem(Code.VALIDATION_FAILED).names(field);
    }

    @Test
    void a_customer_has_no_account() {
        Rest ayesha = Rest.customer(server, "Ayesha");
        ayesha.get("/me").is(200);
        String[][] operations = {
            {"PATCH", "/me", "{\"name\":\"A\"}"},
            {"PUT", "/me/password", changed("x", NEW_PASSWORD)},
            {"POST", "/me/totp", null},
            {"DELETE", "/me/totp", null},
            {"POST", "/me/recovery-codes", null},
            {"GET", "/me/sessions", null},
            {"DELETE", "/me/sessions/" + UUID.randomUUID(), null},
            {"GET", "/me/notices", null},
            {"DELETE", "/me/notices/" + UUID.randomUUID(), null},
            {"POST", "/sessions/current/step-up", "{\"password\":\"x\"}"},
        };
        for (String[] operation : operations)
            ayesha.send(operation[0], operation[1], operation[2]).isProblem(Code.FORBIDDEN);
    }

    @Test
    void another_password_ends_all_other_sessions() {
        Rest elsewhere = Rest.account(server, email);
        rest.put("/me/password", changed(RunningServer.PASSWORD, NEW_PASSWORD)).is(204);
        rest.get("/me").is(200);
        elsewhere.get("/me").isProblem(Code.UNAUTHENTICATED);
        Rest.logIn(server, email).isProblem(Code.UNAUTHENTICATED);
        assertThat(rest.get("/me/notices").is(200).json().get("items")).isEmpty();
        var session = Rest.nobody(server)
                .post("/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, NEW_PASSWORD))
                .is(201);
        assertThat(Rest.with(server, session.at("/token")).get("/me/notices").at("/items/0/event"))
                .isEqualTo("password_changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not this one                 | a wholly different one | password",
                "correct horse battery staple | short                  | newPassword",
                "correct horse battery staple | password123            | newPassword",
                "correct horse battery staple | sana sana sana         | newPassword",
            })
    void a_password_that_is_wrong_or_cannot_be_chosen_is_named(String password, String newPassword, String field) {
        rest.put("/me/password", changed(password, newPassword))
                .isProblem(Code.VALIDATION_FAILED)
                .names(field);
        rest.get("/me").is(200);
    }

    @Test
    void a_password_may_have_128_characters_and_no_more() {
        String longest = "correct horse staple ".repeat(7).substring(0, 128);
        rest.put("/me/password", changed(RunningServer.PASSWORD, longest + "x"))
                .isProblem(Code.VALIDATION_FAILED)
                .names("newPassword");
        rest.put("/me/password", changed(RunningServer.PASSWORD, longest)).is(204);
    }

    @Test
    void one_sees_and_ends_ones_sessions() {
        var there = Rest.nobody(server)
                .send(
                        "POST",
                        "/sessions",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, RunningServer.PASSWORD),
                        "User-Agent",
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .is(201);
        var sessions = rest.get("/me/sessions").is(200).json().get("items");
        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(0).get("device").textValue()).isEqualTo("Firefox, Windows");
        assertThat(sessions.get(0).get("current").booleanValue()).isFalse();
        assertThat(sessions.get(0).get("network").textValue()).isEqualTo("127.0.0.1");
        assertThat(sessions.get(1).get("current").booleanValue()).isTrue();
        var page = rest.get("/me/sessions?limit=1").is(200);
        assertThat(rest.get("/me/sessions?limit=1&cursor=" + page.at("/nextCursor"))
                        .is(200)
                        .at("/items/0/id"))
                .isEqualTo(sessions.get(1).get("id").textValue());

        String path = "/me/sessions/" + sessions.get(0).get("id").textValue();
        admin.delete(path).isProblem(Code.NOT_FOUND);
        rest.delete(path).is(204);
        rest.delete(path).isProblem(Code.NOT_FOUND);
        Rest.with(server, there.at("/token")).get("/me").isProblem(Code.UNAUTHENTICATED);
        rest.get("/me/sessions?cursor=garbage").isProblem(Code.VALIDATION_FAILED);
    }

    @Test
    void an_admin_logs_somebody_out_everywhere() {
        admin.delete("/accounts/" + sana.id() + "/sessions").is(204);
        rest.get("/me").isProblem(Code.UNAUTHENTICATED);
        Rest again = Rest.account(server, email);
        var notice = again.get("/me/notices").is(200).json().at("/items/0");
        assertThat(notice.get("event").textValue()).isEqualTo("sessions_ended");
        assertThat(notice.at("/parameters/by").textValue()).isNotBlank();
        String path = "/me/notices/" + notice.get("id").textValue();
        admin.delete(path).isProblem(Code.NOT_FOUND);
        again.delete(path).is(204);
        assertThat(again.get("/me/notices").json().get("items")).isEmpty();
    }

    @Test
    void what_an_admin_changes_is_told_at_the_next_log_in() {
        admin.patch("/accounts/" + sana.id(), "{\"role\":\"admin\",\"departmentIds\":[]}")
                .is(200);
        var items =
                Rest.account(server, email).get("/me/notices").is(200).json().get("items");
        assertThat(items)
                .extracting(item -> item.get("event").textValue())
                .containsExactlyInAnyOrder("role_changed", "departments_changed");
    }

    @Test
    void what_matters_needs_a_confirmed_password() {
        var boss = server.account("boss%d@example.com".formatted(count.get()), "Boss", Account.Role.ADMIN);
        Rest bosses = Rest.account(server, boss.email());
        assertThat(bosses.get("/me").json().get("steppedUpUntil").isNull()).isFalse();
        unconfirm(boss.id());
        assertThat(bosses.get("/me").json().get("steppedUpUntil").isNull()).isTrue();
        String id = "/accounts/" + sana.id();
        String[][] operations = {
            {"POST", "/accounts", "{\"email\":\"new@example.com\",\"name\":\"N\",\"role\":\"agent\"}"},
            {"PATCH", id, "{\"role\":\"admin\"}"},
            {"PATCH", id, "{\"email\":\"other@example.com\"}"},
            {"DELETE", id, null},
            {"POST", id + "/invite", null},
            {"POST", id + "/password-reset", null},
            {"DELETE", id + "/totp", null},
            {"DELETE", "/me/totp", null},
            {"POST", "/me/recovery-codes", null},
            {"GET", "/faq-entries/export", null},
            {"GET", "/reply-templates/export", null},
            {"GET", "/canned-replies/export", null},
            {"GET", "/audit/export", null},
        };
        for (String[] operation : operations)
            assertThat(bosses.send(operation[0], operation[1], operation[2])
                            .isProblem(Code.FORBIDDEN)
                            .at("/reason"))
                    .isEqualTo("step_up_required");
        bosses.patch(id, "{\"name\":\"Sana M\"}").is(200);

        bosses.post("/sessions/current/step-up", "{\"password\":\"wrong\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("password");
        bosses.post("/sessions/current/step-up", "{\"password\":\"%s\"}".formatted(RunningServer.PASSWORD))
                .is(204);
        bosses.patch(id, "{\"role\":\"admin\"}").is(200);
    }

    @Test
    void a_partner_confirms_a_password_like_staff() {
        String name = "partner%d@example.com".formatted(count.get());
        var partner = server.account(name, "Karachi Biryani House", Account.Role.PARTNER);
        Rest partners = Rest.account(server, name);
        unconfirm(partner.id());
        for (String path : new String[] {"/me/totp", "/me/recovery-codes"})
            assertThat(partners.send(path.endsWith("totp") ? "DELETE" : "POST", path, null)
                            .isProblem(Code.FORBIDDEN)
                            .at("/reason"))
                    .isEqualTo("step_up_required");
    }

    @Test
    void whoever_guesses_at_step_up_is_slowed_down_like_at_a_log_in() {
        int status = 422;
        for (int i = 0; i < 12 && status == 422; i++)
            status = rest.post("/sessions/current/step-up", "{\"password\":\"guess %d\"}".formatted(i))
                    .status();
        assertThat(status).isEqualTo(Code.RATE_LIMITED.status());
    }
}
