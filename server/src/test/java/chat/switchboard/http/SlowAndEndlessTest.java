package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that never end, on every path: they cost a bounded number of bytes and a bounded time, and whoever sends
/// them can still read the answer.
class SlowAndEndlessTest {
    static final RunningServer server = RunningServer.start(Map.of(
            "SWITCHBOARD_REQUEST_HEAD_TIMEOUT", "300ms",
            "SWITCHBOARD_REQUEST_BODY_TIMEOUT", "600ms"));

    @AfterAll
    static void stop() {
        server.close();
    }

    /// One of each kind: operations, pages, the API with and without a route, a refused token, a wrong method.
    static Stream<String> requests() {
        return Stream.of(
                "GET /",
                "GET /dashboard/",
                "POST /widget/",
                "GET /widget.js",
                "GET /nothing",
                "GET /health/live",
                "POST /health/ready",
                "GET /metrics",
                "PUT /metrics",
                "OPTIONS *",
                "GET /api/v1/openapi.json",
                "GET /api/v1/asyncapi.json",
                "POST /api/v1/customer-sessions",
                "POST /api/v1/sessions",
                "GET /api/v1/me",
                "POST /api/v1/conversations",
                "DELETE /api/v1/faq-entries",
                "PATCH /api/v1/nothing",
                "OPTIONS /api/v1/conversations");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_body_that_is_announced_too_large_is_refused_at_once_and_ends_the_connection(String request) {
        String answer = RawConnection.exchange(server, head(request, "Content-Length: 9999999999"));
        isLastWord(answer, 413);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_body_without_end_is_refused_when_it_is_too_large(String request) {
        try (RawConnection client = RawConnection.to(server)) {
            client.send(head(request, "Transfer-Encoding: chunked"));
            String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
            for (int i = 0; i < 20; i++) client.send(chunk);
            isLastWord(client.readToEnd(), 413);
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_body_that_drips_is_refused_when_its_time_is_over(String request) {
        try (RawConnection client = RawConnection.to(server)) {
            client.send(head(request, "Content-Length: 1000"));
            drip(client);
            isLastWord(client.readToEnd(), 408);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            admin    | POST /api/v1/faq-entries?x=/import    | 413
            admin    | POST /api/v1/faq-entries#/import      | 400
            admin    | POST /api/v1/nothing/import           | 413
            admin    | GET /api/v1/faq-entries/import        | 413
            admin    | POST /faq-entries/import              | 413
            agent    | POST /api/v1/faq-entries/import       | 413
            customer | POST /api/v1/canned-replies/import    | 413
            forged   | POST /api/v1/canned-replies/import    | 401
            nobody   | POST /api/v1/canned-replies/import    | 413
            """)
    void room_for_a_file_is_only_where_one_is_taken_and_for_those_who_may_bring_it(
            String who, String request, int status) {
        String[] fields = authorization(who);
        String announced = head(request, with(fields, "Content-Length: 200000"));
        isLastWord(RawConnection.exchange(server, announced), status);
        try (RawConnection client = RawConnection.to(server)) {
            client.send(head(request, with(fields, "Transfer-Encoding: chunked")));
            for (int i = 0; i < 20; i++) client.send("2000\r\n" + "x".repeat(0x2000) + "\r\n");
            isLastWord(client.readToEnd(), status);
        }
    }

    @ParameterizedTest
    @CsvSource({"admin, /faq-entries/import", "agent, /canned-replies/import?x=1"})
    void who_may_bring_a_file_has_room_for_it(String who, String path) {
        String body = "{\"format\":\"csv\",\"content\":\"" + "x".repeat(200_000) + "\"}";
        String[] fields = with(
                authorization(who),
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "Connection: close");
        String answer = RawConnection.exchange(server, head("POST /api/v1" + path, fields) + body);
        assertThat(RawConnection.status(answer)).isEqualTo(422);
    }

    private static String[] authorization(String who) {
        String token = switch (who) {
            case "admin" -> Rest.logIn(server, "admin@localhost").at("/token");
            case "agent" -> agent();
            case "customer" ->
                Rest.nobody(server).post("/customer-sessions", "{}").at("/token");
            default -> "forged";
        };
        return who.equals("nobody") ? new String[0] : new String[] {"Authorization: Bearer " + token};
    }

    private static String agent() {
        String email = "sana-" + UUID.randomUUID() + "@example.com";
        server.account(email, "Sana", Account.Role.AGENT);
        return Rest.logIn(server, email).at("/token");
    }

    private static String[] with(String[] fields, String... more) {
        return Stream.concat(Stream.of(fields), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void many_tiny_chunks_with_long_extensions_are_too_large_by_their_framing() {
        try (RawConnection client = RawConnection.to(server)) {
            client.send(head("POST /api/v1/customer-sessions", "Transfer-Encoding: chunked"));
            String chunk = "1;" + "x".repeat(4_000) + "\r\n{\r\n";
            for (int i = 0; i < 300; i++) client.send(chunk);
            isLastWord(client.readToEnd(), 413);
        }
    }

    @Test
    void nothing_that_follows_a_refused_body_is_taken_for_a_request() {
        String smuggled = head("GET /health/live");
        String answer = RawConnection.exchange(
                server, head("POST /api/v1/sessions", "Content-Length: 9999999999") + smuggled.repeat(100));
        isLastWord(answer, 413);
    }

    @Test
    void a_client_that_sends_much_more_than_is_read_can_still_read_the_answer() {
        try (RawConnection client = RawConnection.to(server)) {
            client.send(head("POST /api/v1/sessions", "Content-Length: 9999999999"));
            client.send("x".repeat(900_000));
            isLastWord(client.readToEnd(), 413);
        }
    }

    @Test
    void a_client_that_never_stops_sending_is_cut_off() {
        try (RawConnection client = RawConnection.to(server)) {
            client.send(head("POST /api/v1/sessions", "Content-Length: 9999999999"));
            String block = "x".repeat(64 * 1024);
            Eventually.until("the server closes", () -> !client.sends(block));
        }
    }

    @Test
    void a_head_that_drips_is_refused_when_its_time_is_over() {
        try (RawConnection client = RawConnection.to(server)) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n");
            Eventually.until("the time is over", () -> !client.sends("X: y\r\n") || client.hasAnswer());
            isLastWord(client.readToEnd(), 408);
        }
    }

    @Test
    void the_second_head_of_a_connection_has_the_same_time() {
        try (RawConnection client = RawConnection.to(server)) {
            client.send(head("GET /health/live"));
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
            client.send("GET /health/live HTTP/1.1\r\n");
            isLastWord(client.readToEnd(), 408);
        }
    }

    @Test
    void a_connection_that_never_says_anything_is_closed_without_a_word() {
        assertThat(RawConnection.exchange(server, "")).isEmpty();
    }

    @Test
    void a_small_body_where_none_is_wanted_hurts_nobody() {
        for (String path : List.of("/nothing", "/health/live", "/metrics", "/api/v1/faq-entries")) {
            try (RawConnection client = RawConnection.to(server)) {
                for (int i = 0; i < 3; i++) {
                    client.send(head("GET " + path, "Content-Length: 5") + "hello");
                    assertThat(client.readAnswer())
                            .containsPattern("HTTP/1.1 (200|404) ")
                            .doesNotContain("close");
                }
            }
        }
    }

    @Test
    void who_asks_for_the_end_gets_it_after_the_answer() {
        String answer = RawConnection.exchange(server, head("GET /health/live", "Connection: close"));
        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("connection: close");
    }

    private static void drip(RawConnection client) {
        Eventually.until("the time is over", () -> !client.sends("x") || client.hasAnswer());
    }

    private static void isLastWord(String answer, int status) {
        assertThat(RawConnection.status(answer)).describedAs(answer).isEqualTo(status);
        assertThat(RawConnection.answers(answer)).describedAs(answer).isEqualTo(1);
        assertThat(answer).containsIgnoringCase("connection: close").contains("application/problem+json");
    }

    private static String head(String request, String... fields) {
        var head = new StringBuilder(request + " HTTP/1.1\r\nHost: a\r\n");
        for (String field : fields) head.append(field).append("\r\n");
        return head.append("\r\n").toString();
    }
}
