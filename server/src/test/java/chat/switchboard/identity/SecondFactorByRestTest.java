package chat.switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Authenticator apps, recovery codes, and roles that must have them.
class SecondFactorByRestTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");
    static final AtomicInteger count = new AtomicInteger();

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

    private record Enrolled(String secret, String recoveryCode) {}

    /// The code of now is left for a log-in.
    static Enrolled enrolled(Rest rest) {
        String secret = Authenticator.begin(rest);
        return new Enrolled(secret, Authenticator.enroll(rest, secret).at("/recoveryCodes/0"));
    }

    Rest.Answer logIn(String totp) {
        return Rest.nobody(server)
                .post(
                        "/sessions",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"totp\":\"%s\"}"
                                .formatted(email, RunningServer.PASSWORD, totp));
    }

    @Test
    void a_secret_is_in_use_only_after_its_first_code() {
        assertThat(rest.post("/me/totp", "{\"code\":\"000000\"}")
                        .isProblem(Code.CONFLICT)
                        .at("/reason"))
                .isEqualTo("no_pending_secret");
        var begun = rest.post("/me/totp", "{}").is(201);
        assertThat(begun.at("/uri"))
                .startsWith("otpauth://totp/Switchboard%3Asana")
                .contains("secret=" + begun.at("/secret"), "issuer=Switchboard");
        Rest.logIn(server, email).is(201);
        String right = Authenticator.code(begun.at("/secret"), 0);
        String wrong = right.equals("000000") ? "000001" : "000000";
        rest.post("/me/totp", "{\"code\":\"%s\"}".formatted(wrong))
                .isProblem(Code.VALIDATION_FAILED)
                .names("code");
        assertThat(rest.get("/me").json().get("secondFactor").booleanValue()).isFalse();
        assertThat(rest.post("/me/totp", "{\"code\":\"%s\"}".formatted(right))
                        .is(200)
                        .json()
                        .get("recoveryCodes"))
                .hasSize(10);
        assertThat(rest.get("/me").json().get("secondFactor").booleanValue()).isTrue();
        Rest.logIn(server, email).isProblem(Code.UNAUTHENTICATED).names("totp");
        logIn(right).isProblem(Code.UNAUTHENTICATED).names("totp");
    }

    @Test
    void setting_it_up_ends_all_other_sessions() {
        Rest elsewhere = Rest.account(server, email);
        enrolled(rest);
        rest.get("/me").is(200);
        elsewhere.get("/me").isProblem(Code.UNAUTHENTICATED);
    }

    @Test
    void a_code_is_good_once_and_so_is_a_recovery_code_also_in_a_race() {
        Enrolled factor = enrolled(rest);
        String now = Authenticator.code(factor.secret, 0);
        assertThat(race(now)).containsExactlyInAnyOrder(201, 401, 401);
        assertThat(race(factor.recoveryCode.toUpperCase(java.util.Locale.ROOT)))
                .containsExactlyInAnyOrder(201, 401, 401);
        assertThat(rest.get("/me/notices").json().at("/items/0/parameters/left").intValue())
                .isEqualTo(9);
    }

    Stream<Integer> race(String code) {
        return Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> logIn(code).status()))
                .limit(3)
                .toList()
                .stream()
                .map(CompletableFuture::join);
    }

    @Test
    void failed_log_ins_and_used_recovery_codes_are_in_the_audit_log() {
        Enrolled factor = enrolled(rest);
        Rest.nobody(server)
                .post("/sessions", "{\"email\":\"%s\",\"password\":\"wrong\"}".formatted(email))
                .is(401);
        Rest.nobody(server)
                .post("/sessions", "{\"email\":\"nobody-%s\",\"password\":\"wrong\"}".formatted(email))
                .is(401);
        Rest.logIn(server, email).is(401);
        logIn("000000").is(401);
        logIn(factor.recoveryCode).is(201);
        Eventually.until("two refusals of the account and the used code", () -> {
            List<String> actions = admin.get("/audit?limit=100&subject=" + sana.id())
                    .json()
                    .get("items")
                    .findValuesAsText("action");
            return Collections.frequency(actions, "session.refused") == 2 && actions.contains("recovery_code.used");
        });
        assertThat(admin.get("/audit?action=session.refused").json().get("items"))
                .allSatisfy(
                        entry -> assertThat(entry.at("/subject/id").isTextual()).isTrue());
    }

    @Test
    void the_database_holds_no_recovery_code() {
        Enrolled factor = enrolled(rest);
        String stored = server.postgres()
                .asSuperuser(handle -> handle.createQuery(
                                "SELECT string_agg(c::text, ' ') FROM account_recovery_code c WHERE account_id = :id")
                        .bind("id", sana.id())
                        .mapTo(String.class)
                        .one());
        assertThat(stored).doesNotContain(factor.recoveryCode, factor.recoveryCode.replace("-", ""));
    }

    @Test
    void twenty_guesses_an_hour_are_all() {
        enrolled(rest);
        int guesses = 0;
        while (logIn("%06d".formatted(guesses)).status() != 429)
            assertThat(++guesses).isLessThanOrEqualTo(20);
        assertThat(guesses).isBetween(8, 20);
    }

    @Test
    void new_recovery_codes_void_the_old_ones() {
        Enrolled factor = enrolled(rest);
        String fresh = rest.post("/me/recovery-codes", null).is(201).at("/recoveryCodes/9");
        logIn(factor.recoveryCode).isProblem(Code.UNAUTHENTICATED);
        logIn(fresh).is(201);
    }

    @Test
    void a_confirmed_password_needs_the_code_too() {
        Enrolled factor = enrolled(rest);
        String password = "\"password\":\"%s\"".formatted(RunningServer.PASSWORD);
        rest.post("/sessions/current/step-up", "{" + password + "}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("totp");
        rest.post(
                        "/sessions/current/step-up",
                        "{" + password + ",\"totp\":\"" + Authenticator.code(factor.secret, 0) + "\"}")
                .is(204);
    }

    @Test
    void without_it_again_one_logs_in_with_the_password_alone() {
        enrolled(rest);
        rest.delete("/me/totp").is(204);
        Rest.logIn(server, email).is(201);
        rest.post("/me/recovery-codes", null).isProblem(Code.CONFLICT);
    }

    @Test
    void another_app_over_one_in_use_needs_a_confirmed_password() {
        enrolled(rest);
        server.postgres()
                .asSuperuser(handle -> handle.execute(
                        "UPDATE account_session SET confirmed_at = NULL WHERE account_id = ?", sana.id()));
        assertThat(rest.post("/me/totp", "{}").isProblem(Code.FORBIDDEN).at("/reason"))
                .isEqualTo("step_up_required");
    }

    @Test
    void one_is_taken_away_after_another_is_set_up_and_does_not_wait_in_a_circle() {
        enrolled(rest);
        CompletableFuture<Rest.Answer> removed = server.postgres().asSuperuser(handle -> {
            handle.select("SELECT account_id FROM account_credential WHERE account_id = ? FOR UPDATE", sana.id())
                    .mapTo(UUID.class)
                    .one();
            CompletableFuture<Rest.Answer> coming =
                    CompletableFuture.supplyAsync(() -> admin.delete("/accounts/" + sana.id() + "/totp"));
            Eventually.until("it waits", () -> server.postgres().waitingForALock() > 0);
            handle.execute("DELETE FROM account_recovery_code WHERE account_id = ?", sana.id());
            return coming;
        });
        removed.join().is(204);
        Rest.logIn(server, email).is(201);
    }

    @Test
    void an_admin_takes_away_the_factor_of_who_lost_the_app() {
        enrolled(rest);
        admin.delete("/accounts/" + sana.id() + "/totp").is(204);
        rest.get("/me").isProblem(Code.UNAUTHENTICATED);
        assertThat(Rest.account(server, email).get("/me/notices").at("/items/0/event"))
                .isEqualTo("second_factor_removed");
    }

    @Test
    void a_link_alone_does_not_get_around_it() {
        Enrolled factor = enrolled(rest);
        String token = admin.post("/accounts/" + sana.id() + "/password-reset", null)
                .is(201)
                .at("/link")
                .split("#", 2)[1];
        String password = "{\"password\":\"a wholly different one\"%s}";
        Rest.nobody(server)
                .post("/invites/" + token, password.formatted(""))
                .isProblem(Code.UNAUTHENTICATED)
                .names("totp");
        Rest.nobody(server)
                .post("/invites/" + token, password.formatted(",\"totp\":\"" + factor.recoveryCode + "\""))
                .is(201);
    }

    @Test
    void a_role_that_must_have_one_does_nothing_else_before() {
        try (RunningServer strict = RunningServer.start(Map.of("SWITCHBOARD_SECOND_FACTOR_ROLES", "agent"))) {
            strict.account("omar@example.com", "Omar", Account.Role.AGENT);
            Rest omar = Rest.account(strict, "omar@example.com");
            assertThat(omar.get("/me")
                            .is(200)
                            .json()
                            .get("secondFactorRequired")
                            .booleanValue())
                    .isTrue();
            omar.get("/me/sessions").is(200);
            for (String path :
                    new String[] {"/conversations", "/agents", "/departments", "/conversations/" + UUID.randomUUID()})
                assertThat(omar.get(path).isProblem(Code.FORBIDDEN).at("/reason"))
                        .describedAs(path)
                        .isEqualTo("second_factor_required");
            for (Rest.Answer here :
                    List.of(omar.put("/me/presence", "{\"status\":\"online\"}"), omar.post("/me/heartbeat", null)))
                assertThat(here.isProblem(Code.FORBIDDEN).at("/reason")).isEqualTo("second_factor_required");
            assertThat(Rest.account(strict, "admin@localhost")
                            .get("/agents")
                            .is(200)
                            .json()
                            .get("items")
                            .findValuesAsText("status"))
                    .doesNotContain("online");
            enrolled(omar);
            omar.get("/conversations").is(200);
            omar.put("/me/presence", "{\"status\":\"online\"}").is(200);
            assertThat(omar.delete("/me/totp").isProblem(Code.FORBIDDEN).at("/reason"))
                    .isEqualTo("second_factor_required");
            Rest.account(strict, "admin@localhost").get("/conversations").is(200);
        }
    }
}
