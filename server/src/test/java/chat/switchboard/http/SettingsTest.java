package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest.Answer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What admins change while the desk runs.
class SettingsTest {
    private static final Map<String, String> NODE = Map.of(
            "SWITCHBOARD_SECRET",
            Base64.getEncoder().encodeToString(new byte[32]),
            "SWITCHBOARD_FIRST_REPLY_DUE",
            "7m",
            "SWITCHBOARD_NEXT_REPLY_DUE",
            " ");
    private static RunningServer server;
    private static RunningServer second;
    private static Rest adeel;
    private static Rest sana;

    @BeforeAll
    static void start() {
        server = RunningServer.start(NODE);
        second = RunningServer.beside(server, NODE);
        server.account("sana@example.com", "Sana", Account.Role.AGENT);
        server.account("karim@example.com", "Karim", Account.Role.PARTNER);
        adeel = Rest.account(server, "admin@localhost");
        sana = Rest.account(server, "sana@example.com");
    }

    @AfterAll
    static void stop() {
        second.close();
        server.close();
    }

    @AfterEach
    void reset() {
        adeel.patch(
                        "/settings",
                        "{\"values\":{\"presence.agentOfflineAfter\":null,\"queue.unopenedReturn\":null,"
                                + "\"queue.previousAgentFirst\":null,\"identity.leastPassword\":null}}")
                .is(200);
    }

    @Test
    void each_setting_says_all_there_is_to_know_of_it() {
        JsonNode items = adeel.get("/settings").is(200).json().get("items");
        JsonNode due = item("escalation.firstReplyDue");
        assertThat(due.toString())
                .contains("\"section\":\"escalation\"", "\"type\":\"duration\"", "\"value\":420", "\"default\":300")
                .contains("\"unit\":\"seconds\"", "\"least\":10", "\"source\":\"operator\"")
                .contains("\"variable\":\"SWITCHBOARD_FIRST_REPLY_DUE\"");
        assertThat(item("escalation.nextReplyDue").get("source").asText()).isEqualTo("default");
        assertThat(item("queue.previousAgentFirst").toString())
                .contains("\"type\":\"boolean\"", "\"value\":true", "\"least\":null", "\"options\":null");
        assertThat(item("queue.unopenedReturn").get("value").isNull()).isTrue();
        Set<String> keys = Set.copyOf(keys(items));
        assertThat(keys).hasSameSizeAs(keys(items)).hasSizeGreaterThan(20);
    }

    @Test
    void a_change_is_in_use_and_shown_on_every_node_within_two_seconds_and_can_be_taken_back() {
        long before = version();
        Answer changed = change("{\"presence.agentOfflineAfter\":600,\"queue.previousAgentFirst\":false}", null);
        assertThat(changed.is(200).json().get("version").asLong()).isEqualTo(before + 1);
        assertThat(item("presence.agentOfflineAfter").get("value").asInt()).isEqualTo(600);
        assertThat(item("presence.agentOfflineAfter").get("source").asText()).isEqualTo("desk");
        assertThat(item("queue.previousAgentFirst").get("value").asBoolean()).isFalse();

        change("{\"presence.agentOfflineAfter\":null}", null).is(200);
        assertThat(item("presence.agentOfflineAfter").get("value").asInt()).isEqualTo(120);
        assertThat(item("presence.agentOfflineAfter").get("source").asText()).isEqualTo("default");
        assertThat(item("queue.previousAgentFirst").get("value").asBoolean()).isFalse();
    }

    @Test
    void another_node_goes_by_it_within_two_seconds() {
        change("{\"identity.leastPassword\":40}", null).is(200);
        Eventually.until(
                "the other node refuses short passwords",
                Duration.ofSeconds(2),
                () -> second.identity().changePassword("karim@example.com", RunningServer.PASSWORD)
                        instanceof chat.switchboard.kernel.Outcome.Refused<?>);
    }

    @Test
    void two_admins_do_not_overwrite_each_other() {
        long seen = version();
        change("{\"presence.agentOfflineAfter\":300}", seen).is(200);
        Answer late = change("{\"presence.agentOfflineAfter\":900,\"queue.previousAgentFirst\":false}", seen);
        late.isProblem(Code.CONFLICT);
        assertThat(late.at("/reason")).isEqualTo("changed_meanwhile");
        assertThat(late.at("/parameters/version")).isEqualTo(Long.toString(seen + 1));
        assertThat(late.at("/current/presence.agentOfflineAfter")).isEqualTo("300");
        assertThat(late.at("/current/queue.previousAgentFirst")).isEqualTo("true");
        change("{\"presence.agentOfflineAfter\":900}", seen + 1).is(200);
        assertThat(item("presence.agentOfflineAfter").get("value").asInt()).isEqualTo(900);
    }

