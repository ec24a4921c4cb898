package chat.switchboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A support case from its beginning to its end, over REST alone. Every answer is also held against the contract.
class ConversationsTest {
    static final RunningServer server = RunningServer.start();
    static Rest ayesha;
    static Rest sana;
    static Rest omar;
    static Rest bilal;

    @BeforeAll
    static void cast() {
        server.account("sana@example.com", "Sana", Account.Role.AGENT);
        server.account("omar@example.com", "Omar", Account.Role.AGENT);
        ayesha = Rest.customer(server, "Ayesha");
        sana = Rest.account(server, "sana@example.com");
        omar = Rest.account(server, "omar@example.com");
        bilal = Rest.account(server, "admin@localhost");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_page_of_long_messages_is_bounded_in_bytes_and_nothing_is_missed() {
        String emoji = "\uD83D\uDE00".repeat(5_000);
        String id = ayesha.open(emoji);
        for (int i = 0; i < 29; i++) ayesha.say(id, emoji).is(201);
        int read = 0;
        String cursor = "";
        do {
            Rest.Answer page = ayesha.get("/conversations/" + id + "/messages?limit=100" + cursor)
                    .is(200);
            assertThat(page.text().getBytes(UTF_8).length).isLessThan(300 * 1024);
            for (JsonNode message : page.json().at("/items"))
                if (message.at("/content").asText().equals(emoji)) read++;
            cursor = page.json().at("/nextCursor").isNull() ? null : "&cursor=" + page.at("/nextCursor");
        } while (cursor != null);
        assertThat(read).isEqualTo(30);
    }

    @Test
    void from_the_first_word_to_the_rating() {
        String path = "/conversations/" + ayesha.open("Where is my order?");
        assertThat(ayesha.get(path).is(200).at("/status")).isEqualTo("waiting");
        assertThat(sana.put(path + "/assignment", "{\"agentId\":\"me\"}")
                        .is(200)
                        .at("/assignedAgent/name"))
                .isEqualTo("Sana");
        sana.post(path + "/messages", Rest.message(Rest.newId(), "Five minutes away."))
                .is(201);
        ayesha.put(path + "/read", "{\"seq\":1}").is(204);
        assertThat(sana.get(path + "/read").is(200).at("/items/0/reader/type")).isEqualTo("customer");
        assertThat(sana.put(path + "/resolution", "{}").is(200).at("/status")).isEqualTo("resolved");
        assertThat(sana.delete(path + "/resolution").is(200).at("/status")).isEqualTo("active");
        assertThat(sana.put(path + "/closure", null).is(200).at("/status")).isEqualTo("closed");
        ayesha.post(path + "/messages", Rest.message(Rest.newId(), "One more thing"))
                .isProblem(Code.CONVERSATION_CLOSED);
        assertThat(ayesha.put(path + "/rating", "{\"score\":5,\"comment\":\"Quick\"}")
                        .is(200)
                        .at("/rating/score"))
                .isEqualTo("5");
    }

    @Test
    void the_second_handoff_changes_nothing() {
        String path = "/conversations/" + ayesha.open("Hello");
        var first = ayesha.post(path + "/handoff", "{}").is(200);
        assertThat(ayesha.post(path + "/handoff", "{}").is(200).text()).isEqualTo(first.text());
    }

    @Test
    void the_same_message_sent_again_is_answered_with_the_first_result() {
        String path = "/conversations/" + ayesha.open("Hello") + "/messages";
        String message = Rest.message(Rest.newId(), "Once");
        var first = ayesha.post(path, message).is(201);
        assertThat(ayesha.post(path, message).is(200).text()).isEqualTo(first.text());
        assertThat(texts(ayesha.get(path), "content")).containsOnlyOnce("Once");
    }

    @Test
    void the_same_first_message_opens_one_conversation() {
        String body = "{\"message\":%s}".formatted(Rest.message(Rest.newId(), "Hello"));
        var opened = ayesha.post("/conversations", body).is(201);
        assertThat(ayesha.post("/conversations", body).is(200).at("/id")).isEqualTo(opened.at("/id"));
    }

    @Test
    void the_slower_of_two_agents_learns_who_was_faster() {
        String path = "/conversations/" + ayesha.open("Hello") + "/assignment";
        sana.put(path, "{\"agentId\":\"me\"}").is(200);
        var slower = omar.put(path, "{\"agentId\":\"me\"}").isProblem(Code.CONFLICT);
        assertThat(slower.at("/detail")).contains("Sana");
    }

    @Test
    void a_customer_sees_what_the_contract_lists_and_staff_a_little_more() {
        Rest zainab = Rest.customer(server, "Zainab");
        zainab.post("/customer-sessions", "{\"email\":\"zainab@example.com\"}").is(201);
        String path = "/conversations/" + zainab.open("Hello");
        bilal.patch(path, "{\"labels\":[\"late\"],\"priority\":\"high\"}").is(200);
        JsonNode hers = zainab.get(path).is(200).json();
        JsonNode his = bilal.get(path).is(200).json();
        assertThat(names(hers))
                .containsExactlyInAnyOrder(
                        ("id number subject category priority status customer assignedAgent department "
                                        + "requestedAgentAt assignedAt firstResponseAt escalatedAt resolvedAt closedAt "
                                        + "unansweredCount lastSeq lastMessageAt lastMessage queue rating metadata "
                                        + "createdAt updatedAt")
                                .split(" "));
        assertThat(names(hers.get("customer"))).containsExactlyInAnyOrder("id", "name", "kind");
        assertThat(his.at("/labels/0").asText()).isEqualTo("late");
        assertThat(his.at("/customer/email").asText()).isEqualTo("zainab@example.com");
        assertThat(names(zainab.get("/conversations").json().at("/items/0"))).isEqualTo(names(hers));
    }

    @Test
    void history_comes_in_pages_in_both_directions() {
        Rest hina = Rest.customer(server, "Hina");
        String id = hina.open("One, into the queue, Bilal joins, then six answers: nine rows");
        String path = "/conversations/" + id + "/messages";
        for (int i = 0; i < 6; i++) bilal.say(id, "Answer " + i).is(201);

        var newest = hina.get(path + "?limit=4").is(200);
        assertThat(seqs(newest)).containsExactly(6, 7, 8, 9);
        var older = hina.get(path + "?limit=4&cursor=" + newest.at("/nextCursor"));
        assertThat(seqs(older)).containsExactly(2, 3, 4, 5);
        var oldest = hina.get(path + "?limit=4&cursor=" + older.at("/nextCursor"));
        assertThat(seqs(oldest)).containsExactly(1);
        assertThat(oldest.json().get("nextCursor").isNull()).isTrue();

        var first = hina.get(path + "?after=0&limit=6");
        assertThat(seqs(first)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(seqs(hina.get(path + "?limit=6&cursor=" + first.at("/nextCursor"))))
                .containsExactly(7, 8, 9);
        assertThat(seqs(hina.get(path + "?before=4"))).containsExactly(1, 2, 3);
        assertThat(seqs(hina.get(path + "?after=9"))).isEmpty();
    }

    @Test
    void lists_are_filtered_and_paged() {
        Rest tariq = Rest.customer(server, "Tariq");
        List<String> ids = List.of(tariq.open("a"), tariq.open("b"), tariq.open("c"));
        var first = tariq.get("/conversations?limit=2").is(200);
        var second = tariq.get("/conversations?limit=2&cursor=" + first.at("/nextCursor"));
        assertThat(first.json().get("items")).hasSize(2);
        assertThat(second.json().get("items")).hasSize(1);
        assertThat(second.json().get("nextCursor").isNull()).isTrue();
        assertThat(tariq.get("/conversations?status=waiting").json().get("items"))
                .hasSize(3);
        assertThat(tariq.get("/conversations?status=active,automated").json().get("items"))
                .isEmpty();
        sana.put("/conversations/" + ids.get(1) + "/assignment", "{\"agentId\":\"me\"}")
                .is(200);
        assertThat(texts(sana.get("/conversations?assignee=me&status=active"), "id"))
                .contains(ids.get(1));
        assertThat(texts(sana.get("/conversations?assignee=none"), "id"))
                .contains(ids.get(0))
                .doesNotContain(ids.get(1));
        assertThat(texts(bilal.get("/conversations?q=Tariq"), "id")).containsExactlyInAnyOrderElementsOf(ids);
        tariq.get("/conversations?assignee=me").isProblem(Code.FORBIDDEN);
    }

    @Test
    void staff_see_why_things_happened() {
        String path = "/conversations/" + ayesha.open("Hello");
        bilal.post(path + "/escalation", "{\"reason\":\"Waited too long\"}").is(200);
        var activity = bilal.get(path + "/activity").is(200);
        assertThat(texts(activity, "type")).contains("conversation.escalated");
    }

    @Test
    void an_assignment_names_what_does_not_exist() {
        String path = "/conversations/" + ayesha.open("Hello") + "/assignment";
        sana.put(path, "{\"agentId\":\"%s\"}".formatted(UUID.randomUUID()))
                .isProblem(Code.VALIDATION_FAILED)
                .names("agentId");
        sana.put(path, "{\"agentId\":null,\"departmentId\":\"%s\"}".formatted(UUID.randomUUID()))
                .isProblem(Code.VALIDATION_FAILED)
                .names("departmentId");
        ayesha.post("/conversations", "{\"category\":\"weather\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("category");
    }

    @Test
    void a_new_desk_is_alive() {
        Rest nobody = Rest.nobody(server);
        assertThat(nobody.get("/faq-entries").is(200).json().get("items")).hasSizeGreaterThan(4);
        assertThat(texts(nobody.get("/faq-entries?language=ur"), "language")).containsOnly("ur");
        assertThat(texts(nobody.get("/categories").is(200), "slug"))
                .containsExactly("order", "payment", "rider", "technical", "other");
        assertThat(texts(sana.get("/departments").is(200), "name")).contains("Customer care", "Payments");
        assertThat(texts(sana.get("/agents").is(200), "name")).contains("Sana", "Omar");
    }

    private static List<Integer> seqs(Rest.Answer page) {
        return page.json().get("items").findValuesAsText("seq").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static List<String> texts(Rest.Answer page, String field) {
        return java.util.stream.StreamSupport.stream(page.json().get("items").spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
