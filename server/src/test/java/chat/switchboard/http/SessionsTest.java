package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    static final RunningServer server = RunningServer.start();
    static final Rest nobody = Rest.nobody(server);

    @BeforeAll
    static void staff() {
        server.account("sana@example.com", "Sana", Account.Role.AGENT);
        server.account("biryani@example.com", "Karachi Biryani House", Account.Role.PARTNER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_customer_needs_no_more_than_to_ask() {
        var session = nobody.post("/customer-sessions", "{}").is(201);
        assertThat(session.json().get("customer").get("name").isNull()).isTrue();
        var me = Rest.with(server, session.at("/token")).get("/me").is(200);
        assertThat(me.at("/role")).isEqualTo("customer");
        assertThat(me.at("/id")).isEqualTo(session.at("/customer/id"));
    }

    @Test
    void a_customers_token_is_renewed_with_what_is_new() {
        Rest ayesha = Rest.customer(server, "Ayesha");
        var renewed = ayesha.post("/customer-sessions", "{\"email\":\"ayesha@example.com\",\"locale\":\"ur-PK\"}");
        assertThat(renewed.is(201).at("/customer/id"))
                .isEqualTo(ayesha.get("/me").at("/id"));
        assertThat(renewed.at("/customer/name")).isEqualTo("Ayesha");
        assertThat(renewed.at("/customer/locale")).isEqualTo("ur-PK");
    }

    @Test
    void a_token_that_has_ended_does_not_quietly_make_a_new_customer() {
        Rest.with(server, "ended").post("/customer-sessions", "{}").isProblem(Code.UNAUTHENTICATED);
    }

    @Test
    void an_account_does_not_become_a_customer() {
        Rest.account(server, "sana@example.com")
                .post("/customer-sessions", "{}")
                .isProblem(Code.FORBIDDEN);
    }

    @Test
    void everybody_is_who_their_token_says() {
        var sana = Rest.account(server, "sana@example.com").get("/me").is(200);
        assertThat(sana.at("/role")).isEqualTo("agent");
        assertThat(sana.at("/departmentIds/0")).isEqualTo(RunningServer.CUSTOMER_CARE.toString());
        assertThat(Rest.account(server, "biryani@example.com").get("/me").at("/role"))
                .isEqualTo("partner");
        assertThat(Rest.account(server, "admin@localhost").get("/me").at("/role"))
                .isEqualTo("admin");
    }

    @Test
    void the_refresh_cookie_is_for_the_server_only() {
        var answer = Rest.logIn(server, "sana@example.com").is(201);
        assertThat(answer.header("set-cookie"))
                .contains("HTTPOnly", "SameSite=Strict", "Path=/api/v1/sessions")
                .doesNotContain("Secure", "Domain");
        assertThat(answer.text()).doesNotContain(cookie(answer).split("=", 2)[1]);
    }

    @Test
    void behind_https_the_cookie_stays_there() {
        try (RunningServer secure = RunningServer.start(Map.of("SWITCHBOARD_PUBLIC_URL", "https://desk.example"))) {
            assertThat(Rest.logIn(secure, "admin@localhost").header("set-cookie"))
                    .contains("Secure");
        }
    }

    @Test
    void a_refresh_rotates_the_cookie_and_reuse_of_an_old_one_ends_the_session() {
        var first = Rest.logIn(server, "sana@example.com");
        var second = refresh(cookie(first)).is(201);
        assertThat(cookie(second)).isNotEqualTo(cookie(first));
        var third = refresh(cookie(second)).is(201);
        Rest sana = Rest.with(server, third.at("/token"));
        sana.get("/me").is(200);

        refresh(cookie(first)).isProblem(Code.UNAUTHENTICATED);
        refresh(cookie(third)).isProblem(Code.UNAUTHENTICATED);
        sana.get("/me").isProblem(Code.UNAUTHENTICATED);
    }

    @Test
    void two_tabs_that_refresh_at_once_go_on_with_the_same_cookie() {
        String before = cookie(Rest.logIn(server, "sana@example.com"));
        var tabs = Stream.generate(() -> CompletableFuture.supplyAsync(() -> refresh(before)))
                .limit(4)
                .toList();
        var answers = tabs.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(answer -> cookie(answer.is(201))).containsOnly(cookie(answers.getFirst()));
        for (var answer : answers)
            Rest.with(server, answer.at("/token")).get("/me").is(200);
        refresh(cookie(answers.getFirst())).is(201);
    }

    @Test
    void a_used_refresh_cookie_in_another_browser_ends_the_session() {
        String before = cookie(Rest.logIn(server, "sana@example.com"));
        var after = refresh(before).is(201);
        nobody.send("POST", "/sessions/refresh", null, "Cookie", before, "User-Agent", "another")
                .isProblem(Code.UNAUTHENTICATED);
        Rest.with(server, after.at("/token")).get("/me").isProblem(Code.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost.evil.example", "null", "garbage", ""})
    void a_page_of_another_origin_cannot_refresh(String origin) {
        String cookie = cookie(Rest.logIn(server, "sana@example.com"));
        nobody.send("POST", "/sessions/refresh", null, "Cookie", cookie, "Origin", origin)
                .isProblem(Code.FORBIDDEN);
        refresh(cookie).is(201);
    }

    @Test
    void pages_of_this_server_can_refresh_whatever_a_proxy_makes_of_the_host() {
        String cookie = cookie(Rest.logIn(server, "sana@example.com"));
        String own = "http://127.0.0.1:" + server.port();
        var answer = nobody.send("POST", "/sessions/refresh", null, "Cookie", cookie, "Origin", own)
                .is(201);
        nobody.send(
                        "POST",
                        "/sessions/refresh",
                        null,
                        "Cookie",
                        cookie(answer),
                        "Origin",
                        "https://desk.example",
                        "Sec-Fetch-Site",
                        "same-origin")
                .is(201);
    }

    @Test
    void a_browser_that_has_logged_in_before_is_kept_out_by_nobody() {
        var limits = Map.of("SWITCHBOARD_TRUSTED_PROXIES", "1", "SWITCHBOARD_LOG_INS_PER_EMAIL", "3");
        try (RunningServer strict = RunningServer.start(limits)) {
            String right = "{\"email\":\"admin@localhost\",\"password\":\"" + RunningServer.PASSWORD + "\"}";
            String wrong = "{\"email\":\"admin@localhost\",\"password\":\"wrong\"}";
            var first = logIn(strict, right, "X-Forwarded-For", "192.0.2.1").is(201);
            String device = first.headers().allValues("set-cookie").stream()
                    .filter(cookie -> cookie.startsWith("switchboard_device="))
                    .findFirst()
                    .orElseThrow();
            assertThat(device)
                    .contains("HTTPOnly", "SameSite=Strict", "Path=/api/v1")
                    .doesNotContain("Path=/api/v1/");
            String changed = "{\"password\":\"%1$s\",\"newPassword\":\"%1$s\"}".formatted(RunningServer.PASSWORD);
            for (int i = 0; i < 3; i++)
                logIn(strict, wrong, "X-Forwarded-For", "192.0.2.1").is(401);
            logIn(strict, right, "X-Forwarded-For", "192.0.2.1").isProblem(Code.RATE_LIMITED);
            Rest owner = Rest.with(strict, first.at("/token"));
            owner.send("PUT", "/me/password", changed, "X-Forwarded-For", "192.0.2.1")
                    .isProblem(Code.RATE_LIMITED);
            owner.send(
                            "PUT",
                            "/me/password",
                            changed,
                            "X-Forwarded-For",
                            "192.0.2.1",
                            "Cookie",
                            device.split(";", 2)[0])
                    .is(204);
            logIn(strict, right, "X-Forwarded-For", "192.0.2.1", "Cookie", device.split(";", 2)[0])
                    .is(201);
            logIn(strict, right, "X-Forwarded-For", "203.0.113.1").is(201);
        }
    }

    @Test
    void without_a_cookie_there_is_nothing_to_refresh() {
        nobody.send("POST", "/sessions/refresh", null).isProblem(Code.UNAUTHENTICATED);
        refresh("switchboard_session=x.y.z").isProblem(Code.UNAUTHENTICATED);
    }

    @Test
    void who_logs_out_is_out_at_once() {
        var session = Rest.logIn(server, "sana@example.com");
        Rest sana = Rest.with(server, session.at("/token"));
        var answer = sana.delete("/sessions/current").is(204);
        assertThat(answer.header("set-cookie")).contains("Max-Age=0", "Path=/api/v1/sessions");
        sana.get("/me").isProblem(Code.UNAUTHENTICATED);
        refresh(cookie(session)).isProblem(Code.UNAUTHENTICATED);
    }

    @Test
    void no_token_stands_in_for_another() {
        var session = Rest.logIn(server, "sana@example.com");
        String refreshToken = cookie(session).split("=", 2)[1];
        Rest.with(server, refreshToken).get("/me").isProblem(Code.UNAUTHENTICATED);
        for (String other :
                Set.of(session.at("/token"), Rest.customer(server, "Ali").token())) {
            refresh("switchboard_session=" + other).isProblem(Code.UNAUTHENTICATED);
        }
    }

    @Test
    void a_token_of_another_installation_is_foreign() {
        try (RunningServer elsewhere = RunningServer.start()) {
            Rest.with(server, Rest.customer(elsewhere, "Ali").token())
                    .get("/me")
                    .isProblem(Code.UNAUTHENTICATED);
        }
    }

    @Test
    void a_customer_has_no_log_in_to_end() {
        Rest.customer(server, "Ali").delete("/sessions/current").isProblem(Code.FORBIDDEN);
    }

    @Test
    void guessing_a_password_is_slowed_down() {
        server.account("guessed@example.com", "Guessed", Account.Role.AGENT);
        String guess = "{\"email\":\"guessed@example.com\",\"password\":\"wrong\"}";
        for (int i = 0; i < 10; i++) nobody.post("/sessions", guess).isProblem(Code.UNAUTHENTICATED);
        var refused = nobody.post("/sessions", guess).isProblem(Code.RATE_LIMITED);
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
        Rest.logIn(server, "guessed@example.com").isProblem(Code.RATE_LIMITED);
    }

    @Test
    void one_address_cannot_become_any_number_of_customers() {
        try (RunningServer strict = RunningServer.start(Map.of("SWITCHBOARD_NEW_CUSTOMERS_PER_ADDRESS", "3"))) {
            Rest crowd = Rest.nobody(strict);
            for (int i = 0; i < 3; i++) crowd.post("/customer-sessions", "{}").is(201);
            crowd.post("/customer-sessions", "{}").isProblem(Code.RATE_LIMITED);
        }
    }

    @Test
    void who_writes_too_often_is_told_when_to_go_on() {
        try (RunningServer strict = RunningServer.start(Map.of("SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS", "3"))) {
            Rest hasty = Rest.customer(strict, "Hasty");
            String id = hasty.open("1");
            hasty.say(id, "2").is(201);
            hasty.say(id, "3").is(201);
            assertThat(hasty.say(id, "4").isProblem(Code.RATE_LIMITED).header("retry-after"))
                    .isNotNull();
        }
    }

    @Test
    void a_forwarded_address_counts_only_behind_a_proxy() {
        var limits = Map.of("SWITCHBOARD_NEW_CUSTOMERS_PER_ADDRESS", "1", "SWITCHBOARD_TRUSTED_PROXIES", "1");
        try (RunningServer proxied = RunningServer.start(limits)) {
            from(proxied, "198.51.100.1").is(201);
            from(proxied, "198.51.100.2").is(201);
            from(proxied, "203.0.113.9, 198.51.100.1").isProblem(Code.RATE_LIMITED);
        }
    }

    private static Rest.Answer from(RunningServer server, String forwardedFor) {
        return Rest.nobody(server).send("POST", "/customer-sessions", "{}", "X-Forwarded-For", forwardedFor);
    }

    private static Rest.Answer logIn(RunningServer server, String body, String... headers) {
        return Rest.nobody(server).send("POST", "/sessions", body, headers);
    }

    private static Rest.Answer refresh(String cookie) {
        return nobody.send("POST", "/sessions/refresh", null, "Cookie", cookie);
    }

    private static String cookie(Rest.Answer answer) {
        return answer.header("set-cookie").split(";", 2)[0];
    }
}
