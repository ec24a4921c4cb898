package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.conversation.Cast;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.queue.Requeue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the people in the queue, and those who serve it, are told over their sockets.
class QueueOverSocketsTest {
    private final List<TestSocket> open = new ArrayList<>();
    private SocketDesk desk = new SocketDesk();

    @AfterEach
    void close() {
        open.forEach(TestSocket::close);
        desk.close();
    }

    @Test
    void customers_learn_their_place_and_how_it_gets_better() {
        TestSocket ayesha = customer("Ayesha");
        TestSocket zara = customer("Zara");
        String first = opened(ayesha);
        String second = opened(zara);

        assertThat(handedOff(ayesha, first).at("/queue/position").intValue()).isEqualTo(1);
        assertThat(handedOff(zara, second).at("/queue/position").intValue()).isEqualTo(2);
        agent("Sana").ok("conversation.close", one(first));

        JsonNode better = zara.await("queue.updated");
        assertThat(better.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("conversationId", "position", "estimatedWaitSeconds");
        assertThat(better.get("conversationId").textValue()).isEqualTo(second);
        assertThat(better.get("position").intValue()).isEqualTo(1);
        assertThat(better.get("estimatedWaitSeconds").isNull()).isTrue();
    }

    @Test
    void the_expected_wait_is_told_as_soon_as_it_is_known() {
        TestSocket ayesha = customer("Ayesha");
        Account.Session sana = desk.agent("Sana");
        execute(
                "UPDATE account SET max_active_chats = 3 WHERE id = ?",
                sana.account().id());
        online(connect(sana.token()));
        for (int i = 0; i < 3; i++) {
            handedOff(ayesha, opened(ayesha));
            ayesha.await("agent.assigned");
        }
        handedOff(ayesha, opened(ayesha));

        // Three in ten minutes, the shortest time a rate is taken from.
        JsonNode known = ayesha.await(
                "queue.updated", it -> it.get("estimatedWaitSeconds").isNumber());
        assertThat(known.get("estimatedWaitSeconds").intValue()).isEqualTo(200);
    }

    @Test
    void a_place_is_told_at_most_once_a_second() {
        desk.close();
        desk = new SocketDesk(Duration.ofSeconds(1), Clock.systemUTC());
        TestSocket zara = customer("Zara");
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 60; i++) before.add(opened(zara));
        before.forEach(id -> handedOff(zara, id));
        TestSocket ayesha = customer("Ayesha");
        handedOff(ayesha, opened(ayesha));
        TestSocket sana = agent("Sana");

        long begin = System.nanoTime();
        before.forEach(id -> sana.ok("conversation.close", one(id)));
        int updates = 1;
        while (ayesha.await("queue.updated").get("position").intValue() > 1) updates++;
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        assertThat(updates).isLessThanOrEqualTo((int) seconds + 1);
    }

