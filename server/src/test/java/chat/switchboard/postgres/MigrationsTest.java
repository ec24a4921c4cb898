package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
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
