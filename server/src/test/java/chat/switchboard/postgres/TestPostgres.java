package chat.switchboard.postgres;

import chat.switchboard.desk.Desk;
import chat.switchboard.postgres.PostgresSettings.Location;
import chat.switchboard.postgres.PostgresSettings.Pools;
import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// A fresh, migrated database for a test class, on one real PostgreSQL that all classes of the JVM share.
///
/// ```java
/// static final TestPostgres database = TestPostgres.fresh();
/// database.requests().transaction(actor, handle -> …);
/// ```
/// Settings are those of production, `fsync` included; only the data is in a temporary folder. Everything
/// ends with the JVM; closing earlier drops the database.
public final class TestPostgres implements AutoCloseable {
    /// Kept between runs: unpacking takes longer than starting.
    public static final Path BINARIES = Path.of("target", "postgres-binaries");

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Login superuser;
    private final String database;
    private final Postgres postgres;

    private TestPostgres(Login superuser, String database, Postgres postgres) {
        this.superuser = superuser;
        this.database = database;
        this.postgres = postgres;
    }

    public static TestPostgres fresh() {
        return Shared.SERVER.clone("test_" + COUNTER.incrementAndGet());
    }

    /// A database without tables, as an operator would hand it over.
    static Empty empty() {
        String name = "test_" + COUNTER.incrementAndGet();
        Shared.SERVER.execute("CREATE DATABASE " + name);
        return new Empty(name);
    }

    record Empty(String name) implements AutoCloseable {
        void execute(String sql) {
            Shared.SERVER.execute(sql);
        }

        /// Of the role that owns the tables of our own databases.
        Login owner() {
            return Shared.SERVER.login(name, Roles.OWNER);
        }

        <T> T asSuperuser(Function<Handle, T> work) {
            Login superuser = Shared.SERVER.login(name, EmbeddedServer.SUPERUSER);
            return Jdbi.create(superuser.jdbcUrl(), superuser.user(), superuser.password())
                    .withHandle(work::apply);
        }

        String url(String user, String password) {
            String server = Shared.SERVER
                    .login(name, EmbeddedServer.SUPERUSER)
                    .jdbcUrl()
                    .replace("jdbc:postgresql://", "");
            String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
            return "postgresql://%s:%s@%s".formatted(user, encoded, server);
        }

        @Override
        public void close() {
            execute("DROP DATABASE %s WITH (FORCE)".formatted(name));
        }
    }

    /// Settings for a server of the test's own, for tests that stop and kill it.
    public static PostgresSettings settings(Path folder) {
        return settings(folder, BINARIES);
    }

    static PostgresSettings settings(Path folder, Path binaries) {
        return new PostgresSettings(new Location.Embedded(folder, binaries), new Pools(2, 4, 2, 1), TimeLimits.usual());
    }

    public Postgres postgres() {
        return postgres;
    }

    public Database ledger() {
        return postgres.ledger();
    }

    public Database requests() {
        return postgres.requests();
    }

    public Database jobs() {
        return postgres.jobs();
    }

    /// Settings of a server process that is to use this database as an operator's own.
    public Map<String, String> asTheirOwn() {
        Login owner = Shared.SERVER.login(database, Roles.OWNER);
        String url = owner.jdbcUrl().replace("jdbc:postgresql://", "");
        String password = URLEncoder.encode(owner.password(), StandardCharsets.UTF_8);
        return Map.of(
                "SWITCHBOARD_DATABASE_URL",
                "postgresql://%s:%s@%s".formatted(owner.user(), password, url),
                "SWITCHBOARD_DATABASE_APP_USER",
                Roles.APPLICATION,
                "SWITCHBOARD_DATABASE_APP_PASSWORD",
                Shared.SERVER.login(database, Roles.APPLICATION).password());
    }

    /// One more pool, for a test of its limits.
    Database pool(int size, TimeLimits limits) {
        return Database.open("test", Shared.SERVER.login(database, Roles.APPLICATION), size, limits);
    }

    /// Looks at everything, past row-level security; for assertions and for data no actor could make.
    public <T> T asSuperuser(Function<Handle, T> work) {
        return Jdbi.create(superuser.jdbcUrl(), superuser.user(), superuser.password())
                .inTransaction(work::apply);
    }

    /// How many statements in this database wait for a lock now.
    public int waitingForALock() {
        return asSuperuser(
                handle -> handle.createQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'""").mapTo(Integer.class).one());
    }

    @Override
    public void close() {
        postgres.close();
        Shared.SERVER.execute("DROP DATABASE %s WITH (FORCE)".formatted(database));
    }

    /// Starts with the first test that asks for it.
    private static final class Shared {
        static final Shared SERVER = start();

        private final EmbeddedServer server;
        private final PostgresSettings settings;

        private Shared(EmbeddedServer server, PostgresSettings settings) {
            this.server = server;
            this.settings = settings;
        }

        private static Shared start() {
            try {
                Path folder = Files.createTempDirectory("switchboard-test-postgres");
                PostgresSettings settings = settings(folder);
                EmbeddedServer server = EmbeddedServer.start((Location.Embedded) settings.location());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
                Postgres.createOnce(server, settings);
                Postgres.prepare(
                        server.login(Postgres.DATABASE, Roles.OWNER),
                        server.login(Postgres.DATABASE, Roles.APPLICATION),
                        settings);
                addDemoDesk(server.login(Postgres.DATABASE, Roles.APPLICATION));
                return new Shared(server, settings);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Tests want more than one department and something to ask.
        private static void addDemoDesk(Login application) {
            Database database = Database.open("template", application, 1, TimeLimits.usual());
            try {
                Desk.addDemo(database);
            } finally {
                database.close();
            }
        }

        private static void stop(EmbeddedServer server, Path folder) {
            server.close();
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        TestPostgres clone(String database) {
            execute("CREATE DATABASE %s TEMPLATE %s OWNER %s".formatted(database, Postgres.DATABASE, Roles.OWNER));
            Login application = login(database, Roles.APPLICATION);
            // Privileges and settings of a database are not copied.
            Postgres.prepare(login(database, Roles.OWNER), application, settings);
            return new TestPostgres(
                    login(database, EmbeddedServer.SUPERUSER), database, new Postgres(null, application, settings));
        }

        /// One at a time: a template must have no other session while it is copied.
        synchronized void execute(String sql) {
            Login superuser = login("postgres", EmbeddedServer.SUPERUSER);
            Jdbi.create(superuser.jdbcUrl(), superuser.user(), superuser.password())
                    .useHandle(handle -> handle.execute(sql));
        }

        private Login login(String database, String role) {
            try {
                return server.login(database, role);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
