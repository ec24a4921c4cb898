package chat.switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.PostgresSettings.Location;
import chat.switchboard.postgres.PostgresSettings.Pools;
import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server the operator runs: here the one of the tests, with a database and roles of its own.
class ExternalServerTest {
    private static final String OWNER = "their_owner";
    private static final String APPLICATION = "their_app";
    private static final String PASSWORD = "a b/c@d:é";

    @TempDir
    Path folder;

    private TestPostgres.Empty theirs;

    @BeforeEach
    void a_server_with_an_empty_database_and_its_owner() {
        theirs = TestPostgres.empty();
        theirs.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(OWNER, PASSWORD));
        theirs.execute("ALTER DATABASE %s OWNER TO %s".formatted(theirs.name(), OWNER));
    }

    @AfterEach
    void drop() {
        theirs.close();
        theirs.execute("DROP ROLE IF EXISTS %s, %s".formatted(APPLICATION, OWNER));
    }

    @Test
    void an_owner_who_may_creates_the_application_role_and_finds_it_again() {
        theirs.execute("ALTER ROLE %s CREATEROLE".formatted(OWNER));
        for (int start = 1; start <= 2; start++) {
            try (Postgres postgres = start(null)) {
                assertThat(currentUser(postgres)).isEqualTo(APPLICATION);
            }
        }
    }

    @Test
    void a_role_with_a_given_password_is_used() {
        theirs.execute("CREATE ROLE %s LOGIN PASSWORD 'two'".formatted(APPLICATION));
        try (Postgres postgres = start("two")) {
            assertThat(currentUser(postgres)).isEqualTo(APPLICATION);
        }
    }

    @Test
    void the_application_can_put_no_table_before_ours() {
        theirs.execute("CREATE ROLE %s LOGIN PASSWORD 'two'".formatted(APPLICATION));
        theirs.asSuperuser(handle -> handle.execute("GRANT CREATE ON SCHEMA public TO PUBLIC"));
        try (Postgres postgres = start("two")) {
            for (String sql : List.of("CREATE TEMPORARY TABLE account (id uuid)", "CREATE TABLE public.mine (id uuid)"))
                assertThatThrownBy(() -> postgres.requests().transaction(Actor.SYSTEM, handle -> handle.execute(sql)))
                        .as(sql)
                        .hasStackTraceContaining("permission denied");
        }
    }

    /// The privileges are not the owner's to take; the log says what an administrator should run.
    @Test
    void a_database_of_somebody_else_is_used_all_the_same() {
        theirs.execute("CREATE ROLE %s LOGIN PASSWORD 'two'".formatted(APPLICATION));
        theirs.execute("ALTER DATABASE %s OWNER TO %s".formatted(theirs.name(), EmbeddedServer.SUPERUSER));
        theirs.asSuperuser(handle -> handle.execute("GRANT CREATE ON SCHEMA public TO " + OWNER));
        try (Postgres postgres = start("two")) {
            String path = postgres.requests()
                    .transaction(
                            Actor.SYSTEM,
                            handle -> handle.select("SHOW search_path")
                                    .mapTo(String.class)
                                    .one());
            assertThat(path).isEqualTo("public,pg_temp");
        } finally {
            theirs.execute("ALTER DATABASE %s OWNER TO %s".formatted(theirs.name(), OWNER));
        }
    }

    @Test
    void an_owner_who_may_not_create_roles_says_what_to_do() {
        assertThatThrownBy(() -> start(null))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("SWITCHBOARD_DATABASE_APP_PASSWORD");
    }

    @Test
    void a_role_of_somebody_else_keeps_its_password() {
        theirs.execute("ALTER ROLE %s CREATEROLE".formatted(OWNER));
        theirs.execute("CREATE ROLE %s LOGIN PASSWORD 'theirs'".formatted(APPLICATION));
        assertThatThrownBy(() -> start(null))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("its password is not known here");
    }

    @Test
    void a_role_that_could_pass_row_level_security_is_refused() {
        theirs.execute("CREATE ROLE %s LOGIN BYPASSRLS PASSWORD 'two'".formatted(APPLICATION));
        assertThatThrownBy(() -> start("two"))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("may bypass row-level security");
    }

    @Test
    void the_owner_itself_is_refused_as_application_role() {
        var settings = settings(new Location.External(theirs.url(OWNER, PASSWORD), OWNER, PASSWORD, folder));
        assertThatThrownBy(() -> Postgres.start(settings))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("owns tables");
    }

    @Test
    void a_wrong_password_is_a_message_and_shows_no_password() {
        var settings = settings(new Location.External(theirs.url(OWNER, "wrong"), APPLICATION, "two", folder));
        assertThatThrownBy(() -> Postgres.start(settings))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("refuses the password of role %s; correct it in SWITCHBOARD_DATABASE_URL", OWNER)
                .hasMessageNotContaining(APPLICATION)
                .hasMessageNotContaining("wrong");
    }

    @Test
    void a_database_that_cannot_hold_every_letter_is_refused() {
        theirs.execute("DROP DATABASE " + theirs.name());
        theirs.execute("CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING LATIN1 LOCALE_PROVIDER libc LOCALE 'C'"
                .formatted(theirs.name(), OWNER));
        assertThatThrownBy(() -> start("two"))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("is encoded in LATIN1; create one with: createdb");
    }

    /// No older server is at hand, so a proxy changes the version that this one tells at the beginning.
    @Test
    void a_server_that_is_too_old_is_refused() throws Exception {
        try (var older = new OlderServer(theirs.url(OWNER, PASSWORD))) {
            var settings = settings(new Location.External(older.url(), APPLICATION, "two", folder));
            assertThatThrownBy(() -> Postgres.start(settings))
                    .isInstanceOf(PostgresStartException.class)
                    .hasMessageContaining("is version 14; Switchboard needs 15 or newer");
        }
    }

    private Postgres start(String applicationPassword) {
        String url = theirs.url(OWNER, PASSWORD);
        return Postgres.start(settings(new Location.External(url, APPLICATION, applicationPassword, folder)));
    }

    private static PostgresSettings settings(Location location) {
        return new PostgresSettings(location, new Pools(1, 1, 1, 1), TimeLimits.usual());
    }

    private static String currentUser(Postgres postgres) {
        return postgres.requests()
                .transaction(
                        Actor.SYSTEM,
                        handle -> handle.select("SELECT current_user")
                                .mapTo(String.class)
                                .one());
    }
}
