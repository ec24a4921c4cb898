package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.RunningServer;
import chat.switchboard.fault.Wire;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Customer;
import chat.switchboard.kernel.AnyJson;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.wire.Requests;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/// Every field of every command, with any value, from anybody who has a socket: it is acknowledged, with a code of the
/// contract where it is refused, and hurts nobody else.
class AnyPayloadTest {
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());
    private static final Set<String> CODES =
            Stream.of(Refusal.Code.values()).map(Refusal.Code::wireName).collect(Collectors.toSet());
    /// The names of all fields of all payloads, `message.content` among them, and one that none has.
    private static final List<String> FIELDS = Stream.concat(
                    Stream.of(Requests.class.getDeclaredClasses())
                            .filter(Class::isRecord)
                            .flatMap(type -> fields(type, "")),
                    Stream.of("surprise"))
            .distinct()
            .toList();

    static final RunningServer server = RunningServer.start();
    static final String customer = customer();
    static final Map<String, String> tokens =
            Map.of("customer", customer, "agent", staff(Account.Role.AGENT), "admin", staff(Account.Role.ADMIN));
    static final ListAppender<ILoggingEvent> log = new ListAppender<>();

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

    static Stream<JsonNode> commands() {
        return Golden.files("client").map(Golden::read);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatever_is_sent_is_acknowledged(JsonNode command) throws IOException {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newFixedThreadPool(tokens.size())) {
            tokens.forEach((actor, token) -> threads.submit(() -> {
                try {
                    sendAll(actor, token, command, wrong);
                } catch (IOException | RuntimeException | AssertionError broken) {
                    wrong.add(actor + ": " + broken);
                }
            }));
        }
        assertThat(wrong).isEmpty();
        assertThat(faults()).isEmpty();
        try (Wire ayesha = connect(customer)) {
            String id = open(ayesha);
            assertThat(ayesha.call("message.send", message(id)).get("ok").booleanValue())
                    .isTrue();
        }
    }

    private static void sendAll(String actor, String token, JsonNode command, Queue<String> wrong) throws IOException {
        String name = command.get("command").textValue();
        try (Wire socket = connect(token);
                Wire ayesha = connect(customer)) {
            String conversation = open(ayesha);
            socket.call("conversation.join", "{\"conversationId\":\"" + conversation + "\"}");
            for (String value : AnyJson.values()) {
                check(actor, name, value, socket.call(name, value), wrong);
                for (String field : FIELDS) {
                    String payload = with(fresh(command.get("payload"), conversation), field, value);
                    check(actor, name, payload, socket.call(name, payload), wrong);
                }
            }
        }
    }

    private static void check(String actor, String name, String payload, JsonNode answer, Queue<String> wrong) {
        boolean fits = answer.path("ok").asBoolean(false)
                || CODES.contains(answer.at("/error/code").asText())
                        && !answer.at("/error/message").asText().contains("fault")
                        && answer.toString().length() < 1_000;
        boolean named = !answer.at("/error/code").asText().equals("validation_failed")
                || answer.at("/error/field").isTextual();
        if (fits && named) return;
        String sent = payload.substring(0, Math.min(200, payload.length()));
        wrong.add("%n%s %s %s: %s".formatted(actor, name, sent, answer));
    }

    // ---- payloads ----

    private static Stream<String> fields(Class<?> type, String prefix) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + component.getName();
            Class<?> part = part(component);
            return Stream.concat(Stream.of(name), part.isRecord() ? fields(part, name + ".") : Stream.of());
        });
    }

    /// What a field holds; of a list, what is in it.
    private static Class<?> part(RecordComponent component) {
        Type type = component.getGenericType();
        return type instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : component.getType();
    }

    /// The golden payload about this conversation, saying something new.
    private static ObjectNode fresh(JsonNode golden, String conversation) {
        ObjectNode payload = golden.deepCopy();
        if (payload.has("conversationId")) payload.put("conversationId", conversation);
        if (payload.has("replyTo")) payload.put("replyTo", 1);
        if (payload.has("id")) payload.put("id", IDS.next().toString());
        if (payload.get("message") instanceof ObjectNode message)
            message.put("id", IDS.next().toString());
        return payload;
    }

    private static String with(ObjectNode payload, String field, String value) {
        ObjectNode object = payload;
        String name = field;
        for (int dot; (dot = name.indexOf('.')) >= 0; name = name.substring(dot + 1)) {
            String parent = name.substring(0, dot);
            object = object.get(parent) instanceof ObjectNode there ? there : object.putObject(parent);
        }
        object.putRawValue(name, new RawValue(value));
        try {
            return Golden.JSON.writeValueAsString(payload);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Wire connect(String token) throws IOException {
        return Wire.connect(URI.create("http://127.0.0.1:" + server.port()), token, _ -> {});
    }

    private static String open(Wire customer) throws IOException {
        JsonNode answer = customer.call(
                "conversation.open", "{\"message\":{\"id\":\"" + IDS.next() + "\",\"content\":\"Hello\"}}");
        return answer.at("/conversation/id").textValue();
    }

    private static String message(String conversation) {
        return "{\"conversationId\":\"%s\",\"id\":\"%s\",\"content\":\"Still there?\"}"
                .formatted(conversation, IDS.next());
    }

    // ---- the server ----

    private static String customer() {
        return SocketDesk.done(server.identity()
                        .openCustomerSession(new Customer.Profile(null, "Ayesha", null, null), "127.0.0.1"))
                .token();
    }

    private static String staff(Account.Role role) {
        String email = role.wireName() + "@example.com";
        server.account(email, role.wireName(), role);
        return SocketDesk.done(server.identity()
                        .logIn(new Account.Credentials(
                                email, RunningServer.PASSWORD, null, Account.Client.at("127.0.0.1"))))
                .token();
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
}
