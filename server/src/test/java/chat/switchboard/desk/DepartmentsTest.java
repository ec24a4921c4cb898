package chat.switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Departments, and what their change does to conversations and to the people in them.
class DepartmentsTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");
    static final Account sana = server.account("sana@example.com", "Sana", Account.Role.AGENT);
    static final Rest ayesha = Rest.customer(server, "Ayesha");

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void conversations_leave_a_department_that_is_deleted_and_closed_ones_keep_its_name() {
        String department = department();
        String waiting = conversationIn(department);
        String resolved = conversationIn(department);
        String closed = conversationIn(department);
        admin.put("/conversations/" + resolved + "/assignment", "{\"agentId\":\"me\"}")
                .is(200);
        admin.put("/conversations/" + resolved + "/resolution", "{}").is(200);
        admin.put("/conversations/" + closed + "/closure", "{}").is(200);
        String since = admin.get("/conversations/" + waiting).at("/requestedAgentAt");
        admin.delete("/departments/" + department).is(204);

        for (String id : List.of(waiting, resolved))
            assertThat(admin.get("/conversations/" + id)
                            .json()
                            .get("department")
                            .isNull())
                    .isTrue();
        assertThat(admin.get("/conversations/" + waiting).at("/status")).isEqualTo("waiting");
        assertThat(admin.get("/conversations/" + waiting).at("/requestedAgentAt"))
                .isEqualTo(since);
        assertThat(admin.get("/conversations/" + closed).at("/department/id")).isEqualTo(department);
        assertThat(admin.get("/conversations/" + waiting + "/activity").text()).contains("conversation.edited");
    }

    @Test
    void a_conversation_that_comes_into_a_deleted_department_leaves_it() {
        String department = department();
        String waiting = conversationIn(department);
        server.postgres()
                .asSuperuser(handle -> handle.execute(
                        "UPDATE department SET deleted_at = now() WHERE id = ?", UUID.fromString(department)));
        Eventually.until(
                "it left",
                () -> admin.get("/conversations/" + waiting)
                        .json()
                        .get("department")
                        .isNull());
    }

    @Test
    void nothing_new_comes_into_a_deleted_department() {
        String department = department();
        String open = ayesha.open("Hello");
        admin.delete("/departments/" + department).is(204);
        ayesha.post("/conversations", "{\"departmentId\":\"" + department + "\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("departmentId");
        admin.patch("/conversations/" + open, "{\"departmentId\":\"" + department + "\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("departmentId");
        admin.post(
                        "/canned-replies",
                        "{\"shortcut\":\"x\",\"title\":\"X\",\"content\":\"X\",\"departmentId\":\"" + department
                                + "\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("departmentId");
        admin.post("/sessions/current/step-up", "{\"password\":\"" + RunningServer.PASSWORD + "\"}")
                .is(204);
        admin.post(
                        "/accounts",
                        "{\"email\":\"new@example.com\",\"name\":\"New\",\"role\":\"agent\",\"departmentIds\":[\"%s\"]}"
                                .formatted(department))
                .isProblem(Code.VALIDATION_FAILED)
                .names("departmentIds");
        admin.get("/departments/" + department).isProblem(Code.NOT_FOUND);
        assertThat(admin.get("/departments").text()).doesNotContain(department);
    }

    @Test
    void the_name_of_a_deleted_department_is_free_again() {
        String name = "n" + UUID.randomUUID();
        String body = "{\"name\":\"" + name + "\"}";
        String id = admin.post("/departments", body).is(201).at("/id");
        admin.post("/departments", body).isProblem(Code.CONFLICT).names("name");
        admin.delete("/departments/" + id).is(204);
        admin.post("/departments", body).is(201);
    }

    @Test
    void its_members_keep_their_accounts_and_lose_what_only_it_showed_them() {
        String department = department();
        admin.patch("/departments/" + department, "{\"memberIds\":[\"" + sana.id() + "\"]}")
                .is(200);
        Rest session = Rest.account(server, "sana@example.com");
        String waiting = conversationIn(department);
        session.get("/conversations/" + waiting).is(200);
        admin.patch("/departments/" + department, "{\"memberIds\":[]}").is(200);
        Eventually.until(
                "the old rights ended",
                () -> session.get("/conversations/" + waiting).status() == 401);
        Rest again = Rest.account(server, "sana@example.com");
        again.get("/conversations/" + waiting).isProblem(Code.NOT_FOUND);
        assertThat(again.get("/me").at("/departmentIds/0")).isEqualTo(RunningServer.CUSTOMER_CARE.toString());
    }

    @Test
    void a_member_who_becomes_a_partner_or_is_deleted_leaves_and_the_rest_can_be_sent_back() {
        for (String gone : List.of("partner", "deleted")) {
            Account omar = server.account(gone + "@example.com", "Omar", Account.Role.AGENT);
            String path = "/departments/" + department();
            String both = "{\"memberIds\":[\"%s\",\"%s\"]}".formatted(sana.id(), omar.id());
            admin.patch(path, both).is(200);
            stepUp();
            if (gone.equals("deleted")) admin.delete("/accounts/" + omar.id()).is(204);
            else
                assertThat(admin.patch("/accounts/" + omar.id(), "{\"role\":\"partner\"}")
                                .is(200)
                                .json()
                                .get("departmentIds"))
                        .isEmpty();
            JsonNode left = admin.get(path).json().get("memberIds");
            assertThat(left).hasSize(1);
            admin.patch(path, "{\"memberIds\":" + left + "}").is(200);
            admin.patch(path, both).isProblem(Code.VALIDATION_FAILED).names("memberIds");
        }
    }

    @Test
    void partners_are_given_no_department() {
        stepUp();
        String home = "\"departmentIds\":[\"%s\"]".formatted(RunningServer.CUSTOMER_CARE);
        String partner = "{\"email\":\"karim@example.com\",\"name\":\"Karim\",\"role\":\"partner\"";
        admin.post("/accounts", partner + "," + home + "}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("departmentIds");
        String path = "/accounts/"
                + admin.post("/accounts", partner + ",\"departmentIds\":[]}")
                        .is(201)
                        .at("/id");
        for (String change : List.of("{%s}", "{%s,\"role\":\"partner\"}"))
            assertThat(admin.patch(path, change.formatted(home))
                            .isProblem(Code.VALIDATION_FAILED)
                            .names("departmentIds")
                            .at("/reason"))
                    .isEqualTo("partner_without_departments");
        admin.patch(path, "{%s,\"role\":\"agent\"}".formatted(home)).is(200);
    }

    /// The department's page and the account's.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_changes_members_on_an_old_page_is_told(boolean oldIsTheDepartments) {
        Account omar = server.account("omar" + oldIsTheDepartments + "@example.com", "Omar", Account.Role.AGENT);
        String account = "/accounts/" + omar.id();
        String department = department();
        String path = "/departments/" + department;
        admin.patch(path, "{\"memberIds\":[\"" + omar.id() + "\"]}").is(200);
        String old = oldIsTheDepartments ? path : account;
        String fresh = oldIsTheDepartments ? account : path;
        String version = admin.get(old).at("/version");
        admin.patch(fresh, oldIsTheDepartments ? "{\"departmentIds\":[]}" : "{\"memberIds\":[]}")
                .is(200);
        String again = oldIsTheDepartments
                ? "{\"memberIds\":[\"%s\",\"%s\"]".formatted(omar.id(), sana.id())
                : "{\"departmentIds\":[\"%s\"]".formatted(department);
        assertThat(admin.patch(old, again + ",\"expectedVersion\":" + version + "}")
                        .isProblem(Code.CONFLICT)
                        .at("/reason"))
                .isEqualTo("changed_meanwhile");
        assertThat(admin.get(path).json().get("memberIds")).isEmpty();
    }

    @Test
    void who_comes_into_a_department_or_leaves_it_is_told_by_whom() {
        String email = "told@example.com";
        Account omar = server.account(email, "Omar", Account.Role.AGENT);
        String path = "/departments/" + department();
        admin.patch(path, "{\"memberIds\":[\"" + omar.id() + "\"]}").is(200);
        admin.patch(path, "{\"routing\":\"manual\"}").is(200);
        assertThat(noticesOf(email)).hasSize(1);
        admin.delete(path).is(204);
        String made = admin.post(
                        "/departments",
                        "{\"name\":\"n%s\",\"memberIds\":[\"%s\"]}".formatted(UUID.randomUUID(), omar.id()))
                .is(201)
                .at("/id");
        admin.patch("/departments/" + made, "{\"memberIds\":[]}").is(200);
        assertThat(noticesOf(email)).hasSize(4).allMatch(event -> event.equals("departments_changed"));
    }

    @Test
    void who_is_no_admin_any_more_changes_no_members() {
        String email = "former@example.com";
        Account former = server.account(email, "Former", Account.Role.ADMIN);
        Rest formers = Rest.account(server, email);
        String path = "/departments/" + department();
        List<CompletableFuture<Rest.Answer>> answers = server.postgres().asSuperuser(handle -> {
            handle.select("SELECT pg_advisory_xact_lock(hashtext('account changes'))")
                    .mapTo(String.class)
                    .one();
            handle.execute("UPDATE account SET role = 'agent' WHERE id = ?", former.id());
            String members = "{\"memberIds\":[\"" + former.id() + "\"]}";
            List<CompletableFuture<Rest.Answer>> both = Stream.<Supplier<Rest.Answer>>of(
                            () -> formers.patch(path, members), () -> formers.delete(path))
                    .map(request -> CompletableFuture.supplyAsync(request, Thread::startVirtualThread))
                    .toList();
            Eventually.until("both wait", () -> server.postgres().waitingForALock() == 2);
            return both;
        });
        answers.forEach(answer -> answer.join().isProblem(Code.UNAUTHENTICATED));
        assertThat(admin.get(path).is(200).json().get("memberIds")).isEmpty();
    }

    private static List<String> noticesOf(String email) {
        JsonNode notices =
                Rest.account(server, email).get("/me/notices").is(200).json();
        assertThat(notices.at("/items/0/parameters/by").asText()).isNotBlank();
        return notices.get("items").findValuesAsText("event");
    }

    private static void stepUp() {
        admin.post("/sessions/current/step-up", "{\"password\":\"" + RunningServer.PASSWORD + "\"}")
                .is(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"routing":"sometimes"}                                    | routing
            {"memberIds":["0198c0de-0001-7000-8000-00000000000f"]}     | memberIds
            {"memberIds":["x"]}                                        | memberIds.0
            {"offlineText":{"de":"Zu"}}                                | offlineText.de
            {"businessHours":{"timeZone":"Mars/Olympus","days":[]}}    | businessHours.timeZone
            {"businessHours":{"timeZone":"+05:00","days":[]}}          | businessHours.timeZone
            {"businessHours":{"timeZone":"UTC","days":[{"day":"monday","from":"09:00","to":"12:00"},{"day":"monday","from":"11:00","to":"13:00"}]}} | businessHours.days[1]
            {"businessHours":{"timeZone":"UTC","days":[{"day":"monday","from":"22:00","to":"06:00"},{"day":"tuesday","from":"05:00","to":"07:00"}]}} | businessHours.days[1]
            {"businessHours":{"timeZone":"UTC","days":[],"holidays":["2026-02-30"]}} | businessHours.holidays[0]
            {"businessHours":{"timeZone":"UTC","days":[],"open":true}} | businessHours.open
            {"businessHours":[]}                                       | businessHours
            """)
    void what_does_not_fit_is_refused_by_name(String body, String field) {
        admin.patch("/departments/" + department(), body)
                .isProblem(Code.VALIDATION_FAILED)
                .names(field);
    }

    @Test
    void hours_are_stored_in_one_form_and_say_whether_it_is_open() {
        String path = "/departments/" + department();
        Rest.Answer set = admin.patch(path, """
                {"businessHours":{"timeZone":"Asia/Karachi","days":[
                 {"day":"Tuesday","from":"13:00","to":"24:00"},{"day":"monday","from":"22:00","to":"06:00"}]}}""").is(200);
        assertThat(set.json().get("businessHours").toString())
                .isEqualTo("{\"timeZone\":\"Asia/Karachi\",\"days\":["
                        + "{\"day\":\"monday\",\"from\":\"22:00\",\"to\":\"06:00\"},"
                        + "{\"day\":\"tuesday\",\"from\":\"13:00\",\"to\":\"24:00\"}],\"holidays\":[]}");
        Rest.Answer closed = admin.patch(path, "{\"businessHours\":{\"timeZone\":\"UTC\",\"days\":[]}}");
        assertThat(closed.json().get("open").booleanValue()).isFalse();
        assertThat(admin.patch(path, "{\"businessHours\":null}")
                        .json()
                        .get("open")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void new_hours_count_for_replies_within_two_seconds() {
        String department = department();
        assertThat(conversationIn(department)).isNotNull();
        admin.patch("/departments/" + department, "{\"businessHours\":{\"timeZone\":\"UTC\",\"days\":[]}}")
                .is(200);
        Eventually.until(
                "never open, never due",
                () -> admin.get("/conversations/" + conversationIn(department))
                        .json()
                        .get("replyDue")
                        .isNull());
    }

    @Test
    void who_comes_to_a_closed_department_reads_its_offline_text() {
        String department = department();
        admin.patch("/departments/" + department, """
                {"businessHours":{"timeZone":"UTC","days":[]},"offlineText":{"en":"Back at nine","ur":null}}""").is(200);
        Eventually.until(
                "said", () -> firstEvent(department).at("/content").asText().equals("Back at nine"));
        assertThat(firstEvent(department).at("/metadata/inOwnWords").booleanValue())
                .isTrue();
        admin.patch("/departments/" + department, "{\"businessHours\":null}").is(200);
        Eventually.until(
                "open", () -> firstEvent(department).at("/content").asText().startsWith("You are in"));
    }

    @Test
    void who_comes_to_a_closed_department_without_a_text_of_its_own_reads_the_desks() {
        String department = department();
        admin.patch("/departments/" + department, """
                {"businessHours":{"timeZone":"UTC","days":[]}}""").is(200);
        Eventually.until(
                "said", () -> firstEvent(department).at("/content").asText().contains("Nobody is here right now"));
        assertThat(firstEvent(department).at("/metadata/inOwnWords").booleanValue())
                .isTrue();
        String path = "/text-templates/en.event.queue.entered.closed";
        admin.put(path, "{\"text\":\"We sleep.\"}").is(200);
        Eventually.until(
                "in its own words",
                () -> firstEvent(department).at("/content").asText().equals("We sleep."));
        admin.delete(path).is(204);
    }

    private static JsonNode firstEvent(String department) {
        return admin.get("/conversations/" + conversationIn(department) + "/messages")
                .is(200)
                .json()
                .at("/items/1");
    }

    @Test
    void an_offline_text_of_blanks_is_none() {
        String path = "/departments/" + department();
        assertThat(admin.patch(path, "{\"offlineText\":{\"en\":\"Back at nine\",\"ur\":\" \"}}")
                        .is(200)
                        .json()
                        .get("offlineText")
                        .toString())
                .isEqualTo("{\"en\":\"Back at nine\",\"ur\":null}");
        assertThat(admin.patch(path, "{\"offlineText\":{\"en\":\"\"}}")
                        .json()
                        .get("offlineText")
                        .isNull())
                .isTrue();
    }

    @Test
    void every_change_is_in_the_audit_log() {
        String department = department();
        admin.patch("/departments/" + department, "{\"routing\":\"manual\"}").is(200);
        admin.delete("/departments/" + department).is(204);
        List<String> actions = server.postgres()
                .asSuperuser(handle -> handle.select(
                                "SELECT action FROM audit_entry WHERE subject_id = ? ORDER BY 1", department)
                        .mapTo(String.class)
                        .list());
        assertThat(actions).containsExactly("department.created", "department.deleted", "department.updated");
    }

    private static String department() {
        return admin.post("/departments", "{\"name\":\"n" + UUID.randomUUID() + "\"}")
                .is(201)
                .at("/id");
    }

    /// With a message, so that it waits.
    private static String conversationIn(String department) {
        return Rest.customer(server, "Bilal")
                .post(
                        "/conversations",
                        "{\"departmentId\":\"%s\",\"message\":{\"id\":\"%s\",\"content\":\"Hello\"}}"
                                .formatted(department, UUID.randomUUID()))
                .is(201)
                .at("/id");
    }
}
