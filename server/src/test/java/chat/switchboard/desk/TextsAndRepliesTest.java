package chat.switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the system says, and what staff has at hand to say.
class TextsAndRepliesTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");
    static final Account sana = server.account("sana@example.com", "Sana", Account.Role.AGENT);
    static final Rest agent = Rest.account(server, "sana@example.com");
    static final Rest other = other();
    static final Rest colleague = colleague();
    static final String QUEUED = "/text-templates/en.event.queue.entered";

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_text_is_said_in_the_desks_words_within_two_seconds_and_in_the_shipped_ones_again() {
        assertThat(admin.put(QUEUED, "{\"text\":\"Hold on.\"}").is(200).at("/version"))
                .isEqualTo("1");
        Eventually.until("own", () -> saidTo(opened()).equals("Hold on."));
        String told = opened();
        assertThat(messages(told).json().at("/items/1/metadata/inOwnWords").booleanValue())
                .isTrue();
        admin.delete(QUEUED).is(204);
        Eventually.until("shipped", () -> saidTo(opened()).startsWith("You are in the queue."));
        assertThat(admin.put(QUEUED, "{\"text\":\"Again\",\"expectedVersion\":2}")
                        .is(200)
                        .at("/version"))
                .isEqualTo("3");
        admin.put(QUEUED, "{\"text\":\"Late\",\"expectedVersion\":2}").isProblem(Code.CONFLICT);
        admin.delete(QUEUED).is(204);
    }

    @Test
    void all_texts_that_customers_read_are_listed_in_every_language() {
        List<String> ids = admin.get("/text-templates?limit=100")
                .is(200)
                .json()
                .get("items")
                .findValuesAsText("id");
        assertThat(ids)
                .contains("en.event.queue.entered", "ur.event.queue.entered", "ur.event.conversation.closed.by")
                .contains("en.widget.offline", "ur.widget.queue.position.wait")
                .allMatch(id -> id.matches("(en|ur)\\.(bot|event|widget)\\..*"))
                .isSorted();
        Rest.Answer first = admin.get("/text-templates?limit=3").is(200);
        assertThat(admin.get("/text-templates?limit=3&cursor=" + first.at("/nextCursor"))
                        .at("/items/0/id"))
                .isEqualTo(ids.get(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{agnet}", "{ agent }", "{}", "{agent", "agent}", "{{agent}}", "{department}", "", " "})
    void a_text_with_another_placeholder_is_refused(String text) {
        admin.put("/text-templates/en.event.agent.joined.by", "{\"text\":\"" + text + "\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("text");
    }

    @Test
    void a_text_may_leave_a_placeholder_out_or_have_it_twice() {
        for (String text : List.of("Hello", "{agent} and {agent}"))
            admin.put("/text-templates/en.event.agent.joined.by", "{\"text\":\"" + text + "\"}")
                    .is(200);
        admin.delete("/text-templates/en.event.agent.joined.by").is(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"en.event.nothing", "en.refusal.not_found", "en", "EN.event.queue.entered", "en.routing.closed"})
    void there_are_no_other_texts(String id) {
        admin.put("/text-templates/" + id, "{\"text\":\"x\"}").isProblem(Code.NOT_FOUND);
    }

    @Test
    void widgets_are_told_what_the_desk_says_in_its_own_words() {
        String path = "/text-templates/ur.widget.queue.position";
        admin.put(path, "{\"text\":\"{place}\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("text");
        admin.put(path, "{\"text\":\"{position} نمبر\"}").is(200);
        Eventually.until("told", Duration.ofSeconds(2), () -> ownTexts().equals("""
                {"en":{},"ur":{"widget.queue.position":"{position} نمبر"}}"""));
        admin.delete(path).is(204);
        Eventually.until("forgotten", Duration.ofSeconds(2), () -> ownTexts().equals("{\"en\":{},\"ur\":{}}"));
    }

    private static String ownTexts() {
        return Rest.nobody(server)
                .get("/widget-settings")
                .is(200)
                .json()
                .get("texts")
                .toString();
    }

    @Test
    void texts_are_for_admins_to_write() {
        agent.get("/text-templates").is(200);
        agent.put(QUEUED, "{\"text\":\"x\"}").isProblem(Code.FORBIDDEN);
        agent.delete(QUEUED).isProblem(Code.FORBIDDEN);
        Rest.customer(server, "Ayesha").get("/text-templates").isProblem(Code.FORBIDDEN);
    }

    @Test
    void agents_see_their_own_replies_those_of_their_departments_and_those_for_all() {
        String department =
                admin.post("/departments", "{\"name\":\"Elsewhere\"}").is(201).at("/id");
        String forAll =
                admin.post("/canned-replies", reply("seen-all", "")).is(201).at("/id");
        String forCare = admin.post(
                        "/canned-replies", reply("seen-care", departmentOf(RunningServer.CUSTOMER_CARE.toString())))
                .is(201)
                .at("/id");
        String elsewhere = admin.post("/canned-replies", reply("unseen", departmentOf(department)))
                .is(201)
                .at("/id");
        String own =
                agent.post("/canned-replies", reply("seen-own", "")).is(201).at("/id");
        assertThat(agent.get("/canned-replies?q=seen").json().get("items").findValuesAsText("shortcut"))
                .containsExactly("seen-all", "seen-care", "seen-own");
        for (String scope : List.of("own", "department", "all"))
            assertThat(agent.get("/canned-replies?q=seen&scope=" + scope).json().get("items"))
                    .hasSize(1);
        agent.get("/canned-replies/" + elsewhere).isProblem(Code.NOT_FOUND);
        other.get("/canned-replies/" + own).isProblem(Code.NOT_FOUND);
        admin.get("/canned-replies/" + own).isProblem(Code.NOT_FOUND);
        other.patch("/canned-replies/" + own, "{\"title\":\"x\"}").isProblem(Code.NOT_FOUND);
        for (String shared : List.of(forAll, forCare)) {
            agent.patch("/canned-replies/" + shared, "{\"title\":\"x\"}").isProblem(Code.FORBIDDEN);
            agent.delete("/canned-replies/" + shared).isProblem(Code.FORBIDDEN);
        }
        agent.patch("/canned-replies/" + own, "{\"ownerId\":null}").isProblem(Code.FORBIDDEN);
        agent.delete("/canned-replies/" + own).is(204);
    }

    @Test
    void the_audit_log_says_that_an_own_reply_was_written_and_not_what_is_in_it() {
        String own =
                agent.post("/canned-replies", reply("veiled-a", "")).is(201).at("/id");
        agent.patch("/canned-replies/" + own, "{\"title\":\"veiled-b\",\"content\":\"veiled-c\"}")
                .is(200);
        agent.delete("/canned-replies/" + own).is(204);
        for (String file : List.of("veiled-d,T,veiled-e", "veiled-d,veiled-f,C"))
            agent.post(
                            "/canned-replies/import",
                            "{\"format\":\"csv\",\"content\":\"shortcut,title,content\\n%s\"}".formatted(file))
                    .is(200);
        String shared =
                admin.post("/canned-replies", reply("unveiled", "")).is(201).at("/id");
        admin.patch(
                        "/canned-replies/" + shared,
                        "{\"ownerId\":\"%s\"}".formatted(admin.get("/me").at("/id")))
                .is(200);
        admin.patch("/canned-replies/" + shared, "{\"content\":\"veiled-g\"}").is(200);

        Rest.Answer log = colleague.get("/audit?limit=100&subject=canned_reply").is(200);
        assertThat(log.json().get("items").findValuesAsText("action"))
                .contains("canned_reply.created", "canned_reply.updated", "canned_reply.deleted")
                .contains("canned_reply.imported");
        assertThat(log.text()).contains("unveiled", own);
        for (String format : List.of("csv", "json"))
            assertThat(colleague.get("/audit/export?format=" + format).is(200).text())
                    .contains("unveiled")
                    .doesNotContain("veiled-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"ownerId":"0198c0de-0001-7000-8000-00000000000f"}       | ownerId
            {"departmentId":"0198c0de-0001-7000-8000-00000000000f"}  | departmentId
            {"content":"{{customer.nam}}"}                           | content
            {"content":"{{#if x}}"}                                  | content
            {"content":"{{}}"}                                       | content
            {"shortcut":"two words"}                                 | shortcut
            {"shortcut":"/slash"}                                    | shortcut
            {"title":""}                                             | title
            """)
    void what_does_not_fit_is_refused_by_name(String change, String field) {
        String id = admin.post("/canned-replies", reply("r" + System.nanoTime(), ""))
                .is(201)
                .at("/id");
        admin.patch("/canned-replies/" + id, change)
                .isProblem(Code.VALIDATION_FAILED)
                .names(field);
    }

    @Test
    void a_shortcut_is_taken_once_by_everybody_for_themselves() {
        admin.post("/canned-replies", reply("same", "")).is(201);
        admin.post("/canned-replies", reply("SAME", ""))
                .isProblem(Code.CONFLICT)
                .names("shortcut");
        agent.post("/canned-replies", reply("same", "")).is(201);
        other.post("/canned-replies", reply("same", "")).is(201);
    }

    @Test
    void a_reply_is_rendered_for_a_conversation_and_counted() {
        String conversation = opened();
        String id = admin.post(
                        "/canned-replies",
                        "{\"shortcut\":\"hello\",\"title\":\"Hello\",\"content\":"
                                + "\"{{customer.name}}, {{ agent.name }}, #{{conversation.number}} {{customer.email}}.\"}")
                .is(201)
                .at("/id");
        String body = "{\"conversationId\":\"" + conversation + "\"}";
        String number = admin.get("/conversations/" + conversation).at("/number");
        assertThat(agent.post("/canned-replies/" + id + "/rendering", body)
                        .is(200)
                        .at("/content"))
                .isEqualTo("{{agent.name}} $1, Sana, #" + number + " .");
        Rest.Answer used = admin.get("/canned-replies/" + id);
        assertThat(List.of(used.at("/usageCount"), used.at("/version"))).containsExactly("1", "0");
        agent.post("/canned-replies/" + id + "/rendering", "{\"conversationId\":\"" + id + "\"}")
                .isProblem(Code.NOT_FOUND);
        assertThat(admin.get("/canned-replies/" + id).at("/usageCount")).isEqualTo("1");
    }

    @Test
    void customers_see_active_questions_and_categories_without_what_is_for_staff() {
        admin.post(
                        "/faq-entries",
                        "{\"slug\":\"hidden\",\"language\":\"en\",\"question\":\"Q\",\"answer\":\"A\",\"active\":false}")
                .is(201);
        admin.post("/categories", "{\"slug\":\"hidden\",\"nameEn\":\"H\",\"nameUr\":\"ہ\",\"active\":false}")
                .is(201);
        Rest nobody = Rest.nobody(server);
        for (String path : List.of("/faq-entries", "/categories")) {
            assertThat(nobody.get(path).is(200).text())
                    .doesNotContain("hidden", "version", "keywords", "phrasings", "createdAt");
            assertThat(admin.get(path + "?all=true").is(200).text()).contains("hidden", "version");
            nobody.get(path + "?all=true").isProblem(Code.UNAUTHENTICATED);
            Rest.customer(server, "Ayesha").get(path + "?all=true").isProblem(Code.FORBIDDEN);
        }
        Rest.customer(server, "Ayesha")
                .post("/conversations", "{\"category\":\"hidden\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("category");
    }

    @Test
    void the_desk_keeps_the_category_it_needs_and_those_in_use() {
        admin.delete("/categories/other").isProblem(Code.CONFLICT);
        admin.patch("/categories/other", "{\"active\":false}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("active");
        admin.post("/categories", "{\"slug\":\"used\",\"nameEn\":\"U\",\"nameUr\":\"ا\"}")
                .is(201);
        admin.post("/reply-templates", "{\"category\":\"used\",\"replyEn\":\"R\",\"replyUr\":\"ر\"}")
                .is(201);
        admin.delete("/categories/used").isProblem(Code.CONFLICT);
        admin.post("/reply-templates", "{\"category\":\"nowhere\",\"replyEn\":\"R\",\"replyUr\":\"ر\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("category");
    }

    @Test
    void a_conversation_keeps_the_category_that_was_deleted() {
        admin.post("/categories", "{\"slug\":\"brief\",\"nameEn\":\"B\",\"nameUr\":\"ب\"}")
                .is(201);
        String id = Rest.customer(server, "Ayesha")
                .post("/conversations", "{\"category\":\"brief\"}")
                .is(201)
                .at("/id");
        admin.delete("/categories/brief").is(204);
        assertThat(admin.get("/conversations/" + id).at("/category")).isEqualTo("brief");
    }

    private static String reply(String shortcut, String more) {
        return "{\"shortcut\":\"%s\",\"title\":\"T\",\"content\":\"C\"%s}".formatted(shortcut, more);
    }

    private static String departmentOf(String id) {
        return ",\"departmentId\":\"" + id + "\"";
    }

    private static String opened() {
        return Rest.customer(server, "{{agent.name}} $1").open("Hello");
    }

    private static String saidTo(String conversation) {
        return messages(conversation).at("/items/1/content");
    }

    private static Rest.Answer messages(String conversation) {
        return admin.get("/conversations/" + conversation + "/messages").is(200);
    }

    private static Rest colleague() {
        server.account("zara@example.com", "Zara", Account.Role.ADMIN);
        return Rest.account(server, "zara@example.com");
    }

    private static Rest other() {
        server.account("omar@example.com", "Omar", Account.Role.AGENT);
        return Rest.account(server, "omar@example.com");
    }
}
