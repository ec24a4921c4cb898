package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.gateway.TestSocket.Received;
import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who is in a room, from when, and until when; and what goes to whom in it.
class RoomRightsTest {
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
    void a_stranger_is_never_in_the_room_not_even_until_the_refusal() throws Exception {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana");
                var zara = customer("Zara")) {
            String id = opened(ayesha);
            sana.ok("conversation.join", one(id));
            CompletableFuture<JsonNode> joining;
            // The queue's sweep waits for this table too.
            try (var lock = new TableLock(desk.database, "conversation")) {
                joining = zara.ask("conversation.join", one(id));
                Eventually.until("the join waits for the table", () -> lock.waiting() > 0);
                assertThat(code(zara.call("typing.start", one(id)))).isEqualTo("not_found");
                ayesha.ok("typing.start", one(id));
                sana.await("typing.started");
            }
            assertThat(code(joining.get())).isIn("not_found", "unavailable");
            assertThat(code(zara.call("typing.start", one(id)))).isEqualTo("not_found");
            sana.ok("message.send", message(id, "Hello"));
            ayesha.await(
                    "message.created", it -> it.at("/message/content").asText().equals("Hello"));
            zara.ok("conversation.open", "{}");
            assertThat(zara.soFar()).noneMatch(it -> isAbout(it, id));
        }
    }

    @Test
    void a_join_that_failed_is_none() throws Exception {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            String id = opened(ayesha);
            try (var lock = new TableLock(desk.database, "read_mark")) {
                CompletableFuture<JsonNode> joining = sana.ask("conversation.join", one(id));
                Eventually.until("the join waits for the table", () -> lock.waiting() == 1);
                assertThat(code(joining.get())).isEqualTo("unavailable");
            }
            assertThat(code(sana.call("typing.start", one(id)))).isEqualTo("not_found");
            sana.soFar();
            ayesha.ok("message.send", message(id, "Is anybody there?"));
            sana.ok("inbox.join", "{}");
            assertThat(sana.soFar()).noneMatch(it -> it.event().equals("message.created"));
        }
    }

    @Test
    void who_leaves_while_joining_has_left() throws Exception {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana")) {
            String id = opened(ayesha);
            CompletableFuture<JsonNode> left;
            try (var lock = new TableLock(desk.database, "read_mark")) {
                sana.ask("conversation.join", one(id));
                left = sana.ask("conversation.leave", one(id));
                Eventually.until("the join waits for the table", () -> lock.waiting() == 1);
                lock.release();
            }
            assertThat(left.get().get("ok").booleanValue()).isTrue();
            assertThat(code(sana.call("typing.start", one(id)))).isEqualTo("not_found");
        }
    }

    /// Whoever joins in the middle of a stream of messages has, by the answer and by the events, all of them.
    @Test
    void between_the_answer_to_a_join_and_the_events_nothing_is_lost() {
        int messages = 300;
        try (var ayesha = customer("Ayesha")) {
            String id = opened(ayesha);
            var writing = CompletableFuture.runAsync(() ->
                    IntStream.rangeClosed(2, messages).forEach(i -> ayesha.ok("message.send", message(id, "m" + i))));
            List<TestSocket> readers = new ArrayList<>();
            List<List<Integer>> read = new ArrayList<>();
            while (!writing.isDone() && readers.size() < 40) {
                TestSocket reader = desk.connect(desk.admin("Bilal").token()).connected();
                readers.add(reader);
                List<Integer> seqs = new ArrayList<>();
                for (JsonNode row : reader.ok("conversation.join", one(id)).get("messages"))
                    seqs.add(row.get("seq").intValue());
                read.add(seqs);
            }
            writing.join();
            int last = ayesha.ok("message.send", message(id, "last"))
                    .at("/message/seq")
                    .intValue();
            for (int i = 0; i < readers.size(); i++) {
                List<Integer> seqs = read.get(i);
                while (seqs.getLast() < last) {
                    int seq = readers.get(i)
                            .await("message.created")
                            .at("/message/seq")
                            .intValue();
                    if (seq > seqs.getLast()) seqs.add(seq);
                }
                assertThat(seqs)
                        .isEqualTo(IntStream.rangeClosed(seqs.getFirst(), last)
                                .boxed()
                                .toList());
                readers.get(i).close();
            }
            assertThat(readers).hasSizeGreaterThan(3);
        }
    }

    @Test
    void who_loses_the_conversation_is_out_of_its_room_at_once() {
        try (var ayesha = customer("Ayesha");
                var sana = agent("Sana");
                var bilal = desk.connect(desk.admin("Bilal").token()).connected()) {
            String id = opened(ayesha);
            for (var staff : List.of(sana, bilal)) staff.ok("conversation.join", one(id));
            sana.ok("typing.start", one(id));
            bilal.await("typing.started");
            bilal.ok("conversation.assign", "{'conversationId':'" + id + "','agentId':'me'}");
            sana.await("agent.assigned");
            bilal.await("typing.stopped");

            assertThat(code(sana.call("typing.start", one(id)))).isEqualTo("not_found");
            sana.soFar();
            ayesha.ok("typing.start", one(id));
            bilal.await("typing.started", it -> it.at("/by/name").asText().equals("Ayesha"));
            sana.ok("inbox.join", "{}");
            assertThat(sana.soFar()).noneMatch(it -> isAbout(it, id));
        }
    }

    @Test
    void nobody_types_in_a_closed_conversation() {
        try (var ayesha = customer("Ayesha");
                var bilal = desk.connect(desk.admin("Bilal").token()).connected()) {
            String id = opened(ayesha);
            bilal.ok("conversation.join", one(id));
            ayesha.ok("typing.start", one(id));
            bilal.await("typing.started");
            bilal.ok("conversation.close", one(id));
            bilal.await("typing.stopped");

            for (var either : List.of(ayesha, bilal))
                for (String command : List.of("typing.start", "typing.stop"))
                    assertThat(code(either.call(command, one(id)))).isEqualTo("conversation_closed");
        }
    }

    @Test
    void a_preview_of_a_customer_is_shown_to_staff_only_and_cleaned() {
        String token = desk.customer("Ayesha");
        try (var ayesha = desk.connect(token).connected();
                var phone = desk.connect(token).connected();
                var sana = agent("Sana")) {
            String id = opened(ayesha);
            sana.ok("conversation.join", one(id));
            phone.ok("conversation.join", one(id));
            ayesha.ok("typing.start", "{'conversationId':'" + id + "','preview':'Where\\u0000 is\\u000bit'}");

            assertThat(sana.await("typing.started").get("preview").textValue()).isEqualTo("Where is\nit");
            assertThat(code(ayesha.call("typing.start", preview(id, 201)))).isEqualTo("validation_failed");
            sana.ok("typing.start", preview(id, 10));
            assertThat(phone.await("typing.started").has("preview")).isFalse();
        }
    }

    @Test
    void where_the_desk_wants_no_previews_there_are_none() {
        try (var shy = new SocketDesk(SocketDesk.PATIENT, false);
                var ayesha = shy.connect(shy.customer("Ayesha")).connected();
                var sana = shy.connect(shy.agent("Sana").token()).connected()) {
            String id = opened(ayesha);
            sana.ok("conversation.join", one(id));
            ayesha.ok("typing.start", preview(id, 10));

            assertThat(sana.await("typing.started").has("preview")).isFalse();
        }
    }

    @Test
    void an_opening_that_is_refused_leaves_no_room() {
        try (var ayesha = customer("Ayesha")) {
            for (int i = 0; i < 120; i++)
                assertThat(code(ayesha.call("conversation.open", "{'category':'no-such'}")))
                        .isEqualTo("validation_failed");
            opened(ayesha);
        }
    }

    private static boolean isAbout(Received received, String id) {
        return received.payload().path("conversationId").asText().equals(id)
                || received.payload().at("/conversation/id").asText().equals(id);
    }

    private static String preview(String id, int length) {
        return "{'conversationId':'" + id + "','preview':'" + "x".repeat(length) + "'}";
    }

    private static TestSocket customer(String name) {
        return desk.connect(desk.customer(name)).connected();
    }

    private static TestSocket agent(String name) {
        return desk.connect(desk.agent(name).token()).connected();
    }

    private static String opened(TestSocket customer) {
        return customer.ok("conversation.open", "{'message':{'id':'" + Cast.id() + "','content':'Hello'}}")
                .at("/conversation/id")
                .textValue();
    }

    private static String one(String id) {
        return "{'conversationId':'" + id + "'}";
    }

    private static String message(String id, String content) {
        return "{'conversationId':'" + id + "','id':'" + Cast.id() + "','content':'" + content + "'}";
    }

    private static String code(JsonNode answer) {
        return answer.at("/error/code").textValue();
    }
}
