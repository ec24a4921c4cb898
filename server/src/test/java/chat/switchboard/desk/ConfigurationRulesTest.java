package chat.switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What all configured objects have in common, for each kind of them.
class ConfigurationRulesTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");
    static final Rest colleague = account("zara@example.com", Account.Role.ADMIN);
    static final Rest agent = account("sana@example.com", Account.Role.AGENT);
    static final Rest customer = Rest.customer(server, "Ayesha");
    static final Rest nobody = Rest.nobody(server);

    /// @param body of a new one; %s is a name that no other has
    /// @param change a part of it that can be changed
    /// @param unique the field that no other may have
    /// @param texts fields that must not be blank
    /// @param writer the least who may write it
    record Kind(String path, String body, String change, String unique, List<String> texts, Rest writer) {
        String fresh() {
            return body.formatted(
                    "n" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
        }

        Rest.Answer create() {
            return admin.post(path, fresh()).is(201);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "/departments", "{\"name\":\"%s\"}", "{\"routing\":\"manual\"", "name", List.of("name"), admin),
                new Kind(
                        "/labels",
                        "{\"name\":\"%s\",\"color\":\"#1f6feb\"}",
                        "{\"color\":\"#000000\"",
                        "name",
                        List.of("name"),
                        agent),
                new Kind(
                        "/categories",
                        "{\"slug\":\"%s\",\"nameEn\":\"One\",\"nameUr\":\"ایک\"}",
                        "{\"keywords\":[\"one\"]",
                        "slug",
                        List.of("nameEn", "nameUr"),
                        admin),
                new Kind(
                        "/faq-entries",
                        "{\"slug\":\"%s\",\"language\":\"en\",\"question\":\"Q?\",\"answer\":\"A.\"}",
                        "{\"displayOrder\":7",
                        "slug",
                        List.of("question", "answer"),
                        admin),
                new Kind(
                        "/reply-templates",
                        "{\"category\":\"other\",\"keywords\":[\"%s\"],\"replyEn\":\"Hello\",\"replyUr\":\"سلام\"}",
                        "{\"active\":false",
                        null,
                        List.of("replyEn", "replyUr"),
                        admin),
                new Kind(
                        "/canned-replies",
                        "{\"shortcut\":\"%s\",\"title\":\"Hello\",\"content\":\"Hello {{customer.name}}\"}",
                        "{\"title\":\"Hi\"",
                        "shortcut",
                        List.of("title", "content"),
                        agent));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_was_made_is_there_until_it_is_deleted(Kind kind) {
        Rest.Answer made = kind.create();
        String path = kind.path + "/" + made.at("/id");
        assertThat(made.at("/version")).isEqualTo("0");
        Rest.Answer changed = admin.patch(path, kind.change + "}").is(200);
        assertThat(changed.at("/version")).isEqualTo("1");
        assertThat(changed.at("/updatedAt")).isGreaterThan(made.at("/updatedAt"));
        assertThat(changed.at("/createdAt")).isEqualTo(made.at("/createdAt"));
        admin.delete(path).is(204);
        admin.delete(path).isProblem(Code.NOT_FOUND);
        admin.patch(path, kind.change + "}").isProblem(Code.NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_change_that_changes_nothing_makes_no_version(Kind kind) {
        String path = kind.path + "/" + kind.create().at("/id");
        admin.patch(path, kind.change + "}").is(200);
        assertThat(admin.patch(path, kind.change + "}").is(200).at("/version")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void who_changes_what_has_changed_meanwhile_is_told_the_version(Kind kind) {
        String path = kind.path + "/" + kind.create().at("/id");
        admin.patch(path, kind.change + ",\"expectedVersion\":0}").is(200);
        Rest.Answer late = colleague.patch(path, kind.change + ",\"expectedVersion\":0}");
        late.isProblem(Code.CONFLICT);
        assertThat(late.at("/reason")).isEqualTo("changed_meanwhile");
        assertThat(late.json().at("/parameters/version").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void of_two_who_change_the_same_version_at_once_one_does(Kind kind) throws Exception {
        String path = kind.path + "/" + kind.create().at("/id");
        List<Integer> statuses = atOnce(
                () -> admin.patch(path, kind.change + ",\"expectedVersion\":0}").status(),
                () -> colleague
                        .patch(path, kind.change + ",\"expectedVersion\":0}")
                        .status());
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void of_two_who_make_the_same_at_once_one_does(Kind kind) throws Exception {
        if (kind.unique == null) return;
        String body = kind.fresh();
        List<Rest.Answer> answers = atOnce(() -> admin.post(kind.path, body), () -> colleague.post(kind.path, body));
        assertThat(answers).extracting(Rest.Answer::status).containsExactlyInAnyOrder(201, 409);
        answers.stream().filter(it -> it.status() == 409).forEach(it -> it.names(kind.unique));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_text_that_shows_nothing_is_refused_by_name(Kind kind) {
        String path = kind.path + "/" + kind.create().at("/id");
        for (String field : kind.texts)
            for (String nothing : List.of("", " ", "\\u200b", "\\u00a0\\n"))
                admin.patch(path, "{\"%s\":\"%s\"}".formatted(field, nothing))
                        .isProblem(Code.VALIDATION_FAILED)
                        .names(field);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_unknown_field_is_refused_by_name(Kind kind) {
        String path = kind.path + "/" + kind.create().at("/id");
        for (String field : List.of("id", "version", "createdAt", "usageCount", "nothing"))
            admin.patch(path, "{\"%s\":1}".formatted(field))
                    .isProblem(Code.VALIDATION_FAILED)
                    .names(field);
        admin.patch(path, "{}").isProblem(Code.VALIDATION_FAILED);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void only_those_write_who_may(Kind kind) {
        String path = kind.path + "/" + kind.create().at("/id");
        String body = kind.fresh();
        nobody.post(kind.path, body).isProblem(Code.UNAUTHENTICATED);
        nobody.delete(path).isProblem(Code.UNAUTHENTICATED);
        for (Rest stranger : kind.writer == agent ? List.of(customer) : List.of(customer, agent)) {
            stranger.post(kind.path, body).isProblem(Code.FORBIDDEN);
            stranger.patch(path, kind.change + "}").isProblem(Code.FORBIDDEN);
            stranger.delete(path).isProblem(Code.FORBIDDEN);
        }
        kind.writer.post(kind.path, body).is(201);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void pages_hold_each_object_once(Kind kind) {
        for (int i = 0; i < 5; i++) kind.create();
        String all = kind.path.matches("/(categories|faq-entries)") ? "&all=true" : "";
        List<String> whole = ids(admin.get(kind.path + "?limit=100" + all).is(200));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Rest.Answer page = admin.get(kind.path + "?limit=2" + all + cursor).is(200);
            paged.addAll(ids(page));
            cursor = page.json().get("nextCursor").isNull() ? null : "&cursor=" + page.at("/nextCursor");
        } while (cursor != null);
        assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates();
        for (String wrong : List.of("x", "AAAA", "MC8v"))
            if (admin.get(kind.path + "?cursor=" + wrong).status() != 200)
                admin.get(kind.path + "?cursor=" + wrong)
                        .isProblem(Code.VALIDATION_FAILED)
                        .names("cursor");
    }

    static List<String> ids(Rest.Answer page) {
        return page.json().get("items").findValuesAsText("id");
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(List.of(one, other))) results.add(result.get());
            return results;
        }
    }

    private static Rest account(String email, Account.Role role) {
        server.account(email, email.split("@")[0], role);
        return Rest.account(server, email);
    }
}
