package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.limit.RateLimiter.Rate;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one socket may ask for, and what all of them together may take.
class SocketLimitsTest {
    private static final int UNANSWERED = 8;
    private static final int READS = 20;
    private static final int CHANGES = 10;
    private static final int TYPING = 5;
    private static final int CONNECTIONS = 2;

    static SocketDesk desk;

    @BeforeAll
    static void open() {
        desk = new SocketDesk(
                new Gateway.CommandLimits(
                        UNANSWERED, anHour(READS), anHour(CHANGES), anHour(TYPING), CONNECTIONS, 1_000),
                true);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    /// So that nothing is refilled while a test runs.
    private static Rate anHour(int times) {
        return new Rate(times, Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    conversation.join    | {'conversationId':'$ID'}           | 20
                    conversation.leave   | {'conversationId':'$ID'}           | 20
                    message.read         | {'conversationId':'$ID','seq':1}   | 20
                    inbox.join           | {}                                 | 20
                    conversation.handoff | {'conversationId':'$ID'}           | 9
                    conversation.rate    | {'conversationId':'$ID','score':1} | 9
                    session.renew        | {'token':'x.y.z'}                  | 9
                    presence.set         | {'status':'online'}                | 9
                    no.such.command      | {}                                 | 9
                    typing.stop          | {'conversationId':'$ID'}           | 5
                    """)
    void each_kind_of_command_has_its_rate_whatever_it_is_answered(String command, String payload, int most) {
        try (var ayesha = customer()) {
            String id = opened(ayesha);
            List<JsonNode> answers = IntStream.range(0, 30)
                    .mapToObj(_ -> ayesha.call(command, payload.replace("$ID", id)))
                    .toList();

            assertThat(answers.subList(0, most)).noneMatch(SocketLimitsTest::isTooMuch);
            assertThat(answers.subList(most, 30)).allMatch(SocketLimitsTest::isTooMuch);
            assertThat(answers.getLast().at("/error/retryAfter").intValue()).isBetween(1, 3600);
            ayesha.ok("message.send", message(id));
        }
    }

    @Test
    void commands_that_want_no_answer_count_as_well() {
        try (var ayesha = customer()) {
            String id = opened(ayesha);
            for (int i = 0; i < READS; i++) ayesha.tell("conversation.leave", one(id));
            assertThat(isTooMuch(ayesha.call("conversation.leave", one(id)))).isTrue();
        }
    }

    @Test
    void of_thousands_of_commands_at_once_each_is_answered_and_the_refused_ones_in_their_order() {
        try (var ayesha = customer()) {
            String id = opened(ayesha);
            List<Integer> refused = new ArrayList<>();
            List<CompletableFuture<JsonNode>> asked = IntStream.range(0, 3_000)
                    .mapToObj(i -> ayesha.ask("conversation.join", one(id)).whenComplete((answer, _) -> {
                        if (answer != null && isTooMuch(answer)) refused.add(i);
                    }))
                    .toList();
            List<JsonNode> answers = asked.stream().map(CompletableFuture::join).toList();

            assertThat(answers.subList(0, UNANSWERED))
                    .allMatch(it -> it.get("ok").booleanValue());
            assertThat(refused).isSorted().hasSizeBetween(3_000 - READS, 3_000 - UNANSWERED);
        }
    }

    @Test
    void a_flood_of_joins_leaves_connections_for_who_logs_in_and_messages_for_who_writes() {
        List<TestSocket> flood =
                Stream.generate(SocketLimitsTest::customer).limit(10).toList();
        List<String> theirs = flood.stream().map(SocketLimitsTest::opened).toList();
        try (var zara = customer();
                var lock = new TableLock(desk.database, "read_mark")) {
            String hers = opened(zara);
            for (int i = 0; i < 500; i++) flood.get(i % 10).tell("conversation.join", one(theirs.get(i % 10)));
            Eventually.until("the flood has what it may have", () -> lock.waiting() == CONNECTIONS);

            Account.Session session = desk.agent("Sana");
            assertThat(session.token()).isNotEmpty();
            zara.ok("message.send", message(hers));
            assertThat(lock.waiting()).isEqualTo(CONNECTIONS);
        } finally {
            flood.forEach(TestSocket::close);
        }
        Eventually.until("nothing is left of it", () -> desk.database.requests().connectionsInUse() == 0);
    }

    @Test
    void what_a_closed_socket_had_not_begun_is_dropped() {
        String token = desk.customer("Ayesha");
        try (var lock = new TableLock(desk.database, "read_mark")) {
            TestSocket leaving = desk.connect(token).connected();
            String id = opened(leaving);
            leaving.ask("conversation.join", one(id));
            for (int i = 0; i < 5; i++) leaving.ask("conversation.open", "{}");
            Eventually.until("the join waits", () -> lock.waiting() == 1);
            int sockets = desk.gateway.sockets();
            leaving.close();
            Eventually.until("it is gone", () -> desk.gateway.sockets() < sockets);
        }
        Eventually.until("the join is over", () -> desk.database.requests().connectionsInUse() == 0);
        assertThat(conversationsOf(token)).isEqualTo(1);
    }

    private static int conversationsOf(String token) {
        String customer = SocketDesk.me(desk.identity, token).get("id").textValue();
        return desk.database.asSuperuser(
                handle -> handle.select("SELECT count(*) FROM conversation WHERE customer_id = ?::uuid", customer)
                        .mapTo(int.class)
                        .one());
    }

    private static boolean isTooMuch(JsonNode answer) {
        return answer.at("/error/code").asText().equals("rate_limited");
    }

    private static TestSocket customer() {
        return desk.connect(desk.customer("Ayesha")).connected();
    }

    private static String opened(TestSocket customer) {
        return customer.ok("conversation.open", "{'message':{'id':'" + Cast.id() + "','content':'Hello'}}")
                .at("/conversation/id")
                .textValue();
    }

    private static String one(String id) {
        return "{'conversationId':'" + id + "'}";
    }

    private static String message(String id) {
        return "{'conversationId':'" + id + "','id':'" + Cast.id() + "','content':'Still here'}";
    }
}
