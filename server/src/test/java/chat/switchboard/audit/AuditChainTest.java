package chat.switchboard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The log can only be added to, and whoever changes it all the same is found out.
class AuditChainTest {
    private static final Actor.Admin adeel = new Actor.Admin(UUID.randomUUID(), "Adeel");
    private static final Actor.Agent sana = new Actor.Agent(UUID.randomUUID(), "Sana", Set.of());
    private static final Actor.Partner karim = new Actor.Partner(UUID.randomUUID(), "Karim's kitchen");

    private TestPostgres database;

    @BeforeEach
    void open() {
        database = TestPostgres.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void entries_of_everybody_are_one_chain_whatever_stands_in_them() {
        record(adeel, "{\"name\":\"Küche 🍲 کھانا\",\"n\":1.50}");
        record(sana, "{ \"b\": 1, \"a\": 2 }");
        record(karim, null);
        record(Actor.SYSTEM, "\"\\u0000 quoted \\\" \"");
        database.requests().transaction(Actor.SYSTEM, handle -> {
            AuditLog.record(handle, new AuditLog.Origin(null, null, null), "session.failed", label(null), null, null);
            return null;
        });
        assertThat(verify())
                .isEqualTo(new Verification(
                        5, Optional.empty(), entries().getLast().hash()));
        assertThat(entries())
                .extracting(
                        entry -> entry.actor().type(), entry -> entry.actor().name(), AuditEntry::after)
                .contains(tuple("agent", "Sana", "{ \"b\": 1, \"a\": 2 }"), tuple("unknown", null, null));
    }

    @Test
    void an_empty_log_is_whole() {
        assertThat(verify().valid()).isTrue();
        assertThat(verify().entries()).isZero();
    }

    @Test
    void many_at_once_make_one_chain() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int writer = i;
            writers.add(Thread.startVirtualThread(() -> {
                for (int n = 0; n < 10; n++) record(writer % 2 == 0 ? adeel : sana, "{\"n\":" + n + "}");
            }));
        }
        for (Thread writer : writers) writer.join();
        assertThat(verify().valid()).isTrue();
        assertThat(verify().entries()).isEqualTo(120);
    }

    @Test
    void what_is_rolled_back_leaves_no_gap() {
        record(adeel, "1");
        assertThatThrownBy(() -> database.requests().transaction(adeel, handle -> {
                    AuditLog.record(handle, origin(adeel), "label.created", label("x"), null, "2");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        record(adeel, "3");
        assertThat(verify().valid()).isTrue();
        assertThat(entries()).extracting(AuditEntry::after).containsExactly("1", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET after = '{}'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "DROP TRIGGER audit_entry_append ON audit_entry",
                "INSERT INTO audit_entry (position, id, actor_type, action, subject_type)"
                        + " VALUES (99, gen_random_uuid(), 'system', 'a.b', 'c')",
                "INSERT INTO audit_entry (hash, id, actor_type, action, subject_type)"
                        + " VALUES ('', gen_random_uuid(), 'system', 'a.b', 'c')",
                "INSERT INTO audit_entry (at, id, actor_type, action, subject_type)"
                        + " VALUES (now(), gen_random_uuid(), 'system', 'a.b', 'c')",
            })
    void the_application_can_do_nothing_but_add(String sql) {
        record(adeel, "{}");
        for (Actor actor : List.of(adeel, Actor.SYSTEM))
            assertThatThrownBy(() -> database.requests().transaction(actor, handle -> handle.execute(sql)))
                    .isInstanceOf(UnableToExecuteStatementException.class);
        assertThat(verify().valid()).isTrue();
    }

    @Test
    void only_admins_and_the_server_read_it() {
        record(adeel, "{}");
        assertThat(entries(sana)).isEmpty();
        assertThat(entries(karim)).isEmpty();
        assertThat(entries(adeel)).hasSize(1);
    }

    /// As the owner of the tables could.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET after = '{ }' WHERE position = 3",
                "UPDATE audit_entry SET before = after, after = before WHERE position = 3",
                "UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE position = 3",
                "UPDATE audit_entry SET actor_name = NULL WHERE position = 3",
                "UPDATE audit_entry SET actor_name = '', subject_name = actor_name || subject_name WHERE position = 3",
                "UPDATE audit_entry SET network = '10.0.0.1' WHERE position = 3",
                "UPDATE audit_entry SET session_id = NULL WHERE position = 3",
                "UPDATE audit_entry SET hash = sha256('x') WHERE position = 3",
                "DELETE FROM audit_entry WHERE position = 3",
                "DELETE FROM audit_entry WHERE position = 3;"
                        + " UPDATE audit_entry SET position = position - 1 WHERE position > 3",
                "UPDATE audit_entry SET position = 3 - position WHERE position IN (3, 4);"
                        + " UPDATE audit_entry SET position = CASE position WHEN 0 THEN 4 ELSE 3 END WHERE position < 1",
            })
    void a_change_behind_its_back_is_found_where_it_was_made(String sql) {
        for (int i = 1; i <= 5; i++) record(adeel, "{\"n\":" + i + "}");
        database.asSuperuser(handle -> handle.createScript(sql).execute());
        assertThat(verify().valid()).isFalse();
        assertThat(verify().entries()).isEqualTo(3);
        assertThat(verify().firstBroken().orElseThrow().position()).isIn(3L, 4L);
    }

    @Test
    void a_very_long_state_is_left_out_instead_of_failing_the_change() {
        record(adeel, "\"" + "x".repeat(70_000) + "\"");
        assertThat(entries().getFirst().after()).isEqualTo("{\"leftOutBytes\":70002}");
    }

    private void record(Actor actor, String after) {
        database.requests().transaction(actor, handle -> {
            AuditLog.record(handle, origin(actor), "label.updated", label("late"), null, after);
            return null;
        });
    }

    private static AuditLog.Origin origin(Actor actor) {
        return new AuditLog.Origin(actor, UUID.randomUUID(), "192.0.2.7");
    }

    private static AuditLog.Subject label(String name) {
        return new AuditLog.Subject("label", UUID.randomUUID(), name);
    }

    private Verification verify() {
        return Verification.of(database.requests(), Actor.SYSTEM);
    }

    private List<AuditEntry> entries() {
        return entries(Actor.SYSTEM);
    }

    private List<AuditEntry> entries(Actor reader) {
        return database.requests().transaction(reader, handle -> AuditStore.after(handle, 0, 1000));
    }
}
