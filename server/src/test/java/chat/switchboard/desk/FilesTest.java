package chat.switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions, templates and canned replies as files.
class FilesTest {
    static final ObjectMapper JSON = new ObjectMapper();
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");
    static final Rest agent = agent("sana@example.com");
    static final Rest customer = Rest.customer(server, "Ayesha");
    static final String HEADER = "slug,language,question,answer\n";

    @BeforeEach
    void no_entries() {
        server.postgres()
                .asSuperuser(handle -> handle.execute("DELETE FROM faq_entry")
                        + handle.execute("DELETE FROM reply_template")
                        + handle.execute("DELETE FROM canned_reply"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_was_imported_twice_is_there_once() {
        String file = HEADER + "refund,en,How?,Like this\nrefund,ur,کیسے؟,ایسے\n";
        counts(imported("/faq-entries", "csv", file, false), 2, 0, 0);
        counts(imported("/faq-entries", "csv", file, false), 0, 0, 2);
        counts(imported("/faq-entries", "csv", HEADER + "refund,en,How?,Otherwise\n", false), 0, 1, 0);
        assertThat(entries()).hasSize(2);
        assertThat(admin.get("/faq-entries?language=en").at("/items/0/answer")).isEqualTo("Otherwise");
    }

    @Test
    void a_dry_run_says_what_would_be_and_writes_nothing() {
        counts(imported("/faq-entries", "csv", HEADER + "refund,en,How?,So\n", true), 1, 0, 0);
        assertThat(entries()).isEmpty();
    }

    @Test
    void one_wrong_row_and_nothing_is_written() {
        String file = HEADER + "refund,en,How?,So\nWRONG SLUG,en,How?,So\ncancel,en,,So\n";
        Rest.Answer dry = imported("/faq-entries", "csv", file, true).is(200);
        assertThat(dry.json().get("errors").findValuesAsText("row")).containsExactly("3", "4");
        assertThat(dry.json().get("errors").findValuesAsText("field")).containsExactly("slug", "question");
        Rest.Answer real = imported("/faq-entries", "csv", file, false);
        real.isProblem(Code.VALIDATION_FAILED).names("rows[3].slug");
        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            slug,language,question,answer,nothing\\na,en,Q,A,x                 | 1 | nothing | no_such_column
            slug,language,slug,answer\\na,en,Q,A                               | 1 | slug | column_twice
            slug,language,question\\na,en,Q                                    | 2 | answer | required
            slug,language,question,answer\\na,en,Q,A,more                      | 2 | content | more_cells_than_header
            slug,language,question,answer\\na,en,"Q                            | 1 | content | quote_not_closed
            slug,language,question,answer\\na,en,Q,"A\\nb,en,Q,A              | 1 | content | quote_not_closed
            slug,language,question,answer\\na,en,Q,A\\na,en,Q,B                 | 3 | slug | taken
            slug,language,question,answer\\na,EN,Q,A\\na,en,Q,B                 | 3 | slug | taken
            slug,language,question,answer,displayOrder\\na,en,Q,A,soon         | 2 | displayOrder | not_a_whole_number
            slug,language,question,answer,active\\na,en,Q,A,perhaps            | 2 | active | not_true_or_false
            slug,language,question,answer,phrasings\\na,en,Q,A,"x\\n\u200b"    | 2 | phrasings | blank
            slug,language,question,answer\\na,en, ,A                           | 2 | question | blank
            """)
    void what_is_wrong_with_a_row_is_named(String file, int row, String field, String reason) {
        Rest.Answer answer =
                imported("/faq-entries", "csv", file.replace("\\n", "\n"), true).is(200);
        assertThat(answer.json().at("/errors/0/row").intValue())
                .describedAs(answer.text())
                .isEqualTo(row);
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
        assertThat(answer.at("/errors/0/reason")).describedAs(answer.text()).isEqualTo(reason);
        Rest.Answer refused = imported("/faq-entries", "csv", file.replace("\\n", "\n"), false)
                .isProblem(Code.VALIDATION_FAILED);
        assertThat(refused.at("/errors/0/reason")).isEqualTo(reason);
        assertThat(entries()).isEmpty();
    }

    @Test
    void what_is_wrong_with_a_row_is_said_in_the_readers_language() {
        String file = body("csv", "slug,language,question,answer\na,en,Q\n", true);
        Rest.Answer urdu = admin.send("POST", "/faq-entries/import", file, "Accept-Language", "ur-PK");
        assertThat(urdu.is(200).at("/errors/0/message")).isEqualTo("یہ خانہ لازمی ہے۔");
        Rest.Answer many = imported("/faq-entries", "json", "[" + "{},".repeat(10_000) + "{}]", true);
        assertThat(many.is(200).at("/errors/0/parameters/most")).isEqualTo("10000");
    }

    /// What is wrong is named, not sent back as long as it came.
    @Test
    void a_name_as_long_as_the_file_is_cut() {
        String name = "x".repeat(1_000_000);
        String json = "[{\"" + "y".repeat(40_000) + "\":1}]";
        for (Rest.Answer answer :
                List.of(imported("/faq-entries", "csv", name, true), imported("/faq-entries", "json", json, true)))
            assertThat(answer.is(200).at("/errors/0/field")).hasSizeBetween(100, 101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[",
                "x",
                "[{\"slug\":\"a\"}]",
                "[{\"id\":\"a\"}]",
                "[{\"slug\":\"a\",\"slug\":\"b\"}]",
                "[{\"slug\":1,\"language\":\"en\",\"question\":\"Q\",\"answer\":\"A\"}]"
            })
    void json_that_does_not_fit_is_refused(String file) {
        assertThat(imported("/faq-entries", "json", file, true).is(200).json().get("errors"))
                .isNotEmpty();
        imported("/faq-entries", "json", file, false).isProblem(Code.VALIDATION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void spreadsheets_separate_and_quote_as_they_like(String separator) {
        String file = "\uFEFF" + String.join(separator, "slug", "language", "question", "phrasings", "answer") + "\r\n"
                + String.join(separator, "refund", "en", "\"How, \"\"really\"\";\tnow?\"", "\"one\r\ntwo\"", "\"So\"")
                + "\r\n\r\n";
        counts(imported("/faq-entries", "csv", file, false), 1, 0, 0);
        Rest.Answer entry = admin.get("/faq-entries?all=true");
        assertThat(entry.at("/items/0/question")).isEqualTo("How, \"really\";\tnow?");
        assertThat(entry.json().at("/items/0/phrasings")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "'=1",
                "''+2",
                "plain",
                "'quoted'",
                "a\nb",
                "\"",
                ",",
                "a;=1+1",
                "a\t=1+1",
                "＝1+1"
            })
    void a_file_holds_no_formula_and_gives_back_what_was_there(String text) throws Exception {
        admin.post(
                        "/faq-entries",
                        JSON.createObjectNode()
                                .put("slug", "a")
                                .put("language", "en")
                                .put("question", text)
                                .put("answer", text)
                                .toString())
                .is(201);
        for (String format : List.of("csv", "json")) {
            Rest.Answer file = admin.get("/faq-entries/export?format=" + format).is(200);
            if (format.equals("csv")) {
                assertThat(file.header("content-type")).isEqualTo("text/csv; charset=utf-8");
                String rows = file.text().substring(file.text().indexOf('\n'));
                assertThat(rows).doesNotContainPattern("[,\\n]\"?[=+\\-@\\t\\r＝]");
                assertThat(rows.replaceAll("\"(?:[^\"]|\"\")*\"", "")).matches("[,\\r\\n]*");
            }
            assertThat(file.header("content-disposition"))
                    .isEqualTo("attachment; filename=\"faq-entries." + format + "\"");
            counts(imported("/faq-entries", format, file.text(), false), 0, 0, 1);
            no_entries();
            counts(imported("/faq-entries", format, file.text(), false), 1, 0, 0);
            assertThat(admin.get("/faq-entries").at("/items/0/question")).isEqualTo(text);
        }
    }

    @Test
    void ten_thousand_rows_are_imported_at_once_and_one_more_is_refused() {
        String rows = IntStream.range(0, 10_000)
                .mapToObj(i -> "entry-%d,en,Question %d?,%s".formatted(i, i, "جواب ".repeat(40)))
                .collect(Collectors.joining("\n"));
        counts(imported("/faq-entries", "csv", HEADER + rows, false), 10_000, 0, 0);
        counts(imported("/faq-entries", "csv", HEADER + rows, true), 0, 0, 10_000);
        Rest.Answer more = imported("/faq-entries", "csv", HEADER + rows + "\nx,en,Q,A", false);
        more.isProblem(Code.VALIDATION_FAILED).names("rows[10002].content");
    }

    @Test
    void a_large_body_is_only_for_staff_and_only_for_files() {
        String large = "{\"format\":\"csv\",\"content\":\"" + "x".repeat(200_000) + "\"}";
        customer.post("/faq-entries/import", large).isProblem(Code.TOO_LARGE);
        Rest.nobody(server).post("/faq-entries/import", large).isProblem(Code.TOO_LARGE);
        admin.post("/faq-entries", large).isProblem(Code.TOO_LARGE);
        String endless = "{\"format\":\"csv\",\"content\":\"" + "x".repeat(17 << 20) + "\"}";
        admin.post("/faq-entries/import", endless).isProblem(Code.TOO_LARGE);
    }

    /// Each column that a row need not have, next to those that it must.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /faq-entries     | slug,language,question,answer | a,en,Q,A       | phrasings    | "x\\ny"
            /faq-entries     | slug,language,question,answer | a,en,Q,A       | displayOrder | 7
            /faq-entries     | slug,language,question,answer | a,en,Q,A       | active       | false
            /reply-templates | category,replyEn,replyUr      | other,Hello,سلام | keywords     | "x\\ny"
            /reply-templates | category,replyEn,replyUr      | other,Hello,سلام | active       | false
            """)
    void an_empty_cell_keeps_what_is_there(String path, String header, String row, String column, String value) {
        String file = header + "," + column + "\n" + row + ",";
        counts(imported(path, "csv", file + value.replace("\\n", "\n"), false), 1, 0, 0);
        for (String empty : List.of("", "\"\"", "\" \n \""))
            if (!empty.contains("\n") || value.startsWith("\""))
                counts(imported(path, "csv", file + empty, false), 0, 0, 1);
    }

    @Test
    void a_list_is_emptied_by_json() {
        String entry = "[{\"slug\":\"a\",\"language\":\"en\",\"question\":\"Q\",\"answer\":\"A\",\"phrasings\":[%s]}]";
        counts(imported("/faq-entries", "json", entry.formatted("\"x\""), false), 1, 0, 0);
        counts(imported("/faq-entries", "json", entry.formatted(""), false), 0, 1, 0);
    }

    @Test
    void templates_and_canned_replies_come_back_as_they_were() {
        String templates = "category,keywords,replyEn,replyUr,active\nother,\"one\ntwo\",Hello,سلام,false\n";
        counts(imported("/reply-templates", "csv", templates, false), 1, 0, 0);
        String replies = "shortcut,title,content,own,departmentId\nhi,Hi,Hello {{customer.name}},true,\n"
                + "hi,Hi,Hello,false,\nhi,Hi,Hello,,%s\n".formatted(RunningServer.CUSTOMER_CARE);
        counts(imported("/canned-replies", "csv", replies, false), 3, 0, 0);
        for (String path : List.of("/reply-templates", "/canned-replies"))
            for (String format : List.of("csv", "json")) {
                String file =
                        admin.get(path + "/export?format=" + format).is(200).text();
                int there = admin.get(path).json().get("items").size();
                counts(imported(path, format, file, false), 0, 0, there);
            }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /reply-templates, 'category,replyEn,replyUr\\nnowhere,Hello,سلام',                           category
            /canned-replies,  'shortcut,title,content\\nhi,Hi,{{nobody}}',                               content
            /canned-replies,  'shortcut,title,content\\nh i,Hi,Hello',                                   shortcut
            /canned-replies,  'shortcut,title,content,own\\nhi,Hi,Hello,perhaps',                        ownerId
            /canned-replies,  'shortcut,title,content,departmentId\\nhi,Hi,Hello,care',                  departmentId
            /canned-replies,  'shortcut,title,content,departmentId\\nhi,Hi,Hello,0198c0de-0001-7000-8000-00000000000f', departmentId
            """)
    void what_a_row_refers_to_exists(String path, String file, String field) {
        Rest.Answer answer =
                imported(path, "csv", file.replace("\\n", "\n"), true).is(200);
        assertThat(answer.at("/errors/0/field")).describedAs(answer.text()).isEqualTo(field);
    }

    @Test
    void agents_import_and_export_their_own_replies() {
        admin.post("/canned-replies", "{\"shortcut\":\"all\",\"title\":\"All\",\"content\":\"Hello\"}")
                .is(201);
        String own = "shortcut,title,content\nmine,Mine,Hello\n";
        counts(imported(agent, "/canned-replies", own), 1, 0, 0);
        assertThat(agent.get("/canned-replies/export").is(200).text())
                .contains("mine")
                .doesNotContain("all");
        assertThat(admin.get("/canned-replies/export").is(200).text())
                .contains("all")
                .doesNotContain("mine");
        imported(agent, "/canned-replies", "shortcut,title,content,own\nx,X,Hello,false\n")
                .isProblem(Code.VALIDATION_FAILED);
    }

    @Test
    void the_rest_is_for_admins() {
        for (Rest stranger : List.of(customer, agent)) {
            stranger.get("/faq-entries/export").isProblem(Code.FORBIDDEN);
            imported(stranger, "/faq-entries", HEADER + "a,en,Q,A").isProblem(Code.FORBIDDEN);
        }
        Rest.nobody(server).get("/faq-entries/export").isProblem(Code.UNAUTHENTICATED);
    }

    private static List<String> entries() {
        return admin.get("/faq-entries?all=true&limit=100")
                .is(200)
                .json()
                .get("items")
                .findValuesAsText("id");
    }

    private static void counts(Rest.Answer answer, int created, int updated, int unchanged) {
        answer.is(200);
        assertThat(answer.json().get("errors")).describedAs(answer.text()).isEmpty();
        assertThat(List.of(answer.at("/created"), answer.at("/updated"), answer.at("/unchanged")))
                .containsExactly("" + created, "" + updated, "" + unchanged);
    }

    private static Rest.Answer imported(String path, String format, String content, boolean dryRun) {
        return admin.post(path + "/import", body(format, content, dryRun));
    }

    private static Rest.Answer imported(Rest by, String path, String content) {
        return by.post(path + "/import", body("csv", content, false));
    }

    private static String body(String format, String content, boolean dryRun) {
        return JSON.createObjectNode()
                .put("format", format)
                .put("content", content)
                .put("dryRun", dryRun)
                .toString();
    }

    private static Rest agent(String email) {
        server.account(email, "Sana", Account.Role.AGENT);
        return Rest.account(server, email);
    }
}