    @Test
    void of_many_at_once_each_with_the_version_it_saw_one_wins() throws InterruptedException {
        long seen = version();
        List<Answer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> admins = Stream.iterate(100, n -> n + 1)
                .limit(8)
                .map(n -> Thread.startVirtualThread(
                        () -> answers.add(change("{\"presence.agentOfflineAfter\":%d}".formatted(n), seen))))
                .toList();
        for (Thread admin : admins) admin.join();
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).hasSize(8);
        assertThat(version()).isEqualTo(seen + 1);
    }

    @Test
    void what_changes_nothing_makes_no_new_version() {
        change("{\"presence.agentOfflineAfter\":600}", null).is(200);
        long seen = version();
        change("{\"presence.agentOfflineAfter\":600}", null).is(200);
        change("{}", null).is(200);
        assertThat(version()).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"presence.agentOfflineAfter":59}           | presence.agentOfflineAfter  | out_of_range
            {"presence.agentOfflineAfter":3601}         | presence.agentOfflineAfter  | out_of_range
            {"presence.agentOfflineAfter":-1}           | presence.agentOfflineAfter  | out_of_range
            {"presence.agentOfflineAfter":"2m"}         | presence.agentOfflineAfter  | other_kind
            {"presence.agentOfflineAfter":true}         | presence.agentOfflineAfter  | other_kind
            {"presence.agentOfflineAfter":[]}           | presence.agentOfflineAfter  | other_kind
            {"presence.agentOfflineAfter":9007199254740993} | presence.agentOfflineAfter | out_of_range
            {"queue.previousAgentFirst":1}              | queue.previousAgentFirst    | other_kind
            {"queue.previousAgentFirst":"true"}         | queue.previousAgentFirst    | other_kind
            {"identity.leastPassword":7}                | identity.leastPassword      | out_of_range
            {"identity.leastPassword":129}              | identity.leastPassword      | out_of_range
            {"escalation.firstReplyDue":60}             | escalation.firstReplyDue    | set_by_operator
            {"escalation.firstReplyDue":null}           | escalation.firstReplyDue    | set_by_operator
            {"network.port":80}                         | network.port                | no_such_thing
            {"":1}                                      | ''                          | no_such_thing
            {"queue.previousAgentFirst":false,"x":1}    | x                           | no_such_thing
            """)
    void what_is_not_allowed_is_refused_by_name_and_nothing_is_changed(String values, String field, String reason) {
        long seen = version();
        Answer refused = change(values, null);
        refused.isProblem(Code.VALIDATION_FAILED).names("values." + field);
        assertThat(refused.at("/reason")).isEqualTo(reason);
        assertThat(version()).isEqualTo(seen);
        assertThat(item("queue.previousAgentFirst").get("value").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | values
            {"values":[]}                                             | values
            {"values":{"queue.previousAgentFirst":{}}}                | values.queue.previousAgentFirst
            {"values":{"queue.previousAgentFirst":1.5}}               | values.queue.previousAgentFirst
            {"values":{},"expectedVersion":-1}                        | expectedVersion
            {"values":{},"expectedVersion":1e400}                     | expectedVersion
            {"values":{},"expectedVersion":"1"}                       | expectedVersion
            {"values":{},"version":1}                                 | version
            """)
    void a_body_that_does_not_fit_is_refused_by_name(String body, String field) {
        adeel.patch("/settings", body).isProblem(Code.VALIDATION_FAILED).names(field);
    }

    @Test
    void only_admins_see_and_change_settings() {
        for (Rest other : List.of(sana, Rest.account(server, "karim@example.com"), Rest.customer(server, "Ayesha"))) {
            other.get("/settings").isProblem(Code.FORBIDDEN);
            other.patch("/settings", "{\"values\":{\"queue.previousAgentFirst\":false}}")
                    .isProblem(Code.FORBIDDEN);
            other.patch("/settings", "{\"values\":{\"x\":false}}").isProblem(Code.FORBIDDEN);
        }
        Rest.nobody(server).get("/settings").isProblem(Code.UNAUTHENTICATED);
    }

    @Test
    void a_change_leaves_an_entry_that_says_what_it_was_and_what_it_is() {
        change("{\"presence.agentOfflineAfter\":300}", null).is(200);
        change("{\"presence.agentOfflineAfter\":600,\"queue.previousAgentFirst\":false}", null)
                .is(200);
        JsonNode entry = adeel.get("/audit?action=settings.updated&limit=1")
                .is(200)
                .json()
                .at("/items/0");
        assertThat(entry.at("/actor/type").asText()).isEqualTo("admin");
        assertThat(entry.at("/subject/type").asText()).isEqualTo("settings");
        assertThat(entry.get("before").toString()).isEqualTo("{\"presence.agentOfflineAfter\":300}");
        assertThat(entry.get("after").toString())
                .isEqualTo("{\"presence.agentOfflineAfter\":600,\"queue.previousAgentFirst\":false}");
        assertThat(entry.get("session").isNull()).isFalse();
        assertThat(entry.get("network").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void what_a_later_version_no_longer_allows_counts_for_nothing() {
        server.postgres().asSuperuser(handle -> handle.execute("""
                INSERT INTO setting (key, value)
                VALUES ('presence.agentOfflineAfter', '1'), ('queue.previousAgentFirst', '"no"'), ('gone.setting', '1'),
                       ('escalation.firstReplyDue', '60')
                ON CONFLICT (key) DO UPDATE SET value = excluded.value"""));
        assertThat(item("presence.agentOfflineAfter").get("value").asInt()).isEqualTo(120);
        assertThat(item("queue.previousAgentFirst").get("value").asBoolean()).isTrue();
        assertThat(item("escalation.firstReplyDue").get("value").asInt()).isEqualTo(420);
        server.postgres().asSuperuser(handle -> handle.execute("DELETE FROM setting"));
    }

    private static Answer change(String values, Long expectedVersion) {
        String expected = expectedVersion == null ? "" : ",\"expectedVersion\":" + expectedVersion;
        return adeel.patch("/settings", "{\"values\":" + values + expected + "}");
    }

    private static long version() {
        return adeel.get("/settings").is(200).json().get("version").asLong();
    }

    private static JsonNode item(String key) {
        JsonNode items = adeel.get("/settings").is(200).json().get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.get("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keys(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("key").asText())
                .toList();
    }
}
