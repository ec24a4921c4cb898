package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.kernel.Actor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The second line of defence: what the database itself refuses, whatever the code above it does.
class RowLevelSecurityTest {
    /// Tables without row-level security, each with the reason.
    private static final Map<String, String> UNPROTECTED =
            Map.of("flyway_schema_history", "the application has no privilege on it at all");

    private static final TestPostgres database = TestPostgres.fresh();
    private static final Actor.Customer ayesha = new Actor.Customer(UUID.randomUUID(), "Ayesha");
    private static final Actor.Customer bilal = new Actor.Customer(UUID.randomUUID(), "Bilal");

    @BeforeAll
    static void two_customers() {
        database.requests().transaction(Actor.SYSTEM, handle -> insert(handle, ayesha) + insert(handle, bilal));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void every_table_has_forced_row_level_security_and_a_policy_or_a_reason() {
        assertThat(unprotectedTables()).containsExactlyInAnyOrderElementsOf(UNPROTECTED.keySet());
    }

    @Test
    void what_has_no_row_level_security_is_out_of_reach() {
        for (String table : UNPROTECTED.keySet()) {
            for (String privilege : List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"))
                assertThat(mayApplication(table, privilege))
                        .as(privilege + " " + table)
                        .isFalse();
        }
    }

    @Test
    void no_table_can_be_put_before_ours() {
        refused("CREATE TEMPORARY TABLE conversation (id uuid)");
        refused("CREATE TEMPORARY VIEW conversation AS SELECT 1");
        refused("CREATE TABLE public.mine (id int)");
        refused("CREATE SCHEMA mine");
        refused("CREATE FUNCTION pg_temp.actor_type() RETURNS text LANGUAGE sql RETURN 'system'");
        refused("SELECT 1 AS x INTO TEMPORARY conversation");
        refused("ALTER DATABASE " + name() + " SET search_path = mine");
    }

    @Test
    void names_are_looked_up_in_our_schema_and_among_temporary_tables_last() {
        for (Database pool : List.of(database.requests(), database.jobs(), database.ledger())) {
            String path = pool.transaction(
                    Actor.SYSTEM,
                    handle -> handle.select("SHOW search_path")
                            .mapTo(String.class)
                            .one());
            assertThat(path).isEqualTo("public,pg_temp");
        }
        String others = database.asSuperuser(
                handle -> handle.select("SHOW search_path").mapTo(String.class).one());
        assertThat(others).isEqualTo("public, pg_temp");
    }

    /// Functions written as text look names up when they run; the others did when they were made.
    @Test
    void no_function_depends_on_the_search_path_of_who_calls_it() {
        List<String> open = database.asSuperuser(
                handle -> handle.select("""
                        SELECT proname FROM pg_proc
                         WHERE pronamespace = 'public'::regnamespace AND prosqlbody IS NULL
                           AND NOT 'search_path=public, pg_temp' = ANY (coalesce(proconfig, '{}'))""").mapTo(String.class).list());
        assertThat(open).isEmpty();
    }

    @Test
    void a_table_without_a_policy_is_found() {
        List<String> found = database.asSuperuser(handle -> {
            handle.execute("CREATE TABLE forgotten (customer_id uuid)");
            handle.execute("CREATE TABLE half_done (customer_id uuid)");
            handle.execute("ALTER TABLE half_done ENABLE ROW LEVEL SECURITY");
            List<String> unprotected = unprotectedTables(handle);
            handle.execute("DROP TABLE forgotten, half_done");
            return unprotected;
        });
        assertThat(found).contains("forgotten", "half_done");
    }

    @Test
    void without_a_stated_actor_no_protected_table_shows_a_row() {
        List<String> readable = database.requests()
                .jdbi()
                .withHandle(handle -> handle.select("""
                        SELECT relname FROM pg_class
                         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
                           AND NOT relispartition AND has_table_privilege(oid, 'SELECT')""").mapTo(String.class).list());
        assertThat(readable)
                .contains(
                        "customer",
                        "conversation",
                        "message",
                        "account",
                        "account_department",
                        "faq_entry",
                        "reply_template");
        for (String table : readable) {
            assertThat(rowsWithoutActor(table)).as(table).isZero();
        }
    }

    @Test
    void a_customer_sees_and_changes_only_itself() {
        assertThat(database.requests().transaction(ayesha, RowLevelSecurityTest::customerNames))
                .containsExactly("Ayesha");
        int changed = database.requests()
                .transaction(
                        ayesha, handle -> handle.execute("UPDATE customer SET name = 'x' WHERE id = ?", bilal.id()));
        assertThat(changed).isZero();
    }

    @Test
    void an_agent_sees_shared_replies_of_its_departments_and_writes_only_its_own() {
        UUID department = UUID.fromString("0198c0de-0001-7000-8000-000000000001");
        Actor.Agent sana = agent("Sana", Set.of(department));
        Actor.Agent omar = agent("Omar", Set.of());
        database.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> reply(handle, "sanas", sana.id(), null)
                                + reply(handle, "care", null, department)
                                + reply(handle, "all", null, null));
        assertThat(shortcuts(sana)).containsExactly("all", "care", "sanas");
        assertThat(shortcuts(omar)).containsExactly("all");
        assertThat(shortcuts(new Actor.Admin(UUID.randomUUID(), "Zara"))).containsExactly("all", "care");
        assertThat(shortcuts(ayesha)).isEmpty();
        int changed =
                database.requests().transaction(sana, handle -> handle.execute("UPDATE canned_reply SET title = 'x'"));
        assertThat(changed).isEqualTo(1);
        assertThatThrownBy(() -> database.requests().transaction(omar, handle -> reply(handle, "mine", null, null)))
                .hasMessageContaining("row-level security");
    }

    private static Actor.Agent agent(String name, Set<UUID> departments) {
        UUID id = UUID.randomUUID();
        database.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.execute(
                                "INSERT INTO account (id, email, name, role) VALUES (?, ?, ?, 'agent')",
                                id,
                                name + "@example.com",
                                name));
        return new Actor.Agent(id, name, departments);
    }