    @Test
    void customers_learn_whether_anybody_is_here_and_staff_who() {
        TestSocket ayesha = customer("Ayesha");
        TestSocket omar = agent("Omar");
        Account.Session session = desk.agent("Sana");
        TestSocket sana = connect(session.token());
        opened(ayesha);
        assertThat(ayesha.await("agents.availability")).isEqualTo(availability(false));

        online(sana);
        assertThat(ayesha.await("agents.availability", it -> it.get("online").booleanValue()))
                .isEqualTo(availability(true));
        JsonNode came = omar.await("agent.presence.changed");
        assertThat(came.at("/agent/id").textValue())
                .isEqualTo(session.account().id().toString());
        assertThat(came.at("/agent/name").textValue()).isEqualTo("Sana");
        assertThat(came.at("/status").textValue()).isEqualTo("online");
        assertThat(came.at("/at").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

        sana.ok("presence.set", "{'status':'offline'}");
        ayesha.await("agents.availability", it -> !it.get("online").booleanValue());
        omar.await("agent.presence.changed", it -> it.at("/status").textValue().equals("offline"));
        assertThat(ayesha.soFar()).noneMatch(it -> it.event().equals("agent.presence.changed"));
        assertThat(omar.soFar()).noneMatch(it -> it.event().equals("agents.availability"));
    }

    @Test
    void everybody_concerned_learns_who_was_assigned() {
        TestSocket ayesha = customer("Ayesha");
        TestSocket omar = agent("Omar");
        omar.ok("inbox.join", "{}");
        TestSocket sana = agent("Sana");
        online(sana);
        String id = opened(ayesha);
        handedOff(ayesha, id);

        for (TestSocket told : List.of(ayesha, omar)) {
            JsonNode assigned = told.await("agent.assigned", of(id));
            assertThat(assigned.at("/agent/name").textValue()).isEqualTo("Sana");
            assertThat(assigned.has("at")).isTrue();
        }
    }

    @Test
    void whose_agent_is_lost_is_told_and_waits_again_and_the_agent_learns_of_it_on_return() {
        TestSocket ayesha = customer("Ayesha");
        Account.Session session = desk.agent("Sana");
        TestSocket sana = connect(session.token());
        online(sana);
        String id = opened(ayesha);
        handedOff(ayesha, id);
        ayesha.await("agent.assigned", of(id));
        sana.close();
        fallSilent();

        JsonNode lost = ayesha.await(
                "message.created",
                it -> it.at("/message/metadata/event").asText().equals("agent.lost"));
        assertThat(lost.at("/message/content").textValue()).startsWith("Sana is no longer available.");
        JsonNode waiting = ayesha.await(
                "conversation.updated",
                it -> it.at("/conversation/status").asText().equals("waiting"));
        assertThat(waiting.at("/conversation/queue/position").intValue()).isEqualTo(1);

        JsonNode back = connect(session.token()).ok("presence.set", "{'status':'busy'}");
        assertThat(back.get("status").textValue()).isEqualTo("busy");
        assertThat(back.at("/lost/0/conversationId").textValue()).isEqualTo(id);
        assertThat(back.at("/lost/0/number").isNumber()).isTrue();
    }

    /// All agents' last sign of life was long ago, and the sweep finds it.
    private void fallSilent() {
        FencingToken fence = new FencingToken("returns", 1);
        execute("INSERT INTO lease (name, holder, token, expires_at) VALUES ('returns', 'test', 1, 'infinity')");
        Requeue returns = new Requeue(
                desk.database.requests(),
                desk.conversations,
                Clock.systemUTC(),
                () -> Duration.ofMillis(1),
                Optional::empty);
        chat.switchboard.kernel.Eventually.until("it is taken back", () -> {
            execute("UPDATE agent_presence SET expires_at = now() - interval '1 s', seen_at = now() - interval '1 h'");
            return returns.sweep(fence) == 1;
        });
    }

    @Test
    void the_third_unanswered_message_is_told_to_admins_at_once() {
        TestSocket bilal = connect(desk.admin("Bilal").token());
        bilal.ok("inbox.join", "{}");
        TestSocket ayesha = customer("Ayesha");
        String id = opened(ayesha);
        for (String words : List.of("Hello?", "Anybody?"))
            ayesha.ok(
                    "message.send", "{'conversationId':'%s','id':'%s','content':'%s'}".formatted(id, Cast.id(), words));

        assertThat(bilal.await("conversation.escalated", of(id)).has("at")).isTrue();
        assertThat(ayesha.soFar()).noneMatch(it -> it.event().equals("conversation.escalated"));
    }

    @Test
    void an_agent_takes_the_next_one() {
        TestSocket ayesha = customer("Ayesha");
        String id = opened(ayesha);
        handedOff(ayesha, id);
        TestSocket sana = agent("Sana");

        assertThat(sana.ok("queue.next", "{}").at("/conversation/id").textValue())
                .isEqualTo(id);
        assertThat(sana.ok("queue.next", "{}").get("conversation").isNull()).isTrue();
        assertThat(ayesha.await("agent.assigned", of(id)).at("/agent/name").textValue())
                .isEqualTo("Sana");
    }

    private static JsonNode availability(boolean online) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("online", online)
                .putNull("estimatedWaitSeconds")
                .put("bot", false);
    }

    private TestSocket customer(String name) {
        return connect(desk.customer(name));
    }

    private TestSocket agent(String name) {
        return connect(desk.agent(name).token());
    }

    private TestSocket connect(String token) {
        TestSocket socket = desk.connect(token).connected();
        open.add(socket);
        return socket;
    }

    private static void online(TestSocket agent) {
        agent.ok("presence.set", "{'status':'online'}");
    }

    private static String opened(TestSocket customer) {
        return customer.ok("conversation.open", "{'message':{'id':'" + Cast.id() + "','content':'Hello'}}")
                .at("/conversation/id")
                .textValue();
    }

    private static JsonNode handedOff(TestSocket customer, String id) {
        return customer.ok("conversation.handoff", one(id)).get("conversation");
    }

    private static String one(String id) {
        return "{'conversationId':'" + id + "'}";
    }

    private static Predicate<JsonNode> of(String id) {
        return payload -> payload.get("conversationId").textValue().equals(id);
    }

    private void execute(String sql, Object... arguments) {
        desk.database.asSuperuser(handle -> handle.execute(sql, arguments));
    }
}
