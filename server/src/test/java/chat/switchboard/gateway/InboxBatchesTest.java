package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.identity.Account;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.scheduler.Job;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The list in batches: what it tells to whom, how often, and that nothing is missing from it.
class InboxBatchesTest {
    private static final String BATCHED = "{'batched':true}";

    private final TestClock clock = new TestClock();
    private final SocketDesk desk = new SocketDesk(Duration.ofMillis(100), clock);
    private final Map<TestSocket, String> tokens = new LinkedHashMap<>();
    private final TestSocket ayesha = connect(desk.customer("Ayesha"));
    private final Account.Session sanasSession = desk.agent("Sana");
    private final TestSocket sana = connect(sanasSession.token());
    private final TestSocket omar = connect(desk.agent("Omar").token());
    private final TestSocket bilal = connect(desk.admin("Bilal").token());

    @AfterEach
    void close() {
        tokens.keySet().forEach(TestSocket::close);
        desk.close();
    }

    @Test
    void many_changes_of_a_conversation_are_one_row_as_it_is_then() {
        String id = opened(ayesha, "Hello");
        sana.ok("inbox.join", BATCHED);
        for (int i = 1; i <= 5; i++) ayesha.ok("message.send", message(id, "Message " + i));
        pass();
        JsonNode batch = sana.await("inbox.changed");
        assertThat(batch.at("/conversations")).hasSize(1);
        assertThat(batch.at("/conversations/0/id").textValue()).isEqualTo(id);
        assertThat(batch.at("/conversations/0/lastMessage/preview").textValue()).isEqualTo("Message 5");
        assertThat(batch.at("/removed")).isEmpty();
    }

    @Test
    void what_a_colleague_takes_is_removed_and_counted_no_more() {
        String id = opened(ayesha, "Hello");
        JsonNode counts = omar.ok("inbox.join", BATCHED).at("/counts");
        assertThat(counts.get("waiting").intValue()).isOne();
        sana.ok("inbox.join", BATCHED);

        sana.ok("conversation.assign", mine(id));
        pass();

        JsonNode omars = omar.await("inbox.changed");
        assertThat(omars.at("/conversations")).isEmpty();
        assertThat(omars.at("/removed/0").textValue()).isEqualTo(id);
        assertThat(omars.at("/counts/waiting").intValue()).isZero();
        assertThat(omars.at("/counts/active").intValue()).isZero();
        JsonNode sanas = sana.await("inbox.changed");
        assertThat(sanas.at("/conversations/0/status").textValue()).isEqualTo("active");
        assertThat(sanas.at("/removed")).isEmpty();
        assertThat(sanas.at("/counts/mine").intValue()).isOne();
    }

    @Test
    void what_an_agent_saw_only_in_between_is_removed_too() {
        String id = opened(ayesha, "Hello");
        bilal.ok("conversation.assign", mine(id));
        omar.ok("inbox.join", BATCHED);
        bilal.ok("conversation.assign", "{'conversationId':'" + id + "','agentId':null}");
        bilal.ok("conversation.assign", mine(id));
        pass();
        JsonNode batch = omar.await("inbox.changed");
        assertThat(batch.at("/conversations")).isEmpty();
        assertThat(batch.at("/removed/0").textValue()).isEqualTo(id);
    }

    @Test
    void what_an_agent_may_never_see_is_not_told() {
        String id = opened(ayesha, "Hello");
        bilal.ok("conversation.assign", mine(id));
        omar.ok("inbox.join", BATCHED);
        ayesha.ok("message.send", message(id, "A secret"));
        String other = opened(ayesha, "Everybody may know");
        pass();
        JsonNode batch = omar.await("inbox.changed");
        assertThat(batch.at("/conversations")).hasSize(1);
        assertThat(batch.at("/conversations/0/id").textValue()).isEqualTo(other);
        assertThat(batch.at("/removed")).isEmpty();
    }

    @Test
    void a_batch_comes_instead_of_updates_and_news_comes_as_ever() {
        sana.ok("inbox.join", BATCHED);
        bilal.ok("inbox.join", "{}");
        String id = opened(ayesha, "Hello");
        ayesha.ok("message.send", message(id, "Anybody?"));
        bilal.ok("conversation.escalate", "{'conversationId':'" + id + "','reason':'Now'}");
        bilal.await(
                "conversation.updated",
                it -> !it.at("/conversation/escalatedAt").isNull());
        pass();
        List<String> heard = new ArrayList<>();
        do heard.add(sana.next().event());
        while (!heard.getLast().equals("inbox.changed"));
        assertThat(heard).contains("conversation.created", "conversation.escalated");
        assertThat(heard).doesNotContain("conversation.updated");
    }

    @Test
    void who_joins_without_batches_afterwards_is_told_singly_again() {
        sana.ok("inbox.join", BATCHED);
        sana.ok("inbox.join", "{}");
        String id = opened(ayesha, "Hello");
        ayesha.ok("message.send", message(id, "Anybody?"));
        pass();
        sana.await("conversation.updated");
        assertThat(sana.soFar()).noneMatch(it -> it.event().equals("inbox.changed"));
    }

    /// However often the job runs and whatever happens: only the clock counts.
    @Test
    void there_are_at_most_four_batches_a_second() {
        String id = opened(ayesha, "Hello");
        sana.ok("inbox.join", BATCHED);
        for (int step = 0; step < 40; step++) {
            ayesha.ok("message.send", message(id, "Message " + step));
            runJob();
            clock.advance(Duration.ofMillis(50));
        }
        runJob();
        ayesha.ok("message.send", message(id, "The last"));
        pass();
        List<JsonNode> batches = new ArrayList<>();
        do batches.add(sana.await("inbox.changed"));
        while (!batches.getLast()
                .at("/conversations/0/lastMessage/preview")
                .asText()
                .equals("The last"));
        // Two seconds and the one that waited: every 250 ms, both ends included.
        assertThat(batches).hasSizeBetween(2, 10);
    }

