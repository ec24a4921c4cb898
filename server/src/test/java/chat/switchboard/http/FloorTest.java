package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Presence, queue, transfer, escalation and reply targets by REST: what they do, who may, and what is refused how.
///
/// Each test has a department of its own, whose agents take conversations by hand: nobody else's get in the way.
class FloorTest {
    static final RunningServer server = RunningServer.start();
    static final Rest bilal = Rest.account(server, "admin@localhost");

    private UUID department;
    private Agent sana;
    private Rest ayesha;

    /// Somebody of the department, and her caller.
    private record Agent(UUID id, Rest rest) {}

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        department = newDepartment();
        sana = agent("Sana", department);
        ayesha = Rest.customer(server, "Ayesha");
    }

    @Test
    void what_an_agent_says_counts_and_colleagues_see_it() {
        assertThat(sana.rest
                        .put("/me/presence", "{\"status\":\"busy\"}")
                        .is(200)
                        .at("/status"))
                .isEqualTo("busy");
        assertThat(sana.rest.post("/me/heartbeat", null).is(200).at("/status")).isEqualTo("busy");

        JsonNode seen = colleague(agent("Omar", department).rest, sana.id);
        assertThat(seen.at("/status").asText()).isEqualTo("busy");
        assertThat(seen.at("/maxActiveChats").asInt()).isEqualTo(5);
    }

    @Test
    void who_never_said_anything_is_offline() {
        assertThat(sana.rest.post("/me/heartbeat", null).is(200).at("/status")).isEqualTo("offline");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                               | status
                    {"status":null}                  | status
                    {"status":"away"}                | status
                    {"status":"ONLINE"}              | status
                    {"status":1}                     | status
                    {"status":["online"]}            | status
                    {"status":"online","until":1}    | until
                    {"presence":"online"}            | presence
                    """)
    void a_presence_that_is_none_is_refused_by_field(String body, String field) {
        sana.rest.put("/me/presence", body).isProblem(Code.VALIDATION_FAILED).names(field);
    }

    @Test
    void the_floor_is_for_staff() {
        String waiting = waiting();
        for (Rest outsider : List.of(ayesha, partner())) {
            outsider.put("/me/presence", "{\"status\":\"online\"}").isProblem(Code.FORBIDDEN);
            outsider.post("/me/heartbeat", null).isProblem(Code.FORBIDDEN);
            outsider.get("/agents").isProblem(Code.FORBIDDEN);
            outsider.post("/queue/next", "{}").isProblem(Code.FORBIDDEN);
            outsider.get("/reply-targets").isProblem(Code.FORBIDDEN);
            outsider.put("/reply-targets", "{\"items\":[]}").isProblem(Code.FORBIDDEN);
        }
        ayesha.get("/conversations/" + waiting + "/routing").isProblem(Code.FORBIDDEN);
        ayesha.put("/conversations/" + waiting + "/acknowledgement", null).isProblem(Code.FORBIDDEN);
        ayesha.post("/conversations/" + waiting + "/escalation", "{\"reason\":\"now\"}")
                .isProblem(Code.FORBIDDEN);
    }

    @Test
    void without_a_token_nobody_is_told_anything() {
        Rest nobody = Rest.nobody(server);
        nobody.put("/me/presence", "{\"status\":\"online\"}").isProblem(Code.UNAUTHENTICATED);
        nobody.post("/me/heartbeat", null).isProblem(Code.UNAUTHENTICATED);
        nobody.get("/agents").isProblem(Code.UNAUTHENTICATED);
        nobody.post("/queue/next", "{}").isProblem(Code.UNAUTHENTICATED);
        nobody.get("/reply-targets").isProblem(Code.UNAUTHENTICATED);
    }

    @Test
    void take_next_gives_who_has_waited_longest_then_nobody() {
        String first = waiting();
        String second = waiting();

        assertThat(takeNext(sana.rest)).isEqualTo(first);
        assertThat(takeNext(sana.rest)).isEqualTo(second);
        assertThat(sana.rest
                        .post("/queue/next", "{}")
                        .is(200)
                        .json()
                        .get("conversation")
                        .isNull())
                .isTrue();
    }

    @Test
    void an_admin_takes_from_any_line() {
        String waiting = waiting();

        assertThat(takeNext(bilal)).isEqualTo(waiting);
    }

    @Test
    void who_has_all_she_may_have_takes_no_more() {
        server.postgres()
                .asSuperuser(it -> it.execute("UPDATE account SET max_active_chats = 1 WHERE id = ?", sana.id));
        waiting();
        waiting();
        takeNext(sana.rest);

        Rest.Answer refused = sana.rest.post("/queue/next", "{}").isProblem(Code.CONFLICT);
        assertThat(refused.at("/detail")).isEqualTo("Sana has 1 of 1 conversations.");
    }

    @Test
    void a_line_one_does_not_serve_cannot_be_told_from_one_that_is_not_there() {
        waiting();
        UUID elsewhere = newDepartment();
        String foreign = problem(sana.rest, elsewhere);

        assertThat(foreign).isEqualTo(problem(sana.rest, UUID.randomUUID()));
        problem(bilal, UUID.randomUUID());
    }

    private static String problem(Rest who, UUID department) {
        Rest.Answer answer = who.post("/queue/next", "{\"departmentId\":\"%s\"}".formatted(department))
                .isProblem(Code.VALIDATION_FAILED)
                .names("departmentId");
        return answer.at("/errors/0/message");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"departmentId":"x"}        | departmentId
                    {"departmentId":7}          | departmentId
                    {"departmentId":{}}         | departmentId
                    {"department":null}         | department
                    """)
    void a_line_that_is_none_is_refused_by_field(String body, String field) {
        sana.rest.post("/queue/next", body).isProblem(Code.VALIDATION_FAILED).names(field);
    }

    @Test
    void why_it_still_waits_is_for_those_who_may_see_it() {
        String waiting = waiting();
        assertThat(sana.rest
                        .get("/conversations/" + waiting + "/routing")
                        .is(200)
                        .at("/summary"))
                .isEqualTo("Its department takes conversations by hand.");

        Agent stranger = agent("Nadia", newDepartment());
        stranger.rest.get("/conversations/" + waiting + "/routing").isProblem(Code.NOT_FOUND);
        sana.rest.get("/conversations/" + UUID.randomUUID() + "/routing").isProblem(Code.NOT_FOUND);
        sana.rest.get("/conversations/x/routing").isProblem(Code.NOT_FOUND);
    }

    @Test
    void of_two_who_accept_at_once_one_wins_and_the_other_learns_who() {
        Agent omar = agent("Omar", department);
        for (int round = 0; round < 10; round++) {
            String path = "/conversations/" + waiting() + "/assignment";
            List<Rest.Answer> answers = atOnce(List.of(
                    () -> sana.rest.put(path, "{\"agentId\":\"me\"}"),
                    () -> omar.rest.put(path, "{\"agentId\":\"me\"}")));

            boolean sanaWon = answers.get(0).status() == 200;
            answers.get(sanaWon ? 0 : 1).is(200);
            Rest.Answer lost = answers.get(sanaWon ? 1 : 0).isProblem(Code.CONFLICT);
            assertThat(lost.at("/detail")).startsWith(sanaWon ? "Sana" : "Omar");
            (sanaWon ? sana : omar)
                    .rest
                    .put(path.replace("assignment", "closure"), "{}")
                    .is(200);
        }
    }

    @Test
    void an_admin_who_was_a_moment_too_late_learns_who_was_faster_and_may_take_over_as_an_act_of_its_own() {
        String id = waiting();
        String path = "/conversations/" + id + "/assignment";
        sana.rest.put(path, "{\"agentId\":\"me\",\"expectedAgentId\":null}").is(200);
        String bilalsId = bilal.get("/me").is(200).at("/id");

        for (String accept : List.of("\"me\"", "\"me\",\"expectedAgentId\":null", "\"" + bilalsId + "\"")) {
            Rest.Answer lost = bilal.put(path, "{\"agentId\":" + accept + "}").isProblem(Code.CONFLICT);
            assertThat(lost.at("/current/id")).isEqualTo(sana.id.toString());
            assertThat(lost.at("/current/name")).isEqualTo("Sana");
        }
        String takeOver = "{\"agentId\":\"me\",\"expectedAgentId\":\"%s\"}".formatted(sana.id);
        assertThat(bilal.put(path, takeOver).is(200).at("/assignedAgent/id")).isEqualTo(bilalsId);
        bilal.put(path, takeOver).is(200);

        JsonNode act =
                bilal.get("/conversations/" + id + "/activity").is(200).json().at("/items/0");
        assertThat(act.at("/type").asText()).isEqualTo("conversation.taken_over");
        assertThat(act.at("/details/from/name").asText()).isEqualTo("Sana");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0060', textBlock = """
                    PATCH | ""           | {"priority":"low","expectedPriority":"medium"}       | expectedPriority     | "high"
                    PATCH | ""           | {"labels":["a"],"expectedLabels":[]}                 | expectedLabels       | ["vip"]
                    PATCH | ""           | {"subject":"a","expectedSubject":null}               | expectedSubject      | "Hers"
                    PATCH | ""           | {"category":"rider","expectedCategory":"other"}      | expectedCategory     | "order"
                    PATCH | ""           | {"subject":"a","expectedDepartmentId":null}          | expectedDepartmentId |
                    PUT   | /resolution  | {"expectedAgentId":null}                             | expectedAgentId      |
                    PUT   | /closure     | {"expectedStatus":"waiting"}                         | expectedStatus       | "active"
                    POST  | /escalation  | {"reason":"x","expectedStatus":"waiting"}            | expectedStatus       | "active"
                    PUT   | /assignment  | {"agentId":null,"expectedAgentId":null}              | expectedAgentId      |
                    """)
    void what_a_colleague_changed_meanwhile_is_not_overwritten_but_told(
            String method, String part, String body, String field, String current) throws java.io.IOException {
        String path = "/conversations/" + waiting();
        sana.rest.put(path + "/assignment", "{\"agentId\":\"me\"}").is(200);
        sana.rest
                .patch(path, "{\"priority\":\"high\",\"labels\":[\"vip\"],\"subject\":\"Hers\",\"category\":\"order\"}")
                .is(200);
        String target = path + part.replace("\"", "");
        Rest.Answer answer = switch (method) {
            case "PATCH" -> bilal.patch(target, body);
            case "POST" -> bilal.post(target, body);
            default -> bilal.put(target, body);
        };

        answer.isProblem(Code.CONFLICT).names(field);
        if (current != null) assertThat(answer.json().get("current").toString()).isEqualTo(current);
        else
            assertThat(answer.json().get("current").get("id").asText()).isIn(sana.id.toString(), department.toString());
    }

    @Test
    void a_handoff_asked_for_twenty_times_at_once_is_one() {
        String id = opened();
        Supplier<Rest.Answer> handoff = () -> ayesha.post("/conversations/" + id + "/handoff", "{}");
        atOnce(IntStream.range(0, 20).mapToObj(_ -> handoff).toList()).forEach(answer -> answer.is(200));

        assertThat(facts(id)).containsExactly("queue.entered");
    }

    @Test
    void what_is_sent_while_it_closes_is_kept_before_the_end_or_refused() {
        for (int round = 0; round < 10; round++) {
            String id = waiting();
            List<Supplier<Rest.Answer>> rush = new ArrayList<>();
            for (int i = 0; i < 6; i++) rush.add(() -> ayesha.say(id, "Wait"));
            rush.add(3, () -> sana.rest.put("/conversations/" + id + "/closure", "{}"));
            List<Rest.Answer> answers = atOnce(rush);
            answers.remove(3).is(200);
            for (Rest.Answer said : answers) if (said.status() != 201) said.isProblem(Code.CONVERSATION_CLOSED);

            List<String> facts = facts(id);
            assertThat(facts.getLast()).isEqualTo("conversation.closed");
            JsonNode last = messages(id).get(messages(id).size() - 1);
            assertThat(last.at("/metadata/event").asText()).isEqualTo("conversation.closed");
        }
    }

    @Test
    void nothing_is_given_to_who_is_offline_full_or_serves_something_else() {
        String path = "/conversations/" + waiting() + "/assignment";
        Agent offline = agent("Omar", department);
        Agent full = online(agent("Cem", department));
        server.postgres()
                .asSuperuser(it -> it.execute("UPDATE account SET max_active_chats = 0 WHERE id = ?", full.id));
        Agent foreign = online(agent("Nadia", newDepartment()));

        assertThat(sana.rest.put(path, to(offline)).isProblem(Code.CONFLICT).at("/detail"))
                .isEqualTo("Omar is offline.");
        assertThat(sana.rest.put(path, to(full)).isProblem(Code.CONFLICT).at("/detail"))
                .isEqualTo("Cem has 0 of 0 conversations.");
        sana.rest.put(path, to(foreign)).isProblem(Code.VALIDATION_FAILED).names("agentId");
    }

    @Test
    void nothing_is_given_to_who_does_not_exist_or_does_not_answer_customers() {
        String path = "/conversations/" + waiting() + "/assignment";
        UUID customer = UUID.fromString(ayesha.get("/me").is(200).at("/id"));
        UUID partner = UUID.fromString(partner().get("/me").is(200).at("/id"));
        Agent left = agent("Dua", department);
        server.postgres().asSuperuser(it -> it.execute("UPDATE account SET active = false WHERE id = ?", left.id));

        for (UUID nobody : List.of(UUID.randomUUID(), customer, partner, left.id))
            sana.rest
                    .put(path, "{\"agentId\":\"%s\"}".formatted(nobody))
                    .isProblem(Code.VALIDATION_FAILED)
                    .names("agentId");
        sana.rest
                .put(path, "{\"agentId\":null,\"departmentId\":\"%s\"}".formatted(UUID.randomUUID()))
                .isProblem(Code.VALIDATION_FAILED)
                .names("departmentId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                  | agentId
                    {"note":"hers"}                     | agentId
                    {"agentId":""}                      | agentId
                    {"agentId":"you"}                   | agentId
                    {"agentId":3}                       | agentId
                    {"agentId":null,"departmentId":"x"} | departmentId
                    {"agentId":"me","note":5}           | note
                    {"agentId":"me","reason":"x"}       | reason
                    """)
    void an_assignment_that_is_none_is_refused_by_field(String body, String field) {
        sana.rest
                .put("/conversations/" + waiting() + "/assignment", body)
                .isProblem(Code.VALIDATION_FAILED)
                .names(field);
    }

    @Test
    void transferred_with_a_note_the_colleague_has_it_and_the_customer_never_sees_the_note() {
        Agent omar = online(agent("Omar", department));
        String id = waiting();
        takeNext(sana.rest);
        String body = "{\"agentId\":\"%s\",\"note\":\"She is upset\"}".formatted(omar.id);

        assertThat(sana.rest
                        .put("/conversations/" + id + "/assignment", body)
                        .is(200)
                        .at("/assignedAgent/name"))
                .isEqualTo("Omar");
        assertThat(omar.rest.get("/conversations/" + id + "/activity").is(200).text())
                .contains("She is upset");
        assertThat(ayesha.get("/conversations/" + id + "/messages").is(200).text())
                .doesNotContain("upset");
        assertThat(ayesha.get("/conversations/" + id).is(200).text()).doesNotContain("upset");
    }

    @Test
    void given_back_to_nobody_it_waits_at_its_old_place() {
        String first = waiting();
        waiting();
        takeNext(sana.rest);
        Rest.Answer back = sana.rest
                .put("/conversations/" + first + "/assignment", "{\"agentId\":null}")
                .is(200);

        assertThat(back.at("/status")).isEqualTo("waiting");
        assertThat(back.at("/queue/position")).isEqualTo("1");
        assertThat(facts(first)).containsExactly("queue.entered", "agent.joined", "queue.returned");
    }

    @Test
    void three_lines_to_an_agent_who_reads_them_by_rest_are_no_emergency() {
        String read = waiting();
        String unread = waiting();
        takeNext(sana.rest);
        takeNext(sana.rest);
        sana.rest.get("/conversations/" + read + "/messages?after=0").is(200);
        for (String id : List.of(read, unread))
            for (int i = 0; i < 3; i++) ayesha.say(id, "And?").is(201);

        assertThat(ayesha.get("/conversations/" + read)
                        .is(200)
                        .json()
                        .get("escalatedAt")
                        .isNull())
                .isTrue();
        assertThat(ayesha.get("/conversations/" + unread)
                        .is(200)
                        .json()
                        .get("escalatedAt")
                        .isNull())
                .isFalse();
        assertThat(ayesha.get("/conversations/" + read).at("/priority")).isEqualTo("medium");
    }

    @Test
    void what_is_late_is_listed_by_itself_and_is_neither_urgent_nor_escalated() {
        String late = waiting();
        String onTime = waiting();
        server.postgres().asSuperuser(it -> it.execute("""
                        UPDATE conversation SET reply_level = 'admins', reply_next_at = NULL, reply_due_at = now()
                        WHERE id = ?::uuid""", late));

        assertThat(ids("?overdue=true")).contains(late).doesNotContain(onTime);
        assertThat(ids("?overdue=false")).contains(onTime).doesNotContain(late);
        assertThat(ids("?escalated=true")).doesNotContain(late);
        assertThat(sana.rest.get("/conversations/" + late).is(200).at("/replyDue/overdue"))
                .isEqualTo("true");
        assertThat(ayesha.get("/conversations/" + late).is(200).text()).doesNotContain("replyDue");
    }

    @Test
    void the_queue_is_in_the_order_of_priority_then_lateness_then_time() {
        String first = waiting();
        String second = waiting();
        String late = waiting();
        String urgent = waiting();
        server.postgres().asSuperuser(it -> it.execute("""
                        UPDATE conversation SET reply_level = 'agent', reply_next_at = NULL, reply_due_at = now()
                        WHERE id = ?::uuid""", late));
        sana.rest.patch("/conversations/" + urgent, "{\"priority\":\"urgent\"}").is(200);

        assertThat(List.of(takeNext(sana.rest), takeNext(sana.rest), takeNext(sana.rest), takeNext(sana.rest)))
                .containsExactly(urgent, late, first, second);
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        sana.rest
                .get("/conversations" + query)
                .is(200)
                .json()
                .get("items")
                .forEach(it -> ids.add(it.at("/id").asText()));
        return ids;
    }

    @Test
    void an_escalation_is_made_once_with_its_reason_and_not_after_the_end() {
        String id = waiting();
        String path = "/conversations/" + id + "/escalation";
        Rest.Answer escalated =
                sana.rest.post(path, "{\"reason\":\"A refund of 900\"}").is(200);
        sana.rest.post(path, "{\"reason\":\"Again\"}").is(200);

        assertThat(escalated.at("/priority")).isEqualTo("urgent");
        assertThat(escalated.json().get("escalatedAt").isNull()).isFalse();
        assertThat(facts(id)).containsExactly("queue.entered", "conversation.escalated");
        assertThat(sana.rest.get("/conversations/" + id + "/activity").text()).contains("A refund of 900");

        takeNext(sana.rest);
        sana.rest.put("/conversations/" + id + "/resolution", "{}").is(200);
        sana.rest.post(path, "{\"reason\":\"Late\"}").isProblem(Code.CONFLICT);
        sana.rest.put("/conversations/" + id + "/closure", "{}").is(200);
        sana.rest.post(path, "{\"reason\":\"Too late\"}").isProblem(Code.CONVERSATION_CLOSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                             | reason
                    {"reason":""}                  | reason
                    {"reason":null}                | reason
                    {"reason":["x"]}               | reason
                    {"reason":"x","priority":"y"}  | priority
                    """)
    void an_escalation_says_why(String body, String field) {
        sana.rest
                .post("/conversations/" + waiting() + "/escalation", body)
                .isProblem(Code.VALIDATION_FAILED)
                .names(field);
    }

    @Test
    void what_is_not_late_cannot_be_acknowledged_and_what_is_names_who_saw_it() {
        String id = waiting();
        String path = "/conversations/" + id + "/acknowledgement";
        sana.rest.put(path, null).isProblem(Code.CONFLICT);

        sana.rest
                .post("/conversations/" + id + "/escalation", "{\"reason\":\"now\"}")
                .is(200);
        sana.rest.put(path, null).is(200);
        assertThat(sana.rest.get("/conversations/" + id + "/activity").text()).contains("reply.acknowledged");
    }

    @Test
    void rated_once_and_only_when_it_is_over() {
        String id = waiting();
        String path = "/conversations/" + id + "/rating";
        ayesha.put(path, "{\"score\":5}").isProblem(Code.CONFLICT);
        takeNext(sana.rest);
        ayesha.put(path, "{\"score\":5}").isProblem(Code.CONFLICT);
        sana.rest.put("/conversations/" + id + "/closure", "{}").is(200);

        List<Rest.Answer> answers =
                atOnce(List.of(() -> ayesha.put(path, "{\"score\":4}"), () -> ayesha.put(path, "{\"score\":2}")));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .singleElement()
                .satisfies(answer -> answer.isProblem(Code.CONFLICT));
        sana.rest.put(path, "{\"score\":5}").isProblem(Code.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                          | score
                    {"score":0}                 | score
                    {"score":6}                 | score
                    {"score":4.5}               | score
                    {"score":"5"}               | score
                    {"score":5,"comment":1}     | comment
                    {"score":5,"stars":5}       | stars
                    """)
    void a_rating_that_is_none_is_refused_by_field(String body, String field) {
        ayesha.put("/conversations/" + waiting() + "/rating", body)
                .isProblem(Code.VALIDATION_FAILED)
                .names(field);
    }

    @Test
    void the_chats_of_an_agent_who_is_deleted_go_back_to_the_queue_and_the_customers_are_told() {
        String id = waiting();
        takeNext(sana.rest);
        server.postgres().asSuperuser(it -> it.execute("UPDATE account SET active = false WHERE id = ?", sana.id));

        Eventually.until(
                "it waits again",
                () -> bilal.get("/conversations/" + id).at("/status").equals("waiting"));
        assertThat(facts(id)).containsExactly("queue.entered", "agent.joined", "agent.lost");
    }

    @Test
    void reply_targets_are_set_by_admins_and_read_by_all_staff() {
        String body = """
                {"items":[{"departmentId":"%s","priority":"urgent","firstReplySeconds":30,"nextReplySeconds":null}]}
                """.formatted(department);
        bilal.put("/reply-targets", body).is(200);

        JsonNode target = sana.rest.get("/reply-targets").is(200).json().at("/items/0");
        assertThat(target.get("departmentId").asText()).isEqualTo(department.toString());
        assertThat(target.get("priority").asText()).isEqualTo("urgent");
        assertThat(target.get("firstReplySeconds").asInt()).isEqualTo(30);
        assertThat(target.get("nextReplySeconds").isNull()).isTrue();
        sana.rest.put("/reply-targets", body).isProblem(Code.FORBIDDEN);
        bilal.put("/reply-targets", "{\"items\":[]}").is(200);
    }

    @Test
    void targets_based_on_others_than_stand_now_are_refused_and_both_are_known() {
        int seen = bilal.get("/reply-targets").is(200).json().get("version").intValue();
        String mine = "{\"items\":[{\"firstReplySeconds\":60,\"nextReplySeconds\":null}],\"expectedVersion\":%d}";
        String theirs = "{\"items\":[{\"firstReplySeconds\":90,\"nextReplySeconds\":null}],\"expectedVersion\":%d}";

        int now = bilal.put("/reply-targets", theirs.formatted(seen))
                .is(200)
                .json()
                .get("version")
                .intValue();
        assertThat(now).isEqualTo(seen + 1);
        Rest.Answer late = bilal.put("/reply-targets", mine.formatted(seen)).isProblem(Code.CONFLICT);
        assertThat(late.at("/reason")).isEqualTo("changed_meanwhile");
        assertThat(late.at("/parameters/version")).isEqualTo(Integer.toString(now));
        assertThat(late.at("/current/0/firstReplySeconds")).isEqualTo("90");
        assertThat(late.json().at("/current/0/departmentId").isNull()).isTrue();
        assertThat(bilal.get("/reply-targets").at("/items/0/firstReplySeconds")).isEqualTo("90");

        bilal.put("/reply-targets", mine.formatted(now)).is(200);
        assertThat(bilal.put("/reply-targets", mine.formatted(now + 1)).is(200).at("/version"))
                .isEqualTo(Integer.toString(now + 1));
        bilal.put("/reply-targets", "{\"items\":[]}").is(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                            | items
                    {"items":{}}                                                                  | items
                    {"items":[{}]}                                                                | items.0.firstReplySeconds
                    {"items":[{"firstReplySeconds":0,"nextReplySeconds":1}]}                      | items.0.firstReplySeconds
                    {"items":[{"firstReplySeconds":2592001,"nextReplySeconds":1}]}                | items.0.firstReplySeconds
                    {"items":[{"firstReplySeconds":"60","nextReplySeconds":1}]}                   | items.0.firstReplySeconds
                    {"items":[{"firstReplySeconds":1.5,"nextReplySeconds":1}]}                    | items.0.firstReplySeconds
                    {"items":[{"firstReplySeconds":1,"nextReplySeconds":-1}]}                     | items.0.nextReplySeconds
                    {"items":[{"firstReplySeconds":1,"nextReplySeconds":1,"priority":"soon"}]}    | items.0.priority
                    {"items":[{"firstReplySeconds":1,"nextReplySeconds":1,"departmentId":"x"}]}   | items.0.departmentId
                    {"items":[{"firstReplySeconds":1,"nextReplySeconds":1,"hours":8}]}            | items.0.hours
                    {"items":[{"firstReplySeconds":1,"nextReplySeconds":1},{"firstReplySeconds":2,"nextReplySeconds":1}]} | items
                    {"items":[{"firstReplySeconds":1,"nextReplySeconds":1,"departmentId":"0198c0de-0009-7000-8000-000000000009"}]} | departmentId
                    """)
    void a_reply_target_that_is_none_is_refused_by_field(String body, String field) {
        bilal.put("/reply-targets", body).isProblem(Code.VALIDATION_FAILED).names(field);
        assertThat(bilal.get("/reply-targets").is(200).json().get("items")).isEmpty();
    }

    private static UUID newDepartment() {
        UUID id = Rest.newId();
        server.postgres()
                .asSuperuser(it -> it.execute(
                        "INSERT INTO department (id, name, routing) VALUES (?, ?, 'manual')", id, "Department " + id));
        return id;
    }

    private static Agent agent(String name, UUID department) {
        Account account = created(name, Account.Role.AGENT, Set.of(department));
        return new Agent(account.id(), Rest.account(server, account.email()));
    }

    private static Rest partner() {
        return Rest.account(
                server, created("Biryani House", Account.Role.PARTNER, Set.of()).email());
    }

    private static Account created(String name, Account.Role role, Set<UUID> departments) {
        String email = Rest.newId() + "@example.com";
        Account.New account = new Account.New(email, name, role, departments, RunningServer.PASSWORD);
        return switch (server.identity().createAccount(account)) {
            case Outcome.Done<Account>(Account made) -> made;
            case Outcome.Refused<Account> refused -> throw new AssertionError(refused);
        };
    }

    private static Agent online(Agent agent) {
        agent.rest.put("/me/presence", "{\"status\":\"online\"}").is(200);
        return agent;
    }

    private static String to(Agent agent) {
        return "{\"agentId\":\"%s\"}".formatted(agent.id);
    }

    private String opened() {
        String body = """
                {"departmentId":"%s","message":{"id":"%s","content":"Hello"}}""".formatted(department, Rest.newId());
        return ayesha.post("/conversations", body).is(201).at("/id");
    }

    private String waiting() {
        String id = opened();
        assertThat(ayesha.post("/conversations/" + id + "/handoff", "{}")
                        .is(200)
                        .at("/status"))
                .isEqualTo("waiting");
        return id;
    }

    private String takeNext(Rest who) {
        return who.post("/queue/next", "{\"departmentId\":\"%s\"}".formatted(department))
                .is(200)
                .at("/conversation/id");
    }

    private static JsonNode colleague(Rest who, UUID id) {
        for (JsonNode agent : who.get("/agents").is(200).json().get("items"))
            if (agent.get("id").asText().equals(id.toString())) return agent;
        throw new AssertionError(id);
    }

    private JsonNode messages(String id) {
        return bilal.get("/conversations/" + id + "/messages?limit=100")
                .is(200)
                .json()
                .get("items");
    }

    /// What its customer was told by the system, in order.
    private List<String> facts(String id) {
        List<String> facts = new ArrayList<>();
        for (JsonNode message : messages(id))
            if (message.get("kind").asText().equals("event"))
                facts.add(message.at("/metadata/event").asText());
        return facts;
    }

    private static List<Rest.Answer> atOnce(List<Supplier<Rest.Answer>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Rest.Answer>> answers = calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(call, threads))
                    .toList();
            return new ArrayList<>(answers.stream().map(CompletableFuture::join).toList());
        }
    }
}
