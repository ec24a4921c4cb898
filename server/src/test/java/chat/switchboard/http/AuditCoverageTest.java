package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import chat.switchboard.contract.Contract;
import chat.switchboard.contract.Contract.Operation;
import chat.switchboard.http.SampleDesk.Attempt;
import chat.switchboard.http.SampleDesk.Who;
import chat.switchboard.http.api.Exchange;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/// Every operation adds the entries to the audit log that the contract names (`x-audit`), and nothing happens without
/// them.
class AuditCoverageTest {
    private static final Path DOCUMENT = Path.of("../docs/audit.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^|]+)` \\| ([^|]+) \\|$");
    /// What other work changes in between.
    private static final Set<String> OTHERS = Set.of("lease", "agent_presence", "event_log", "event_consumer");

    private static SampleDesk desk;

    @BeforeAll
    static void open() {
        desk = new SampleDesk();
        desk.server().postgres().asSuperuser(handle -> {
            handle.execute("""
                    CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'no entry'; END $$""");
            handle.execute("""
                    CREATE TRIGGER refused BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_entry()""");
            return handle.execute("ALTER TABLE audit_entry DISABLE TRIGGER refused");
        });
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    static Stream<Operation> operationsThatMayAddEntries() {
        return operations().filter(operation -> audited(operation) != null);
    }

    static Stream<Operation> operationsThatAddEntries() {
        return operationsThatMayAddEntries()
                .filter(operation -> !audited(operation).isEmpty());
    }

    static Stream<Operation> operationsThatChange() {
        return operationsThatAddEntries()
                .filter(operation -> Set.of(HttpMethod.PUT, HttpMethod.PATCH).contains(operation.method()))
                // Each time somebody says that this is their password.
                .filter(operation -> !operation.id().equals("changeMyPassword"));
    }

    @ParameterizedTest
    @MethodSource("operationsThatMayAddEntries")
    void what_succeeds_adds_the_entries_that_the_contract_names(Operation operation) {
        Attempt attempt = attempt(operation);
        long before = entries();
        assertThat(attempt.send().status()).isBetween(200, 299);
        assertThat(actionsSince(before)).isEqualTo(audited(operation));
    }

    @ParameterizedTest
    @MethodSource("operationsThatAddEntries")
    void without_its_entry_nothing_is_changed(Operation operation) {
        Attempt attempt = attempt(operation);
        Map<String, String> before = tables();
        Logger log = (Logger) LoggerFactory.getLogger(Exchange.class);
        Level level = log.getLevel();
        log.setLevel(Level.OFF);
        refuseEntries(true);
        try {
            attempt.send().isProblem(500, "fault");
        } finally {
            refuseEntries(false);
            log.setLevel(level);
        }
        assertThat(tables()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("operationsThatChange")
    void what_is_said_again_changes_nothing_and_adds_nothing(Operation operation) {
        Attempt attempt = attempt(operation);
        attempt.send().is(200);
        long before = entries();
        String first = attempt.send().is(200).text();
        assertThat(attempt.send().is(200).text()).isEqualTo(first);
        assertThat(actionsSince(before)).isEmpty();
    }

    @Test
    void the_document_lists_what_the_contract_names_and_why_the_rest_adds_nothing() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Set<String> without = new TreeSet<>();
        operationsThatMayAddEntries().forEach(operation -> {
            for (String action : audited(operation)) expected.merge(action, operation.id(), (a, b) -> a + ", " + b);
            if (audited(operation).isEmpty()) without.add(operation.id());
        });
        String document = Files.readString(DOCUMENT);
        Map<String, String> listed = new TreeMap<>();
        rows(section(document, "## What adds an entry"))
                .forEach((action, operations) -> listed.put(action, operations.replace("`", "")));
        assertThat(listed).isEqualTo(expected);
        Set<String> explained = new TreeSet<>();
        rows(section(document, "## What adds none"))
                .keySet()
                .forEach(operations -> explained.addAll(List.of(operations.split("`, `"))));
        assertThat(explained).isEqualTo(without);
    }

    private static String section(String document, String heading) {
        String from = document.substring(document.indexOf(heading) + heading.length());
        return from.contains("\n## ") ? from.substring(0, from.indexOf("\n## ")) : from;
    }

    private static Map<String, String> rows(String section) {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(section);
        while (row.find()) rows.put(row.group(1), row.group(2));
        return rows;
    }

    // ---- operations ----

    private static Stream<Operation> operations() {
        return Contract.load().operations().stream();
    }

    /// The actions, in their order; null for what only reads.
    private static List<String> audited(Operation operation) {
        JsonNode actions = desk.bodies().declared(operation).path("x-audit");
        return actions.isMissingNode()
                ? null
                : actions.valueStream().map(JsonNode::textValue).toList();
    }

    /// By an admin, or else a customer.
    private static Attempt attempt(Operation operation) {
        return desk.own(operation, operation.actors().contains("admin") ? Who.ADMIN : Who.CUSTOMER);
    }

    // ---- the database ----

    private static long entries() {
        return desk.server()
                .postgres()
                .asSuperuser(handle -> handle.createQuery("SELECT coalesce(max(position), 0) FROM audit_entry")
                        .mapTo(Long.class)
                        .one());
    }

    private static List<String> actionsSince(long position) {
        return desk.server()
                .postgres()
                .asSuperuser(handle -> handle.createQuery(
                                "SELECT action FROM audit_entry WHERE position > ? ORDER BY position")
                        .bind(0, position)
                        .mapTo(String.class)
                        .list());
    }

    private static void refuseEntries(boolean refuse) {
        desk.server()
                .postgres()
                .asSuperuser(handle -> handle.execute(
                        "ALTER TABLE audit_entry %s TRIGGER refused".formatted(refuse ? "ENABLE" : "DISABLE")));
    }

    /// What stands in each table.
    private static Map<String, String> tables() {
        return desk.server().postgres().asSuperuser(handle -> {
            Map<String, String> tables = new TreeMap<>();
            List<String> names = handle.createQuery("""
                            SELECT tablename FROM pg_tables WHERE schemaname = 'public'""").mapTo(String.class).list();
            for (String name : names)
                if (!OTHERS.contains(name) && !name.startsWith("event_log_"))
                    tables.put(
                            name,
                            handle.createQuery("""
                                    SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM %s t""".formatted(name))
                                    .mapTo(String.class)
                                    .one());
            return tables;
        });
    }
}
