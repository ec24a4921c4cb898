package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What admins decide about accounts.
class AccountsTest {
    static final RunningServer server = RunningServer.start();
    static final AtomicInteger count = new AtomicInteger();
    static Rest admin;
    static Rest agent;

    @BeforeAll
    static void people() {
        server.account("sana@example.com", "Sana", Account.Role.AGENT);
        admin = Rest.account(server, "admin@localhost");
        agent = Rest.account(server, "sana@example.com");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static String fresh(String name) {
        return name + count.incrementAndGet() + "@example.com";
    }

    static String body(String email, String more) {
        return "{\"email\":\"%s\",\"name\":\"Bilal\",\"role\":\"agent\"%s}".formatted(email, more);
    }

    static Rest.Answer created(String more) {
        return admin.post("/accounts", body(fresh("bilal"), more)).is(201);
    }

    static String withPassword() {
        return ",\"password\":\"%s\"".formatted(RunningServer.PASSWORD);
    }

    @Test
    void an_account_with_a_password_can_log_in_at_once() {
        var made = created(withPassword()
                + ",\"maxActiveChats\":3,\"languages\":[\"ur\",\"en\"],\"departmentIds\":[\"%s\"]"
                        .formatted(RunningServer.CUSTOMER_CARE));
        assertThat(made.json().get("invite").isNull()).isTrue();
        assertThat(made.json().get("invited").booleanValue()).isFalse();
        assertThat(made.json().get("maxActiveChats").intValue()).isEqualTo(3);
        assertThat(made.at("/departmentIds/0")).isEqualTo(RunningServer.CUSTOMER_CARE.toString());
        assertThat(made.json().get("lastUsedAt").isNull()).isTrue();
        Rest.logIn(server, made.at("/email")).is(201);
        var again = admin.get("/accounts/" + made.at("/id")).is(200);
        assertThat(again.json().get("lastUsedAt").isNull()).isFalse();
    }

    @Test
    void an_account_without_a_password_is_invited() {
        var made = created("");
        assertThat(made.json().get("invited").booleanValue()).isTrue();
        assertThat(made.at("/invite/link")).startsWith("http://127.0.0.1:" + server.port() + "/dashboard/invite#");
        Rest.logIn(server, made.at("/email")).isProblem(Code.UNAUTHENTICATED);
        assertThat(admin.get("/accounts/" + made.at("/id")).text()).doesNotContain("invite#");
    }

    static List<String> sameAddress() {
        return List.of(
                "zo\u00eb%d@example.com",
                "zoe\u0308%d@example.com", "ZO\u00cb%d@EXAMPLE.com", "Zoe\u0308%d@Example.Com");
    }

    @ParameterizedTest
    @MethodSource("sameAddress")
    void an_address_in_any_case_and_composition_is_one_account(String other) {
        int number = count.incrementAndGet();
        String first = "zo\u00eb%d@example.com".formatted(number);
        admin.post("/accounts", body(first, withPassword())).is(201);
        admin.post("/accounts", body(other.formatted(number), ""))
                .isProblem(Code.CONFLICT)
                .names("email");
        Rest.logIn(server, other.formatted(number)).is(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b", "\u00a0", "\u200d", "\u2060", "\u00ad", "\u202e", "\u3164", "\ufe0f", "\u2800", "\u034f"
            })
    void an_address_that_only_looks_like_another_is_refused(String invisible) {
        Rest.Answer made = created("");
        for (String at : List.of("bilal", "@", "com")) {
            String other = made.at("/email").replace(at, at + invisible);
            Rest.Answer refused = admin.post("/accounts", body(other, "")).isProblem(Code.VALIDATION_FAILED);
            assertThat(refused.names("email").at("/reason")).isEqualTo("invisible_characters");
            admin.patch("/accounts/" + made.at("/id"), "{\"email\":\"" + other + "\"}")
                    .isProblem(Code.VALIDATION_FAILED)
                    .names("email");
        }
    }

    @Test
    void of_two_admins_who_create_the_same_one_is_told_that_it_is_taken() {
        String email = fresh("twice");
        var answers = Stream.of(email, email.toUpperCase(java.util.Locale.ROOT))
                .map(it -> CompletableFuture.supplyAsync(() -> admin.post("/accounts", body(it, ""))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).extracting(Rest.Answer::status).containsExactlyInAnyOrder(201, 409);
        answers.stream()
                .filter(answer -> answer.status() == 409)
                .forEach(answer -> answer.isProblem(Code.CONFLICT).names("email"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"B\",\"role\":\"agent\"}                                                | email",
                "{\"email\":\"no address\",\"name\":\"B\",\"role\":\"agent\"}                       | email",
                "{\"email\":\"b@example.com\",\"role\":\"agent\"}                                   | name",
                "{\"email\":\"b@example.com\",\"name\":\"\\u200b\",\"role\":\"agent\"}              | name",
                "{\"email\":\"b@example.com\",\"name\":\"B\"}                                       | role",
                "{\"email\":\"b@example.com\",\"name\":\"B\",\"role\":\"owner\"}                    | role",
                "{\"email\":\"b@example.com\",\"name\":\"B\",\"role\":\"agent\",\"active\":true}    | active",
                "{\"email\":\"b@example.com\",\"name\":\"B\",\"role\":\"agent\",\"maxActiveChats\":-1} | maxActiveChats",
                "{\"email\":\"b@example.com\",\"name\":\"B\",\"role\":\"agent\",\"languages\":[\"?\"]} | languages.0",
                "{\"email\":\"b@example.com\",\"name\":\"B\",\"role\":\"agent\",\"departmentIds\":[\"x\"]} | departmentIds.0",
                "{\"email\":\"b@example.com\",\"name\":\"B\",\"role\":\"agent\",\"departmentIds\":[\"0198c0de-0001-7000-8000-0000000000ff\"]} | departmentIds",
                "{\"email\":\"b@example.com\",\"name\":\"B\",\"role\":\"agent\",\"password\":\"short\"} | password",
                "{\"email\":\"bilal.khan@example.com\",\"name\":\"B\",\"role\":\"agent\",\"password\":\"bilal.khan1\"} | password",
                "{\"email\":\"b@example.com\",\"name\":\"B\",\"role\":\"agent\",\"password\":\"password123\"} | password",
            })
    void what_an_account_cannot_be_is_refused_by_the_fields_name(String body, String field) {
        admin.post("/accounts", body).isProblem(Code.VALIDATION_FAILED).names(field);
    }

    @Test
    void names_and_passwords_have_an_end() {
        admin.post("/accounts", body(fresh("b"), "").replace("Bilal", "B".repeat(300)))
                .isProblem(Code.VALIDATION_FAILED)
                .names("name");
        admin.post("/accounts", body(fresh("b"), ",\"password\":\"%s\"".formatted("correct horse ".repeat(10))))
                .isProblem(Code.VALIDATION_FAILED)
                .names("password");
    }

    static Stream<String[]> operations() {
        String id = "/accounts/" + UUID.randomUUID();
        return Stream.of(
                new String[] {"GET", "/accounts", null},
                new String[] {"POST", "/accounts", body("c@example.com", "")},
                new String[] {"GET", id, null},
                new String[] {"PATCH", id, "{\"name\":\"C\"}"},
                new String[] {"DELETE", id, null},
                new String[] {"POST", id + "/invite", null},
                new String[] {"POST", id + "/password-reset", null},
                new String[] {"DELETE", id + "/sessions", null},
                new String[] {"DELETE", id + "/totp", null});
    }

    @ParameterizedTest
    @MethodSource("operations")
    void only_admins_decide_about_accounts(String method, String path, String body) {
        server.account(fresh("p"), "P", Account.Role.PARTNER);
        Rest.nobody(server).send(method, path, body).isProblem(Code.UNAUTHENTICATED);
        Rest.customer(server, "Ayesha").send(method, path, body).isProblem(Code.FORBIDDEN);
        agent.send(method, path, body).isProblem(Code.FORBIDDEN);
        Rest.account(server, "p" + count.get() + "@example.com")
                .send(method, path, body)
                .isProblem(Code.FORBIDDEN);
        if (!path.equals("/accounts")) admin.send(method, path, body).isProblem(Code.NOT_FOUND);
    }

    @Test
    void an_admin_changes_any_part() {
        var made = created(withPassword());
        String path = "/accounts/" + made.at("/id");
        assertThat(made.json().get("version").intValue()).isZero();
        var edited = admin.patch(path, "{\"name\":\"Bilal Khan\",\"languages\":[\"ur\"],\"maxActiveChats\":9}")
                .is(200);
        assertThat(edited.at("/name")).isEqualTo("Bilal Khan");
        assertThat(edited.at("/languages/0")).isEqualTo("ur");
        assertThat(edited.json().get("maxActiveChats").intValue()).isEqualTo(9);
        assertThat(edited.at("/email")).isEqualTo(made.at("/email"));
        assertThat(edited.json().get("version").intValue()).isEqualTo(1);
        assertThat(admin.patch(path, "{\"role\":\"partner\",\"email\":\"%s\"}".formatted(fresh("moved")))
                        .is(200)
                        .at("/role"))
                .isEqualTo("partner");
    }

    @Test
    void of_two_who_edit_the_same_the_second_is_told() {
        String path = "/accounts/" + created("").at("/id");
        admin.patch(path, "{\"name\":\"One\",\"expectedVersion\":0}").is(200);
        var late = admin.patch(path, "{\"name\":\"Two\",\"expectedVersion\":0}").isProblem(Code.CONFLICT);
        assertThat(late.at("/reason")).isEqualTo("changed_meanwhile");
        assertThat(late.json().at("/parameters/version").intValue()).isEqualTo(1);
        assertThat(admin.get(path).at("/name")).isEqualTo("One");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"x\"}", "{\"version\":3}", "{\"password\":\"correct horse battery\"}"})
    void what_cannot_be_changed_is_refused(String body) {
        admin.patch("/accounts/" + created("").at("/id"), body).isProblem(Code.VALIDATION_FAILED);
    }

    @Test
    void an_address_that_another_has_is_refused_when_it_is_changed() {
        String taken = created("").at("/email");
        String path = "/accounts/" + created("").at("/id");
        admin.patch(path, "{\"email\":\"%s\"}".formatted(taken.toUpperCase(java.util.Locale.ROOT)))
                .isProblem(Code.CONFLICT)
                .names("email");
        admin.patch(
                        path,
                        "{\"email\":\"%s\"}"
                                .formatted(admin.get(path).at("/email").toUpperCase(java.util.Locale.ROOT)))
                .is(200);
    }

    @Test
    void a_deleted_account_is_gone_and_its_address_is_free() {
        var made = created(withPassword());
        Rest gone = Rest.account(server, made.at("/email"));
        admin.delete("/accounts/" + made.at("/id")).is(204);
        gone.get("/me").isProblem(Code.UNAUTHENTICATED);
        Rest.logIn(server, made.at("/email")).isProblem(Code.UNAUTHENTICATED);
        admin.get("/accounts/" + made.at("/id")).isProblem(Code.NOT_FOUND);
        admin.delete("/accounts/" + made.at("/id")).isProblem(Code.NOT_FOUND);
        assertThat(admin.get("/accounts?q=" + made.at("/email")).is(200).json().get("items"))
                .isEmpty();
        admin.post("/accounts", body(made.at("/email"), "")).is(201);
    }

    @Test
    void a_deactivated_account_cannot_log_in_until_it_is_activated() {
        var made = created(withPassword());
        Rest bilal = Rest.account(server, made.at("/email"));
        String path = "/accounts/" + made.at("/id");
        admin.patch(path, "{\"active\":false}").is(200);
        bilal.get("/me").isProblem(Code.UNAUTHENTICATED);
        Rest.logIn(server, made.at("/email")).isProblem(Code.UNAUTHENTICATED);
        admin.patch(path, "{\"active\":true}").is(200);
        bilal.get("/me").isProblem(Code.UNAUTHENTICATED);
        Rest.logIn(server, made.at("/email")).is(201);
    }

    @Test
    void accounts_are_found_by_name_address_role_department_and_state() {
        String id =
                admin.post("/accounts", """
                        {"email":"%s","name":"Žofie Nováková","role":"partner"}""".formatted(fresh("zofie"))).is(201).at("/id");
        for (String query : List.of("q=nov%C3%81kov", "q=ZOFIE", "role=partner&q=zofie", "active=true&q=zofie"))
            assertThat(ids("?" + query)).describedAs(query).contains(id);
        for (String query :
                List.of("q=zofie%25", "role=agent", "active=false", "department=" + RunningServer.CUSTOMER_CARE))
            assertThat(ids("?" + query)).describedAs(query).doesNotContain(id);
        assertThat(ids("?department=" + RunningServer.CUSTOMER_CARE)).isNotEmpty();
    }

    @Test
    void a_list_is_read_in_pages_by_name() {
        for (int i = 0; i < 3; i++) created("");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = admin.get("/accounts?limit=2" + cursor).is(200).json();
            page.get("items").forEach(item -> seen.add(item.get("id").textValue()));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").textValue();
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyElementsOf(ids("?limit=100"));
        admin.get("/accounts?cursor=garbage").isProblem(Code.VALIDATION_FAILED).names("cursor");
    }

    @Test
    void every_change_is_in_the_audit_log_and_no_secret_is() {
        String id = created("").at("/id");
        admin.patch("/accounts/" + id, "{\"role\":\"partner\"}").is(200);
        String token = admin.post("/accounts/" + id + "/invite", null)
                .is(201)
                .at("/link")
                .split("#", 2)[1];
        Rest.nobody(server)
                .post("/invites/" + token, "{\"password\":\"%s\"}".formatted(RunningServer.PASSWORD))
                .is(201);
        admin.delete("/accounts/" + id + "/sessions").is(204);
        admin.delete("/accounts/" + id).is(204);
        List<String> entries = server.postgres()
                .asSuperuser(handle -> handle.createQuery("""
                        SELECT action || ' ' || actor_type || ' ' || coalesce(before::text, '') || coalesce(after::text, '')
                        FROM audit_entry WHERE subject_id = :id ORDER BY position""")
                        .bind("id", id)
                        .mapTo(String.class)
                        .list());
        assertThat(entries)
                .extracting(entry -> entry.split(" ")[0] + " " + entry.split(" ")[1])
                .containsExactly(
                        "account.created admin",
                        "account.updated admin",
                        "account.invited admin",
                        "password.set_by_link partner",
                        "session.created partner",
                        "sessions.ended admin",
                        "account.deleted admin");
        assertThat(entries.get(1)).contains("\"role\":\"agent\"", "\"role\":\"partner\"");
        assertThat(String.join("", entries)).doesNotContain(token, RunningServer.PASSWORD, "argon2");
    }

    static List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        admin.get("/accounts" + query)
                .is(200)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }
}
