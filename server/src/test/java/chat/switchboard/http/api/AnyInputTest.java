package chat.switchboard.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.RunningServer;
import chat.switchboard.contract.Contract;
import chat.switchboard.contract.Contract.Operation;
import chat.switchboard.contract.SampleBodies;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.AnyJson;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/// Every parameter and field of every operation of the contract, with any value, from anybody: the answer fits the
/// contract, is no fault, and names the field it refuses.
class AnyInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 8;
    private static final List<String> PERCENT = List.of("%00", "%ED%A0%80", "%FF", "%E2%80%AE", "a%0D%0Ab", "%25");

    static final RunningServer server = RunningServer.start();
    static final Rest ayesha = Rest.customer(server, "Ayesha");
    static final Map<String, Rest> actors = Map.of(
            "nobody", Rest.nobody(server),
            "customer", ayesha,
            "agent", agent(),
            "admin", Rest.account(server, "admin@localhost"));
    static final ListAppender<ILoggingEvent> log = new ListAppender<>();
    static final SampleBodies bodies = new SampleBodies(Contract.load());

    /// @param field its path, or nothing: the body as a whole
    private record Case(String actor, Operation operation, String field, String path, String body) {}

    @BeforeAll
    static void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterAll
    static void stop() {
        logger().detachAppender(log);
        server.close();
    }

    static List<Operation> operations() {
        return Contract.load().operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatever_is_sent_is_answered_by_the_contract(Operation operation) throws Exception {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (String actor : actors.keySet())
                cases(actor, operation).forEach(each -> threads.submit(() -> check(each, wrong)));
        }
        assertThat(wrong).isEmpty();
        assertThat(faults()).isEmpty();
        ayesha.say(ayesha.open("Hello"), "Still there?").is(201);
    }

    @Test
    void all_fields_are_found() {
        Operation open = operations().stream()
                .filter(operation -> operation.id().equals("openConversation"))
                .findFirst()
                .orElseThrow();
        assertThat(bodies.fields(open).map(JsonPointer::toString))
                .contains("/subject", "/metadata", "/message/id", "/message/attachmentIds/0");
    }

    private static void check(Case sent, Queue<String> wrong) {
        try {
            String method = sent.operation.method().name();
            complain(sent, actors.get(sent.actor).send(method, sent.path, sent.body), wrong);
        } catch (RuntimeException | AssertionError unfit) {
            wrong.add(describe(sent) + unfit);
        }
    }

    private static void complain(Case sent, Rest.Answer answer, Queue<String> wrong) {
        if (answer.status() < 400) return;
        if (answer.status() >= 500) wrong.add(describe(sent) + answer.text());
        if (answer.text().length() > 10_000)
            wrong.add(describe(sent) + "answered " + answer.text().length());
        if (answer.status() != 422) return;
        boolean named = StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .map(error -> error.get("field").textValue())
                .anyMatch(field -> sent.field.contains(field)
                        || field.startsWith(sent.field)
                        // Of a file, the row.
                        || field.startsWith("rows["));
        // A body that is beyond the limits of JSON, or is none, is refused as a whole.
        boolean whole = answer.at("/errors/0/field").equals("body")
                || answer.json().path("errors").isMissingNode();
        if (!named && !whole) wrong.add(describe(sent) + answer.text());
    }

    private static String describe(Case sent) {
        String body = String.valueOf(sent.body);
        return "%n%s %s %s %s: "
                .formatted(
                        sent.actor,
                        sent.operation.method(),
                        sent.path.substring(0, Math.min(120, sent.path.length())),
                        body.substring(0, Math.min(200, body.length())));
    }

    private static Stream<Case> cases(String actor, Operation operation) {
        String path = operation.path().replace("{id}", operation.path().contains("{id}") ? ayesha.open("Hello") : "");
        return Stream.of(inPath(actor, operation), inQuery(actor, operation, path), inBody(actor, operation, path))
                .flatMap(each -> each);
    }

    private static Stream<Case> inPath(String actor, Operation operation) {
        if (!operation.path().contains("{id}")) return Stream.of();
        return queryTexts()
                .filter(text -> !text.isEmpty() && text.length() < 4_000)
                .map(text -> new Case(
                        actor, operation, "id", operation.path().replace("{id}", text), bodies.leastText(operation)));
    }

    private static Stream<Case> inQuery(String actor, Operation operation, String path) {
        return operation.query().stream()
                .flatMap(parameter -> queryTexts()
                        .filter(text -> text.length() < 7_000)
                        .map(text -> new Case(
                                actor, operation, parameter.name(), path + "?" + parameter.name() + "=" + text, null)));
    }

    private static Stream<Case> inBody(String actor, Operation operation, String path) {
        if (operation.body() == null) return Stream.of();
        Stream<Case> whole = AnyJson.values().stream().map(value -> new Case(actor, operation, "", path, value));
        Stream<Case> fields = bodies.fields(operation)
                .flatMap(field -> AnyJson.values().stream()
                        .map(value -> new Case(
                                actor,
                                operation,
                                field.toString().substring(1).replace('/', '.'),
                                path,
                                bodies.with(operation, field, value))));
        return Stream.concat(whole, fields);
    }

    private static Stream<String> queryTexts() {
        return Stream.concat(
                PERCENT.stream(),
                AnyJson.values().stream()
                        .map(AnyInputTest::asText)
                        .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)));
    }

    /// What a JSON string says, and everything else as it is written.
    private static String asText(String json) {
        try {
            return json.startsWith("\"") ? JSON.readTree(json).textValue() : json;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> faults() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(event -> event.getFormattedMessage() + " "
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .toList();
    }

    private static ch.qos.logback.classic.Logger logger() {
        return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("chat.switchboard");
    }

    private static Rest agent() {
        server.account("sana@example.com", "Sana", Account.Role.AGENT);
        return Rest.account(server, "sana@example.com");
    }
}
