package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final TestPostgres database = TestPostgres.fresh();
    private static final Login nowhere = new Login("jdbc:postgresql://127.0.0.1:1/nowhere", "nobody", "", "the test");

    @AfterAll
    static void drop() {
        database.close();
    }

    /// Two branches that both add the next number meet here.
    @Test
    void migrations_are_numbered_without_gaps_and_none_twice() throws Exception {
        List<Integer> numbers = Migrations.fileNames()
                .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                .sorted()
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, numbers.size()).boxed().toList())
                .containsExactlyElementsOf(Migrations.available());
    }

    /// What was English text became codes; what cannot be mapped stays.
    @Test
    void details_of_activities_become_codes() throws Exception {
        try (var earlier = TestPostgres.empty()) {
            earlier.execute("ALTER DATABASE %s OWNER TO %s".formatted(earlier.name(), Roles.OWNER));
            Login owner = earlier.owner();
            migrate(owner, "14");
            earlier.asSuperuser(handle -> handle.execute("""
                    INSERT INTO activity (id, conversation_id, type, actor_type, actor_id, actor_name, details, created_at)
                    SELECT gen_random_uuid(), '0198c0de-0009-7000-8000-000000000001', type, actor, id, name, details, now()
                    FROM (VALUES
                        ('conversation.assigned', 'agent', '{"agent": "Sana", "note": "Hi"}'::jsonb),
                        ('conversation.requeued', 'system',
                         '{"agent": "Sana", "agentId": "0198c0de-0009-7000-8000-000000000002", "reason": "the account was closed"}'),
                        ('conversation.escalated', 'system', '{"reason": "4 messages without a reply"}'),
                        ('conversation.escalated', 'agent', '{"reason": "Angry"}'),
                        ('conversation.routed', 'agent', '{"rule": "taken by hand"}'),
                        ('conversation.routed', 'system', '{"rule": "least loaded of 3", "agent": "Sana"}'),
                        ('conversation.edited', 'agent', '{"subject": "Refund", "department": "Billing"}')
                    ) AS v (type, actor, details)
                    CROSS JOIN (VALUES ('0198c0de-0009-7000-8000-000000000002'::uuid, 'Sana')) AS who (id, name)"""));
            try (Connection connection = owner.connect(TimeLimits.usual())) {
                Migrations.run(owner, Roles.APPLICATION, connection);
            }
            List<String> details = new java.util.ArrayList<>();
            earlier.asSuperuser(handle -> details.addAll(
                    handle.createQuery("SELECT details::text FROM activity ORDER BY type, actor_type, details")
                            .mapTo(String.class)
                            .list()));
            assertThat(details)
                    .containsExactlyInAnyOrder(
                            "{\"note\": \"Hi\", \"agent\": {\"id\": null, \"name\": \"Sana\"}}",
                            "{\"agent\": {\"id\": \"0198c0de-0009-7000-8000-000000000002\", \"name\": \"Sana\"},"
                                    + " \"cause\": \"account_closed\"}",
                            "{\"cause\": \"unanswered_messages\", \"messages\": 4}",
                            "{\"cause\": \"by_hand\", \"reason\": \"Angry\"}",
                            "{\"rule\": {\"code\": \"taken_by_hand\"},"
                                    + " \"agent\": {\"id\": \"0198c0de-0009-7000-8000-000000000002\", \"name\": \"Sana\"},"
                                    + " \"excluded\": [], \"candidates\": []}",
                            "{\"rule\": \"least loaded of 3\", \"agent\": \"Sana\"}",
                            "{\"subject\": {\"to\": \"Refund\"},"
                                    + " \"department\": {\"to\": {\"id\": null, \"name\": \"Billing\"}}}");
        }
    }

    private static void migrate(Login owner, String to) {
        Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .locations("classpath:db/migration")
                .table("flyway_schema_history")
                .placeholders(Map.of("appRole", Roles.name(Roles.APPLICATION)))
                .target(to)
                .load()
                .migrate();
    }

    /// Row-level security binds the owner, too: a migration that acted for nobody would see no rows.
    @Test
    void rows_of_an_earlier_version_are_carried_over() throws Exception {
        try (var earlier = TestPostgres.empty()) {
            earlier.execute("ALTER DATABASE %s OWNER TO %s".formatted(earlier.name(), Roles.OWNER));
            Login owner = earlier.owner();
            migrate(owner, "9");
            earlier.asSuperuser(handle -> handle.execute("""
                    INSERT INTO account (id, email, name, role)
                    VALUES ('0198c0de-0009-7000-8000-000000000001', 'sana@example.com', 'Sana', 'agent');
                    INSERT INTO account_session (id, account_id, refresh_hash, created_at, rotated_at, expires_at)
                    VALUES ('0198c0de-0009-7000-8000-000000000002', '0198c0de-0009-7000-8000-000000000001', '\\x01',
                            now(), now() - interval '1 hour', now() + interval '1 day')"""));
            try (Connection connection = owner.connect(TimeLimits.usual())) {
                Migrations.run(owner, Roles.APPLICATION, connection);
            }
            int carried = earlier.asSuperuser(
                    handle -> handle.select("""
                            SELECT count(*) FROM account_session
                            WHERE account_as_of = rotated_at AND rotations = 0 AND revoked_at IS NULL""").mapTo(Integer.class).one());
            assertThat(carried).isEqualTo(1);
        }
    }

    /// Flyway would have to connect to nowhere.
    @Test
    void an_up_to_date_schema_is_left_alone_without_loading_flyway() {
        database.asSuperuser(handle -> {
            assertThatCode(() -> Migrations.run(nowhere, Roles.APPLICATION, handle.getConnection()))
                    .doesNotThrowAnyException();
            return null;
        });
    }

    @Test
    void the_database_of_a_newer_program_is_refused() {
        database.asSuperuser(handle -> {
            handle.execute("""
                    INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'somebody', 1, true)""");
            assertThatThrownBy(() -> Migrations.run(nowhere, Roles.APPLICATION, handle.getConnection()))
                    .isInstanceOf(PostgresStartException.class)
                    .hasMessageContaining("schema 9999");
            return handle.rollback();
        });
    }
}
