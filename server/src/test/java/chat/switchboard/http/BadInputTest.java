package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.RunningServer;
import chat.switchboard.http.Contract.Operation;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// Whatever is sent, the answer is a problem with its code, and never a fault.
class BadInputTest {
    static final RunningServer server = RunningServer.start();
    static final Rest nobody = Rest.nobody(server);
    static final Rest ayesha = Rest.customer(server, "Ayesha");
    static final Rest bilal = Rest.account(server, "admin@localhost");

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_wrong_password_is_unauthenticated() {
        var answer = nobody.post("/sessions", "{\"email\":\"admin@localhost\",\"password\":\"wrong\"}");
        answer.isProblem(Code.UNAUTHENTICATED);
        assertThat(answer.header("www-authenticate")).startsWith("Bearer");
    }

    @Test
    void no_token_is_unauthenticated() {
        nobody.get("/me").isProblem(Code.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "not.a.token", "a.b.c", "🙂", "Bearer", "eyJhbGciOiJub25lIn0.e30."})
    void a_token_that_is_none_is_unauthenticated(String token) {
        String ascii = new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Rest.with(server, ascii.replaceAll("[^ -~]", "?")).get("/me").isProblem(Code.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/conversations/x/y/z", "/me/", "//me", "/conversations/%2e%2e/me"})
    void an_unknown_route_is_not_found(String path) {
        ayesha.get(path).isProblem(Code.NOT_FOUND);
    }

    @Test
    void outside_of_the_api_too() {
        nobody.page("/nothing").isProblem(Code.NOT_FOUND);
        nobody.page("/dashboard/../../etc/passwd").isProblem(Code.NOT_FOUND);
        nobody.page("/widget/%2e%2e/%2e%2e/etc/passwd").isProblem(Code.NOT_FOUND);
    }

    @Test
    void a_wrong_method_is_told_which_are_right() {
        var answer = ayesha.delete("/me").isProblem(405, "not_found");
        assertThat(answer.header("allow")).isEqualTo("GET");
    }

    @Test
    void a_body_that_is_not_json_fails_validation() {
        for (String body : List.of("hello", "{", "{\"a\":1}}", "{\"name\":\"a\",\"name\":\"b\"}", "\u0000", "[1,2")) {
            nobody.post("/customer-sessions", body).isProblem(Code.VALIDATION_FAILED);
        }
    }

    @Test
    void a_body_that_is_no_object_fails_validation() {
        for (String body : List.of("[]", "1", "\"x\"", "null", "true")) {
            nobody.post("/customer-sessions", body)
                    .isProblem(Code.VALIDATION_FAILED)
                    .names("body");
        }
    }

    @Test
    void a_missing_body_fails_validation() {
        nobody.send("POST", "/customer-sessions", null).isProblem(Code.VALIDATION_FAILED);
    }

    @Test
    void a_body_of_another_type_is_unsupported() {
        nobody.send("POST", "/customer-sessions", "{}", "Content-Type", "text/plain")
                .isProblem(Code.UNSUPPORTED_TYPE);
    }

    @Test
    void a_body_beyond_64_kilobytes_is_too_large() {
        String body = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
        nobody.post("/customer-sessions", body).isProblem(Code.TOO_LARGE);
    }

    static Stream<Operation> operationsWithBodies() {
        return Contract.load().operations().stream().filter(operation -> operation.body() != null);
    }

    @ParameterizedTest
    @MethodSource("operationsWithBodies")
    void every_operation_names_a_field_it_does_not_know(Operation operation) {
        String path = operation.path().replace("{id}", UUID.randomUUID().toString());
        var answer = bilal.send(operation.method().name(), path, "{\"surprise\":1}");
        answer.isProblem(Code.VALIDATION_FAILED);
        assertThat(answer.json().get("errors").findValuesAsText("field")).contains("surprise");
    }

    @Test
    void an_unknown_or_malformed_parameter_fails_validation() {
        ayesha.get("/conversations?colour=red")
                .isProblem(Code.VALIDATION_FAILED)
                .names("colour");
        ayesha.get("/conversations?limit=101").isProblem(Code.VALIDATION_FAILED).names("limit");
        ayesha.get("/conversations?limit=ten").isProblem(Code.VALIDATION_FAILED).names("limit");
        ayesha.get("/conversations?limit=1&limit=2")
                .isProblem(Code.VALIDATION_FAILED)
                .names("limit");
        ayesha.get("/conversations?cursor=nonsense")
                .isProblem(Code.VALIDATION_FAILED)
                .names("cursor");
        ayesha.get("/conversations?status=lost")
                .isProblem(Code.VALIDATION_FAILED)
                .names("status");
        String messages = "/conversations/" + ayesha.open("Hello") + "/messages";
        ayesha.get(messages + "?cursor=nonsense")
                .isProblem(Code.VALIDATION_FAILED)
                .names("cursor");
        ayesha.get(messages + "?after=1&before=2")
                .isProblem(Code.VALIDATION_FAILED)
                .names("after");
        ayesha.get(messages + "?wait=5").isProblem(Code.VALIDATION_FAILED).names("wait");
    }

    @Test
    void content_has_its_limit_in_code_points() {
        String id = ayesha.open("Hello");
        ayesha.say(id, "🙂".repeat(5_000)).is(201);
        ayesha.say(id, "🙂".repeat(5_001)).isProblem(Code.VALIDATION_FAILED).names("content");
        bilal.say(id, "x".repeat(10_000)).is(201);
        bilal.say(id, "x".repeat(10_001)).isProblem(Code.VALIDATION_FAILED).names("content");
    }

    @Test
    void text_is_composed_and_freed_from_control_characters() {
        String id = ayesha.open("Hello");
        var answer =
                ayesha.say(id, "cafe\\u0301\\u0000\\u0007 a\\tb\\nc \\ud800").is(201);
        assertThat(answer.at("/content")).isEqualTo("café a\tb\nc \ufffd");
    }

    @Test
    void text_that_no_database_holds_is_cleaned_wherever_it_stands() throws Exception {
        var body = "{\"subject\":\"a\\u0000b\",\"metadata\":{\"k\\u0000\":{\"x\":[\"\\u0000\\ud800\"]}}}";
        var conversation = ayesha.post("/conversations", body).is(201);
        assertThat(conversation.at("/subject")).isEqualTo("ab");
        assertThat(conversation.json().get("metadata"))
                .isEqualTo(new ObjectMapper().readTree("{\"k\":{\"x\":[\"\ufffd\"]}}"));
    }

    @Test
    void metadata_has_at_most_8_kilobytes() {
        ayesha.post("/conversations", "{\"metadata\":{\"x\":\"" + "y".repeat(8_200) + "\"}}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("metadata");
    }

    @Test
    void an_email_address_has_no_second_line() {
        nobody.post("/customer-sessions", "{\"email\":\"a@b.example\\n\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("email");
    }

    @Test
    void somebody_elses_conversation_and_an_unknown_one_get_the_same_answer() {
        String hers = ayesha.open("Hello");
        Rest stranger = Rest.customer(server, "Stranger");
        for (String id : List.of(hers, UUID.randomUUID().toString(), "not-an-id")) {
            String path = "/conversations/" + id;
            stranger.get(path).isProblem(Code.NOT_FOUND);
            stranger.get(path + "/messages").isProblem(Code.NOT_FOUND);
            stranger.get(path + "/messages?after=0&wait=20").isProblem(Code.NOT_FOUND);
            stranger.get(path + "/read").isProblem(Code.NOT_FOUND);
            stranger.say(id, "Hello").isProblem(Code.NOT_FOUND);
            stranger.put(path + "/read", "{\"seq\":1}").isProblem(Code.NOT_FOUND);
            stranger.post(path + "/handoff", "{}").isProblem(Code.NOT_FOUND);
            stranger.put(path + "/rating", "{\"score\":5}").isProblem(Code.NOT_FOUND);
        }
    }

    @Test
    void a_customer_may_not_do_what_staff_do() {
        String path = "/conversations/" + ayesha.open("Hello");
        ayesha.patch(path, "{\"priority\":\"high\"}").isProblem(Code.FORBIDDEN);
        ayesha.put(path + "/assignment", "{\"agentId\":\"me\"}").isProblem(Code.FORBIDDEN);
        ayesha.put(path + "/resolution", "{}").isProblem(Code.FORBIDDEN);
        ayesha.delete(path + "/resolution").isProblem(Code.FORBIDDEN);
        ayesha.put(path + "/closure", "{}").isProblem(Code.FORBIDDEN);
        ayesha.post(path + "/escalation", "{\"reason\":\"now\"}").isProblem(Code.FORBIDDEN);
        ayesha.get(path + "/activity").isProblem(Code.FORBIDDEN);
        ayesha.get("/agents").isProblem(Code.FORBIDDEN);
        ayesha.get("/departments").isProblem(Code.FORBIDDEN);
        bilal.post("/conversations", "{}").isProblem(Code.FORBIDDEN);
    }

    @Test
    void what_is_not_http_is_refused_and_hurts_nobody_else() throws Exception {
        assertThat(raw("\u0016\u0003\u0001 hello\r\n\r\n")).contains(" 400 ", "validation_failed");
        assertThat(raw("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n\r\n")).contains(" 414 ", "too_large");
        assertThat(raw("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .contains(" 431 ", "too_large");
        assertThat(raw("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"))
                .contains(" 400 ");
        ayesha.get("/me").is(200);
    }

    @Test
    void who_hangs_up_in_the_middle_is_no_fault() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("chat.switchboard");
        logger.addAppender(log);
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String begun = "POST /api/v1/customer-sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{";
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoLinger(true, 0);
        }
        ayesha.get("/me").is(200);
        logger.detachAppender(log);
        assertThat(log.list).isEmpty();
    }

    @Test
    void a_query_that_is_not_percent_encoded_fails_validation() throws Exception {
        String request = "GET /api/v1/faq-entries?language=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertThat(raw(request)).contains(" 422 ", "validation_failed");
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