    private static int reply(Handle handle, String shortcut, UUID owner, UUID department) {
        return handle.createUpdate("""
                        INSERT INTO canned_reply (id, shortcut, title, content, owner_id, department_id)
                        VALUES (gen_random_uuid(), :shortcut, 'T', 'C', CAST(:owner AS uuid), CAST(:department AS uuid))""")
                .bind("shortcut", shortcut)
                .bind("owner", owner)
                .bind("department", department)
                .execute();
    }

    private static List<String> shortcuts(Actor actor) {
        return database.requests()
                .transaction(
                        actor,
                        handle -> handle.select("SELECT shortcut FROM canned_reply ORDER BY shortcut")
                                .mapTo(String.class)
                                .list());
    }

    @Test
    void the_application_role_is_bound_by_the_policies_and_owns_nothing() {
        var role = database.asSuperuser(
                handle -> handle.select("""
                        SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS mighty,
                               (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid) AS owned,
                               (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid) AS memberships
                          FROM pg_roles WHERE rolname = ?""", Roles.APPLICATION).mapToMap().one());
        assertThat(role)
                .containsEntry("mighty", false)
                .containsEntry("owned", 0L)
                .containsEntry("memberships", 0L);
    }

    @Test
    void the_application_role_cannot_lift_the_security() {
        refused("ALTER TABLE customer DISABLE ROW LEVEL SECURITY");
        refused("DROP POLICY customer_self ON customer");
        refused("SET ROLE " + Roles.OWNER);
        refused("CREATE TABLE mine (id int)");
        refused("SET LOCAL row_security = off; SELECT * FROM customer");
    }

    @Test
    void the_ledger_can_be_read_and_added_to_but_never_changed() {
        refused("UPDATE message SET content = ''");
        refused("DELETE FROM message");
        refused("TRUNCATE message");
    }

    @Test
    void an_acknowledged_commit_is_on_the_disk() {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
    }

    private static void refused(String sql) {
        assertThatThrownBy(() -> database.requests().transaction(ayesha, handle -> handle.execute(sql)))
                .as(sql)
                .isInstanceOf(UnableToExecuteStatementException.class);
    }

    private static boolean mayApplication(String table, String privilege) {
        return database.asSuperuser(
                handle -> handle.select("SELECT has_table_privilege(?, ?, ?)", Roles.APPLICATION, table, privilege)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static String name() {
        return database.asSuperuser(handle ->
                handle.select("SELECT current_database()").mapTo(String.class).one());
    }

    private static List<String> unprotectedTables() {
        return database.asSuperuser(RowLevelSecurityTest::unprotectedTables);
    }

    /// A partition is reached through its parent, whose policies hold; forced alone it shows nothing to anybody.
    private static List<String> unprotectedTables(Handle handle) {
        return handle.select("""
                        SELECT relname FROM pg_class c
                         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                           AND NOT (relrowsecurity AND relforcerowsecurity
                                    AND (relispartition OR EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid)))""").mapTo(String.class).list();
    }

    private static int rowsWithoutActor(String table) {
        return database.requests()
                .jdbi()
                .withHandle(handle -> handle.select("SELECT count(*) FROM " + table)
                        .mapTo(Integer.class)
                        .one());
    }

    private static List<String> customerNames(Handle handle) {
        return handle.select("SELECT name FROM customer").mapTo(String.class).list();
    }

    private static String setting(String name) {
        return database.requests()
                .transaction(
                        ayesha,
                        handle -> handle.select("SELECT current_setting(?)", name)
                                .mapTo(String.class)
                                .one());
    }

    private static int insert(Handle handle, Actor.Customer customer) {
        return handle.execute("INSERT INTO customer (id, name) VALUES (?, ?)", customer.id(), customer.name());
    }
}
