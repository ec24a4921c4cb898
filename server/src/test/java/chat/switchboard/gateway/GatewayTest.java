package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
    static SocketDesk desk;

    @BeforeAll
    static void open() {
        desk = new SocketDesk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void a_customer_and_an_agent_talk() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            sana.ok("inbox.join", "{}");
            String id = opened(ayesha, "Where is my order?");
            assertThat(sana.await("conversation.created", about(id))
                            .at("/conversation/unreadCount")
                            .intValue())
                    .isEqualTo(1);

            JsonNode joined = sana.ok("conversation.join", "{'conversationId':'" + id + "'}");
            assertThat(joined.at("/messages/0/content").textValue()).isEqualTo("Where is my order?");
            JsonNode sent = sana.ok("message.send", message(id, "On its way"));

            assertThat(sent.at("/message/seq").intValue()).isEqualTo(4);
            JsonNode fact =
                    ayesha.await("message.created", it -> it.at("/message/seq").intValue() == 3);
            assertThat(fact.at("/message/metadata/event").textValue()).isEqualTo("agent.joined");
            JsonNode answer = ayesha.await("message.created");
            assertThat(answer.at("/message/content").textValue()).isEqualTo("On its way");
            assertThat(answer.get("message")).isEqualTo(sent.get("message"));
            assertThat(ayesha.await("conversation.updated")
                            .at("/conversation/status")
                            .textValue())
                    .isEqualTo("active");
        }
    }

    @Test
    void a_customer_knows_from_the_first_moment_whether_anybody_is_here() {
        try (var ayesha = customer("Ayesha")) {
            assertThat(ayesha.await("agents.availability").get("online").isBoolean())
                    .isTrue();
        }
    }

    @Test
    void json_over_a_limit_is_refused_by_its_field_and_the_socket_goes_on() {
        String deep = "{'a':".repeat(70) + "1" + "}".repeat(70);
        String many = "{'a':[0" + ",0".repeat(10_000) + "]}";
        try (var ayesha = customer("Ayesha")) {
            for (String metadata : List.of(deep, many)) {
                JsonNode error = ayesha.error("conversation.open", "{'subject':'x','metadata':" + metadata + "}");
                assertThat(error.get("code").textValue()).isEqualTo("validation_failed");
                assertThat(error.get("field").textValue()).isEqualTo("metadata");
            }
            opened(ayesha, "Still here");
        }
    }

    @Test
    void messages_arrive_in_order_and_without_gaps() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            String id = opened(ayesha, "one");
            sana.ok("conversation.join", "{'conversationId':'" + id + "'}");
            IntStream.rangeClosed(2, 100).forEach(i -> ayesha.ok("message.send", message(id, "m" + i)));

            // The first message is followed by the queue's event, the third one by the escalation.
            List<Integer> seqs = IntStream.rangeClosed(3, 102)
                    .mapToObj(_ ->
                            sana.await("message.created").at("/message/seq").intValue())
                    .toList();
            assertThat(seqs).isEqualTo(IntStream.rangeClosed(3, 102).boxed().toList());
        }
    }

    @Test
    void a_customer_never_gets_what_only_staff_may_know() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            String id = opened(ayesha, "Hello");
            sana.ok("conversation.join", "{'conversationId':'" + id + "'}");
            sana.ok("conversation.assign", "{'conversationId':'" + id + "','agentId':'me','note':'Regular customer'}");
            sana.await("activity.created");
            sana.ok("conversation.close", "{'conversationId':'" + id + "'}");
            ayesha.await("chat.closed");

            JsonNode own = ayesha.ok("conversation.join", "{'conversationId':'" + id + "'}");
            for (String field : List.of("labels", "unreadCount", "notesCount"))
                assertThat(own.get("conversation").has(field)).as(field).isFalse();
            assertThat(own.at("/conversation/customer").has("email")).isFalse();
            assertThat(own.toString()).doesNotContain("Regular customer");
            assertThat(ayesha.soFar()).noneMatch(it -> it.event().equals("activity.created"));
        }
    }

    @Test
    void a_repeated_send_answers_with_the_first_result_and_is_told_once() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            String id = opened(ayesha, "Hello");
            sana.ok("conversation.join", "{'conversationId':'" + id + "'}");
            String once = message(id, "Once");
            JsonNode first = ayesha.ok("message.send", once);
            JsonNode again = ayesha.ok("message.send", once);
            ayesha.ok("message.send", message(id, "Last"));

            assertThat(again).isEqualTo(first);
            assertThat(sana.await("message.created").at("/message/content").textValue())
                    .isEqualTo("Once");
            assertThat(sana.await("message.created").at("/message/content").textValue())
                    .isEqualTo("Last");
        }
    }

    @Test
    void who_comes_back_gets_what_was_missed_and_nothing_else() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            String id = opened(ayesha, "one");
            IntStream.rangeClosed(2, 60).forEach(i -> ayesha.ok("message.send", message(id, "m" + i)));

            JsonNode page = sana.ok("conversation.join", "{'conversationId':'" + id + "','after':5}");
            JsonNode rest = sana.ok("conversation.join", "{'conversationId':'" + id + "','after':55}");

            assertThat(page.at("/messages/0/seq").intValue()).isEqualTo(6);
            assertThat(page.get("messages")).hasSize(50);
            assertThat(page.get("hasMore").booleanValue()).isTrue();
            // 60 messages, and two events: into the queue after the first, escalated after the third.
            assertThat(rest.get("messages")).hasSize(7);
            assertThat(rest.get("hasMore").booleanValue()).isFalse();
            assertThat(rest.get("epoch").textValue())
                    .isEqualTo(page.get("epoch").textValue());
        }
    }

    @Test
    void whoever_joined_a_changed_conversation_is_told_where_it_stands() {
        try (var ayesha = customer("Ayesha")) {
            String id = opened(ayesha, "one");
            ayesha.ok("message.send", message(id, "two"));

            JsonNode position = ayesha.await(
                    "conversation.position", it -> it.get("lastSeq").intValue() == 3);
            assertThat(position.get("conversationId").textValue()).isEqualTo(id);
        }
    }

    @Test
    void typing_is_told_to_the_others_and_ends_with_the_message() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            String id = opened(ayesha, "one");
            sana.ok("conversation.join", "{'conversationId':'" + id + "'}");
            ayesha.ok("typing.start", "{'conversationId':'" + id + "'}");
            assertThat(sana.await("typing.started").at("/by/name").textValue()).isEqualTo("Ayesha");
            assertThat(ayesha.error("typing.start", "{'conversationId':'" + id + "'}")
                            .get("code")
                            .textValue())
                    .isEqualTo("rate_limited");

            ayesha.ok("message.send", message(id, "two"));
            sana.await("typing.stopped");
        }
    }

    @Test
    void read_marks_reach_the_other_side() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            String id = opened(ayesha, "one");
            sana.ok("conversation.join", "{'conversationId':'" + id + "'}");
            sana.ok("message.read", "{'conversationId':'" + id + "','seq':1}");

            JsonNode mark = ayesha.await("messages.read").get("mark");
            assertThat(mark.get("seq").intValue()).isEqualTo(1);
            assertThat(mark.at("/reader/type").textValue()).isEqualTo("agent");
        }
    }

    @Test
    void an_agent_who_was_too_late_learns_it_and_hears_nothing_more() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana");
                var omar = agent("Omar")) {
            omar.ok("inbox.join", "{}");
            String id = opened(ayesha, "one");
            omar.ok("conversation.join", "{'conversationId':'" + id + "'}");
            sana.ok("message.send", message(id, "Mine"));

            assertThat(omar.await("agent.assigned").at("/agent/name").textValue())
                    .isEqualTo("Sana");
            assertThat(omar.error("message.send", message(id, "No, mine"))
                            .get("message")
                            .textValue())
                    .contains("Sana");
            omar.soFar();
            ayesha.ok("message.send", message(id, "Thank you"));
            assertThat(omar.error("conversation.join", "{'conversationId':'" + id + "'}")
                            .get("code")
                            .textValue())
                    .isEqualTo("not_found");
            assertThat(omar.soFar()).noneMatch(it -> it.event().equals("message.created"));
        }
    }

    @Test
    void whose_rights_are_changed_in_sql_is_disconnected_within_seconds() {
        Account.Session session = desk.agent("Sana");
        try (var sana = desk.connect(session.token()).connected()) {
            desk.database.asSuperuser(handle -> handle.execute(
                    "UPDATE account SET active = false WHERE id = ?",
                    session.account().id()));
            Eventually.until("the socket ends", Duration.ofSeconds(5), () -> !sana.socket.connected());
        }
    }

    @Test
    void a_session_that_ends_hears_nothing_more() {
        Account.Session session = desk.agent("Sana");
        try (var ayesha = customer("Ayesha");
                var omar = agent("Omar");
                var sana = desk.connect(session.token()).connected()) {
            String id = opened(ayesha, "one");
            sana.ok("conversation.join", "{'conversationId':'" + id + "'}");
            omar.ok("conversation.join", "{'conversationId':'" + id + "'}");
            desk.identity.logOut(SocketDesk.done(desk.identity.authenticate(session.token())), "10.0.0.1");
            sana.soFar();
            ayesha.ok("message.send", message(id, "two"));
            omar.await("message.created");

            assertThat(sana.soFar()).noneMatch(it -> it.event().equals("message.created"));
            try (var again = desk.connect(session.token())) {
                assertThat(again.await("connect_error").at("/data/code").textValue())
                        .isEqualTo("unauthenticated");
            }
        }
    }

    @Test
    void a_bad_token_is_refused_with_its_code() {
        for (String token : List.of("", "not.a.token", desk.customer("Ayesha") + "x"))
            try (var stranger = desk.connect(token)) {
                JsonNode error = stranger.await("connect_error");
                assertThat(error.at("/data/code").textValue()).isEqualTo("unauthenticated");
            }
    }

    @Test
    void the_sixth_window_of_a_customer_is_refused_and_the_five_go_on() {
        String token = desk.customer("Ayesha");
        List<TestSocket> windows = IntStream.range(0, 5)
                .mapToObj(_ -> desk.connect(token).connected())
                .toList();
        try (var sixth = desk.connect(token)) {
            assertThat(sixth.await("connect_error").at("/data/code").textValue())
                    .isEqualTo("rate_limited");
            assertThat(opened(windows.getFirst(), "Still here")).isNotEmpty();
        } finally {
            windows.forEach(TestSocket::close);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    message.send | {'conversationId':'$ID','id':'$NEW','content':'Hi','colour':'red'} | validation_failed | colour
                    message.send | {'conversationId':'$ID','id':'$NEW'} | validation_failed | content
                    message.send | {'conversationId':'$ID','content':'Hi'} | validation_failed | id
                    message.send | {'conversationId':'$ID','id':'7','content':'Hi'} | validation_failed | id
                    message.send | {'conversationId':'$ID','id':'$NEW','content':5} | validation_failed | content
                    message.send | {'conversationId':'$ID','id':'$NEW','content':'   '} | validation_failed | content
                    message.send | {'conversationId':'$ID','id':'$NEW','content':'$5001'} | validation_failed | content
                    message.send | {'conversationId':'$ID','id':'$NEW','content':'Hi','kind':'event'} | validation_failed | kind
                    message.send | {'conversationId':'$ID','id':'$NEW','content':'Hi','replyTo':99} | validation_failed | replyTo
                    message.send | {'conversationId':'$ID','id':'$NEW','content':'Hi','attachmentIds':['$NEW']} | validation_failed | attachmentIds
                    message.send | {'conversationId':'$OTHER','id':'$NEW','content':'Hi'} | not_found |
                    message.send | {'conversationId':'$NEW','id':'$NEW','content':'Hi'} | not_found |
                    message.read | {'conversationId':'$ID','seq':99} | validation_failed | seq
                    message.read | {'conversationId':'$ID','seq':'1'} | validation_failed | seq
                    conversation.join | {'conversationId':'$OTHER'} | not_found |
                    conversation.join | {} | validation_failed | conversationId
                    conversation.close | {'conversationId':'$ID'} | forbidden |
                    conversation.assign | {'conversationId':'$ID','agentId':'me'} | forbidden |
                    conversation.open | {'category':'no-such'} | validation_failed | category
                    conversation.open | {'message':{'content':'Hi'}} | validation_failed | message.id
                    conversation.open | {'metadata':[1]} | validation_failed | metadata
                    conversation.rate | {'conversationId':'$ID','score':5} | conflict |
                    conversation.rate | {'conversationId':'$ID','score':6} | validation_failed | score
                    typing.start | {'conversationId':'$OTHER'} | not_found |
                    inbox.join | {} | forbidden |
                    no.such.command | {} | validation_failed | event
                    """)
    void bad_input_is_answered_with_its_code_and_field_and_closes_nothing(
            String command, String payload, String code, String field) {
        try (var ayesha = customer("Ayesha");
                var zara = customer("Zara")) {
            String id = opened(ayesha, "Mine");
            String other = opened(zara, "Of Zara");
            String filled = payload.replace("$ID", id)
                    .replace("$OTHER", other)
                    .replace("$NEW", Cast.id().toString())
                    .replace("$5001", "x".repeat(5001));

            JsonNode error = ayesha.error(command, filled);

            assertThat(error.get("code").textValue()).isEqualTo(code);
            assertThat(error.path("field").textValue()).isEqualTo(field);
            ayesha.ok("message.send", message(id, "Still connected"));
        }
    }

    private static TestSocket customer(String name) {
        return desk.connect(desk.customer(name)).connected();
    }

    private static TestSocket agent(String name) {
        return desk.connect(desk.agent(name).token()).connected();
    }

    private static String opened(TestSocket customer, String content) {
        return customer.ok("conversation.open", "{'message':{'id':'" + Cast.id() + "','content':'" + content + "'}}")
                .at("/conversation/id")
                .textValue();
    }

    private static String message(String conversationId, String content) {
        UUID id = Cast.id();
        return "{'conversationId':'" + conversationId + "','id':'" + id + "','content':'" + content + "'}";
    }

    private static java.util.function.Predicate<JsonNode> about(String id) {
        return payload -> payload.at("/conversation/id").textValue().equals(id);
    }
}
