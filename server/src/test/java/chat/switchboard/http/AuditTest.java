package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.audit.AuditLog;
import chat.switchboard.http.Rest.Answer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The audit log over REST.
class AuditTest {
    private static final UUID LABEL = Rest.newId();
    private static final String FORMULA = "=HYPERLINK(\"https://evil.example\",\"x\"), \"late\"";
    private static RunningServer server;
    private static Rest adeel;
    private static Account sana;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        sana = server.account("sana@example.com", "Sana", Account.Role.AGENT);
        server.account("karim@example.com", "Karim", Account.Role.PARTNER);
        adeel = Rest.account(server, "admin@localhost");
        var agent = new Actor.Agent(sana.id(), "Sana", java.util.Set.of());
        server.postgres().requests().transaction(agent, handle -> {
            var origin = new AuditLog.Origin(agent, Rest.newId(), "192.0.2.7");
            var subject = new AuditLog.Subject("label", LABEL, FORMULA);
            for (int i = 0; i < 7; i++)
                AuditLog.record(handle, origin, "label.updated", subject, null, "{\"n\":" + i + "}");
            AuditLog.record(handle, origin, "label.deleted", subject, "{\"n\":6}", null);
            return null;
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pages_follow_each_other_without_gaps_newest_first() {
        List<String> after = new ArrayList<>();
        String cursor = "";
        do {
            Answer page =
                    adeel.get("/audit?action=label.updated&limit=3" + cursor).is(200);
            page.json()
                    .get("items")
                    .forEach(item -> after.add(item.at("/after/n").asText()));
            cursor = page.json().get("nextCursor").isNull() ? null : "&cursor=" + page.at("/nextCursor");
        } while (cursor != null);
        assertThat(after).containsExactly("6", "5", "4", "3", "2", "1", "0");
    }

    @Test
    void it_is_filtered_by_who_what_and_when() {
        assertThat(found("actor=" + sana.id())).isEqualTo(8);
        assertThat(found("actor=" + Rest.newId())).isZero();
        assertThat(found("action=label")).isEqualTo(8);
        assertThat(found("action=label.deleted")).isEqualTo(1);
        assertThat(found("action=lab")).isZero();
        assertThat(found("subject=" + LABEL)).isEqualTo(8);
        assertThat(found("subject=label")).isEqualTo(8);
        assertThat(found("subject=EVIL")).isEqualTo(8);
        assertThat(found("subject=%25")).isZero();
        assertThat(found("action=label&from=2020-01-01T00:00:00Z")).isEqualTo(8);
        assertThat(found("action=label&from=2200-01-01T00:00:00Z")).isZero();
        assertThat(found("action=label&to=2020-01-01T00:00:00.123456Z")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor=me",
                "action=Label",
                "action=label.",
                "subject=",
                "from=yesterday",
                "from=2026-02-30T00:00:00Z",
                "from=2026-01-01T24:00:00Z",
                "from=2026-01-01T00:00:60Z",
                "from=2026-01-01T00:00:00%2B19:00",
                "to=0000-01-01T00:00:00Z",
                "limit=0",
                "limit=101",
                "cursor=x",
                "cursor=%F0%9F%8D%B2",
                "cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk",
                "who=x",
            })
    void what_is_no_filter_is_refused_by_name(String query) {
        adeel.get("/audit?" + query).isProblem(Code.VALIDATION_FAILED).names(query.split("=")[0]);
    }

    @Test
    void a_table_of_it_holds_no_formula_and_that_it_was_taken_along_is_an_entry() {
        Answer file = adeel.get("/audit/export?action=label.deleted").is(200);
        assertThat(file.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(file.header("content-disposition")).isEqualTo("attachment; filename=\"audit.csv\"");
        assertThat(file.text()).startsWith("\uFEFFposition,id,at,actorType,");
        assertThat(file.text().lines()).hasSize(2);
        assertThat(file.text())
                .contains(",agent," + sana.id() + ",Sana,label.deleted,label," + LABEL
                        + ",\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\"), \"\"late\"\"\",{\"\"n\"\":6},,"
                                .replace("{\"\"n\"\":6}", "\"{\"\"n\"\":6}\""));
        assertThat(found("action=audit.exported")).isPositive();
    }

    @Test
    void it_can_be_taken_along_as_json() {
        Answer file =
                adeel.get("/audit/export?format=json&action=label.updated").is(200);
        assertThat(file.header("content-disposition")).isEqualTo("attachment; filename=\"audit.json\"");
        assertThat(file.json().get("items")).hasSize(7);
    }

    @Test
    void a_change_behind_its_back_is_named() {
        JsonNode whole = adeel.post("/audit/verification", "{}").is(200).json();
        assertThat(whole.get("valid").asBoolean()).isTrue();
        assertThat(whole.get("firstBroken").isNull()).isTrue();
        long entries = whole.get("entries").asLong();
        assertThat(entries).isGreaterThanOrEqualTo(8);

        server.postgres().asSuperuser(handle -> handle.execute("""
                UPDATE audit_entry SET subject_name = 'x' WHERE position = (SELECT max(position) - 1 FROM audit_entry)"""));
        JsonNode broken = adeel.post("/audit/verification", "{}").is(200).json();
        assertThat(broken.get("valid").asBoolean()).isFalse();
        assertThat(broken.at("/firstBroken/subject/name").asText()).isEqualTo("x");
        assertThat(broken.at("/firstBroken/position").asLong()).isEqualTo(entries - 1);
        server.postgres()
                .asSuperuser(
                        handle -> handle.createUpdate("""
                UPDATE audit_entry SET subject_name = :name
                WHERE position = (SELECT max(position) - 1 FROM audit_entry)""").bind("name", FORMULA).execute());
    }

    @Test
    void only_admins_read_it() {
        for (Rest other : List.of(
                Rest.account(server, "sana@example.com"),
                Rest.account(server, "karim@example.com"),
                Rest.customer(server, "Ayesha"))) {
            other.get("/audit").isProblem(Code.FORBIDDEN);
            other.get("/audit/export").isProblem(Code.FORBIDDEN);
            other.post("/audit/verification", "{}").isProblem(Code.FORBIDDEN);
        }
        Rest.nobody(server).get("/audit").isProblem(Code.UNAUTHENTICATED);
    }

    private static int found(String query) {
        return adeel.get("/audit?limit=100&" + query)
                .is(200)
                .json()
                .get("items")
                .size();
    }
}
