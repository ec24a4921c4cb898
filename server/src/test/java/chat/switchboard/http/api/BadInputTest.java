package chat.switchboard.http.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.RunningServer;
import chat.switchboard.contract.Contract;
import chat.switchboard.contract.Contract.Operation;
import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
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
        assertThat(answer.header("allow")).isEqualTo("GET, PATCH");
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
    void a_body_beyond_128_kilobytes_is_too_large() {
        String body = "{\"name\":\"" + "x".repeat(128 * 1024) + "\"}";
        nobody.post("/customer-sessions", body).isProblem(Code.TOO_LARGE);
    }

    /// However deep, however many, however long: parsed within limits, and answered.
    @ParameterizedTest
    @MethodSource("intricate")
    void a_body_beyond_its_limits_is_refused(String metadata) {
        ayesha.post("/conversations", "{\"metadata\":{\"x\":" + metadata + "}}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("body");
    }

    static Stream<String> intricate() {
        return Stream.of(
                "[".repeat(100) + "]".repeat(100),
                "{\"x\":".repeat(60_000 / 5) + "1" + "}".repeat(60_000 / 5),
                "[" + "1,".repeat(30_000) + "1]",
                "9".repeat(60_000),
                "0." + "1".repeat(60_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "{\"y\":[0,1e999]}"})
    void a_number_beyond_all_measure_is_refused_by_name(String number) {
        var answer = ayesha.post("/conversations", "{\"metadata\":{\"x\":" + number + "}}");
        answer.isProblem(Code.VALIDATION_FAILED);
        assertThat(answer.at("/errors/0/field")).startsWith("metadata.x");
        ayesha.put("/conversations/" + ayesha.open("Hello") + "/read", "{\"seq\":1e400}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("seq");
    }

    @Test
    void an_answer_names_at_most_20_fields_and_repeats_no_long_name() {
        String many =
                IntStream.range(0, 4_000).mapToObj(i -> "\"f" + i + "\":1").collect(joining(",", "{", "}"));
        String longName = "{\"" + "y".repeat(60_000) + "\":1}";
        String longQuery =
                IntStream.range(0, 1_000).mapToObj(i -> "q" + i + "=1").collect(joining("&", "?", ""));
        for (var answer : List.of(
                nobody.post("/customer-sessions", many),
                nobody.post("/customer-sessions", longName),
                ayesha.get("/conversations" + longQuery),
                ayesha.get("/conversations?" + "z".repeat(7_000) + "=1"))) {
            answer.isProblem(Code.VALIDATION_FAILED);
            assertThat(answer.json().get("errors").size()).isBetween(1, 20);
            assertThat(answer.text()).hasSizeLessThan(4_000);
        }
    }

    /// The pattern of a locale needs a stack as deep as the text is long.
    @ParameterizedTest
    @ValueSource(strings = {"a-", "ur-PK-", "a"})
    void a_text_too_long_for_its_pattern_is_answered(String piece) {
        nobody.post("/customer-sessions", "{\"locale\":\"" + piece.repeat(20_000) + "\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("locale");
        ayesha.get("/conversations?status=" + "active,".repeat(900) + "active")
                .isProblem(Code.VALIDATION_FAILED)
                .names("status");
    }

    /// Normalising this took seconds, for everybody.
    @Test
    void a_text_of_combining_marks_is_answered_like_any_other() {
        String marks = "\u0307\u0323".repeat(15_000);
        nobody.post("/sessions", "{\"email\":\"a@b.example\",\"password\":\"" + "q" + marks + "\"}")
                .isProblem(Code.UNAUTHENTICATED);
        var answer = ayesha.say(ayesha.open("Hello"), "q" + marks).is(201);
        assertThat(answer.at("/content")).isEqualTo("q" + "\u0323".repeat(15) + "\u0307".repeat(15));
    }

    @Test
    void a_password_has_at_most_128_characters() {
        nobody.post("/sessions", "{\"email\":\"a@b.example\",\"password\":\"" + "x".repeat(129) + "\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("password");
    }

    @Test
    void a_cursor_of_another_age_fails_validation() {
        for (long second : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, 253_402_300_800L}) {
            String cursor = Base64.getUrlEncoder()
                    .encodeToString((second + "/" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
            ayesha.get("/conversations?cursor=" + cursor)
                    .isProblem(Code.VALIDATION_FAILED)
                    .names("cursor");
        }
    }

    static Stream<Operation> operationsWithCursors() {
        return Contract.load().operations().stream()
                .filter(operation -> operation.query().stream()
                        .anyMatch(parameter -> parameter.name().equals("cursor")));
    }

    /// Whatever is in it, a NUL, which no database takes, included.
    @ParameterizedTest
    @MethodSource("operationsWithCursors")
    void every_list_refuses_a_cursor_it_did_not_give(Operation operation) {
        String id = operation.path().startsWith("/conversations/") ? ayesha.open("Hello") : id(operation);
        String list = operation.path().replace("{id}", id) + "?cursor=";
        String uuid = UUID.randomUUID().toString();
        for (String plain : List.of("0/\0/x", "0/x/\0", uuid + "/\0", "\0/" + uuid, "1\0", "\0", "", "/", "\ufffd"))
            for (String cursor : List.of(
                    Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)),
                    plain.replace("\0", "%00").replace("\ufffd", "%FF"))) {
                bilal.get(list + cursor).isProblem(Code.VALIDATION_FAILED).names("cursor");
            }
    }

    static Stream<Operation> operationsWithBodies() {
        return Contract.load().operations().stream().filter(operation -> operation.body() != null);
    }

    @ParameterizedTest
    @MethodSource("operationsWithBodies")
    void every_operation_names_a_field_it_does_not_know(Operation operation) {
        String path = operation.path().replace("{id}", id(operation));
        var answer = bilal.send(operation.method().name(), path, "{\"surprise\":1}");
        answer.isProblem(Code.VALIDATION_FAILED);
        assertThat(answer.json().get("errors").findValuesAsText("field")).contains("surprise");
    }

    /// One that the path takes: an id, where it is no word.
    private static String id(Operation operation) {
        return switch (operation.path()) {
            case "/categories/{id}" -> "other";
            case "/text-templates/{id}" -> "en.event.agent.joined";
            case "/setup/{id}" -> "invite";
            default -> UUID.randomUUID().toString();
        };
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

    /// Twelve bytes each, which no JSON needs and all JSON may write.
    @Test
    void content_is_accepted_however_it_is_escaped() {
        String id = ayesha.open("Hello");
        String escaped = "\\ud83d\\ude42";
        assertThat(bilal.say(id, escaped.repeat(10_000)).is(201).at("/content")).isEqualTo("🙂".repeat(10_000));
        bilal.say(id, escaped.repeat(10_001)).isProblem(Code.VALIDATION_FAILED).names("content");
        assertThat(bilal.say(id, "\\u0633".repeat(10_000)).is(201).at("/content"))
                .isEqualTo("س".repeat(10_000));
    }

    static Stream<String> blank() throws IOException {
        JsonNode table = new ObjectMapper()
                .readTree(Path.of("..", "protocol", "text", "blank.json").toFile());
        return table.get("blank").findValuesAsText("text").stream();
    }

    @ParameterizedTest
    @MethodSource("blank")
    void what_shows_nothing_was_not_said(String blank) throws Exception {
        String text = new ObjectMapper().writeValueAsString(blank);
        String path = "/conversations/" + ayesha.open("Hello");
        ayesha.post(path + "/messages", "{\"id\":\"%s\",\"content\":%s}".formatted(Rest.newId(), text))
                .isProblem(Code.VALIDATION_FAILED)
                .names("content");
        nobody.post("/customer-sessions", "{\"name\":%s}".formatted(text))
                .isProblem(Code.VALIDATION_FAILED)
                .names("name");
        bilal.post(path + "/escalation", "{\"reason\":%s}".formatted(text))
                .isProblem(Code.VALIDATION_FAILED)
                .names("reason");
        bilal.patch(path, "{\"labels\":[%s]}".formatted(text)).isProblem(Code.VALIDATION_FAILED);
        assertThat(ayesha.post("/conversations", "{\"subject\":%s}".formatted(text))
                        .is(201)
                        .json()
                        .get("subject")
                        .isNull())
                .isTrue();
        bilal.patch(path, "{\"subject\":\"Late\"}").is(200);
        assertThat(bilal.patch(path, "{\"subject\":%s}".formatted(text))
                        .is(200)
                        .json()
                        .get("subject")
                        .isNull())
                .isTrue();
        bilal.put(path + "/assignment", "{\"agentId\":\"me\",\"note\":%s}".formatted(text))
                .is(200);
        assertThat(bilal.get(path + "/activity").is(200).text()).doesNotContain("\"note\"");
        bilal.put(path + "/resolution", "{}").is(200);
        assertThat(ayesha.put(path + "/rating", "{\"score\":5,\"comment\":%s}".formatted(text))
                        .is(200)
                        .json()
                        .at("/rating/comment")
                        .isNull())
                .isTrue();
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
    void labels_are_the_staffs() {
        String id = ayesha.open("Hello");
        bilal.patch("/conversations/" + id, "{\"labels\":[\"refund\",\"vip\"]}").is(200);
        ayesha.get("/conversations?label=refund").isProblem(Code.FORBIDDEN);
        assertThat(bilal.get("/conversations?label=refund").is(200).at("/items/0/id"))
                .isEqualTo(id);
        assertThat(bilal.get("/conversations?label=unknown").is(200).json().get("items"))
                .isEmpty();
        bilal.patch("/conversations/" + id, "{\"labels\":[\"vip\",\"vip\"]}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("labels");
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