    /// Snapshot and events are the new snapshot, for every reader.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_list_made_of_batches_is_the_list_that_is_read(long seed) {
        var random = new Random(seed);
        TestSocket zara = connect(desk.customer("Zara"));
        TestSocket nadia = connect(desk.agent("Nadia", Cast.PAYMENTS).token());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) step(random, ids, zara);
        List<HeldList> lists =
                List.of(new HeldList(sana), new HeldList(omar), new HeldList(nadia), new HeldList(bilal));
        for (int i = 0; i < 120; i++) {
            step(random, ids, zara);
            if (random.nextInt(4) == 0) pass();
        }
        Eventually.until("every list is as it is read, seed " + seed, () -> {
            clock.advance(InboxBatches.PAUSE);
            lists.forEach(HeldList::take);
            return lists.stream().allMatch(HeldList::isAsRead);
        });
    }

    private void step(Random random, List<String> ids, TestSocket zara) {
        TestSocket customer = random.nextBoolean() ? ayesha : zara;
        if (ids.isEmpty() || random.nextInt(8) == 0) {
            String department = switch (random.nextInt(3)) {
                case 0 -> "'" + Cast.CARE + "'";
                case 1 -> "'" + Cast.PAYMENTS + "'";
                default -> "null";
            };
            JsonNode opened = customer.ok(
                    "conversation.open",
                    "{'departmentId':%s,'message':{'id':'%s','content':'Hello'}}".formatted(department, Cast.id()));
            ids.add(opened.at("/conversation/id").textValue());
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(10)) {
            case 0, 1 -> customer.call("message.send", message(id, "Message " + random.nextInt(100)));
            case 2 -> sana.call("message.send", message(id, "Answer " + random.nextInt(100)));
            case 3 -> omar.call("conversation.assign", mine(id));
            case 4 ->
                bilal.call(
                        "conversation.assign",
                        assigned(id, "'" + sanasSession.account().id() + "'"));
            case 5 -> bilal.call("conversation.assign", assigned(id, "null"));
            case 6 ->
                bilal.call(
                        "conversation.assign",
                        "{'conversationId':'%s','agentId':null,'departmentId':'%s'}"
                                .formatted(id, random.nextBoolean() ? Cast.CARE : Cast.PAYMENTS));
            case 7 -> bilal.call("conversation.escalate", "{'conversationId':'" + id + "','reason':'Now'}");
            case 8 -> bilal.call("conversation.resolve", one(id));
            default -> bilal.call(random.nextInt(3) == 0 ? "conversation.close" : "conversation.reopen", one(id));
        }
    }

    /// What one of the staff holds: what was read after joining, and what was told since.
    private final class HeldList {
        private final TestSocket socket;
        private final Actor.Staff staff;
        private final Map<String, JsonNode> rows;
        private JsonNode counts;

        HeldList(TestSocket socket) {
            this.socket = socket;
            this.staff = (Actor.Staff) SocketDesk.done(desk.identity.authenticate(tokens.get(socket)))
                    .actor();
            this.counts = socket.ok("inbox.join", BATCHED).get("counts");
            this.rows = read();
        }

        void take() {
            for (TestSocket.Received received : socket.soFar()) {
                if (!received.event().equals("inbox.changed")) continue;
                for (JsonNode row : received.payload().get("conversations")) hold(rows, row);
                for (JsonNode id : received.payload().get("removed")) rows.remove(id.textValue());
                counts = received.payload().get("counts");
            }
        }

        boolean isAsRead() {
            return rows.equals(read())
                    && Golden.JSON
                            .convertValue(counts, Inbox.Counts.class)
                            .equals(new Inbox(desk.database.requests()).counts(staff));
        }

        private Map<String, JsonNode> read() {
            Map<String, JsonNode> read = new TreeMap<>();
            Inbox.Page page = SocketDesk.done(
                    new Inbox(desk.database.requests()).list(staff, Inbox.Filter.EVERYTHING, null, 100));
            for (var conversation : page.items())
                hold(read, json(Json.bytes(it -> Views.conversation(it, conversation, null, Audience.STAFF))));
            return read;
        }

        /// Places in the queue change without the conversation.
        private static void hold(Map<String, JsonNode> rows, JsonNode row) {
            ((ObjectNode) row).remove("queue");
            rows.put(row.get("id").textValue(), row);
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Golden.JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next batch is due.
    private void pass() {
        clock.advance(InboxBatches.PAUSE);
    }

    private void runJob() {
        for (Job job : desk.gateway.jobs())
            if (job instanceof Job.OnEveryNode batches && batches.name().equals("inbox-batches"))
                batches.work().run();
    }

    private TestSocket connect(String token) {
        TestSocket socket = desk.connect(token).connected();
        tokens.put(socket, token);
        return socket;
    }

    private static String opened(TestSocket customer, String content) {
        return customer.ok("conversation.open", "{'message':{'id':'" + Cast.id() + "','content':'" + content + "'}}")
                .at("/conversation/id")
                .textValue();
    }

    private static String one(String id) {
        return "{'conversationId':'" + id + "'}";
    }

    private static String mine(String id) {
        return assigned(id, "'me'");
    }

    private static String assigned(String id, String agent) {
        return "{'conversationId':'" + id + "','agentId':" + agent + "}";
    }

    private static String message(String id, String content) {
        return "{'conversationId':'" + id + "','id':'" + Cast.id() + "','content':'" + content + "'}";
    }
}
