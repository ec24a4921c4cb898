package chat.switchboard.postgres;

import chat.switchboard.postgres.PostgresSettings.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.flywaydb.core.api.FlywayException;

/// The database of this process, migrated and ready: a pool for each kind of work, so none can starve another.
public final class Postgres implements AutoCloseable {
    static final String DATABASE = "switchboard";
    private static final int OLDEST_VERSION = 15;

    private final EmbeddedServer server;
    private final Database ledger;
    private final Database requests;
    private final Database signIns;
    private final Database jobs;

    Postgres(EmbeddedServer server, Login application, PostgresSettings settings) {
        this.server = server;
        this.ledger = Database.openForLedger(application, settings.pools().ledger(), settings.limits());
        this.requests = Database.open("requests", application, settings.pools().requests(), settings.limits());
        this.signIns = Database.open("sign-ins", application, settings.pools().signIns(), settings.limits());
        this.jobs = Database.open("jobs", application, settings.pools().jobs(), settings.limits());
    }

    /// Starts or finds the server, creates the roles, migrates, opens the pools. Blocks until all is ready.
    ///
    /// @throws PostgresStartException with a message for the operator when that cannot be
    public static Postgres start(PostgresSettings settings) {
        return switch (settings.location()) {
            case Location.Embedded own -> startOwn(own, settings);
            case Location.External theirs -> useTheirs(theirs, settings);
        };
    }

    /// For a program beside the server: uses the database where one runs already, and starts it like [#start] where
    /// none does. Makes no new one.
    ///
    /// @throws PostgresStartException with a message for the operator when that cannot be
    public static Postgres attach(PostgresSettings settings) {
        if (!(settings.location() instanceof Location.Embedded own)) return start(settings);
        var cluster = new RunningCluster(own.folder());
        if (!cluster.exists())
            throw new PostgresStartException(
                    "There is no database in " + own.folder() + ". Name the folder that the server uses with --data.");
        return cluster.login(settings.limits())
                .map(login -> new Postgres(null, login, settings))
                .orElseGet(() -> start(settings));
    }

    /// For the ledger's writer loops only.
    public Database ledger() {
        return ledger;
    }

    /// For what somebody waits for: reads and changes of configuration.
    public Database requests() {
        return requests;
    }

    /// For log-ins, new customers and health: what must work while requests wait for each other.
    public Database signIns() {
        return signIns;
    }

    /// For sweepers and clean-up, which may wait for each other.
    public Database jobs() {
        return jobs;
    }

    /// Closes the pools, then stops a server of our own and waits for it.
    @Override
    public void close() {
        ledger.close();
        requests.close();
        signIns.close();
        jobs.close();
        if (server != null) {
            server.close();
        }
    }

    private static Postgres startOwn(Location.Embedded location, PostgresSettings settings) {
        EmbeddedServer server = EmbeddedServer.start(location);
        try {
            createOnce(server, settings);
            Login application = server.login(DATABASE, Roles.APPLICATION);
            prepare(server.login(DATABASE, Roles.OWNER), application, settings);
            return new Postgres(server, application, settings);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e instanceof RuntimeException runtime ? runtime : new UncheckedIOException((IOException) e);
        }
    }

    /// The marker saves every later start a connection as superuser. Without their passwords the roles get new ones.
    static void createOnce(EmbeddedServer server, PostgresSettings settings) throws IOException {
        Path marker = server.data().resolve("switchboard-roles-exist");
        if (Files.exists(marker) && server.knowsPasswords(Roles.OWNER, Roles.APPLICATION)) return;
        Login superuser = server.login("postgres", EmbeddedServer.SUPERUSER);
        try (Connection connection = superuser.connect(settings.limits())) {
            Roles.ensure(
                    connection, Roles.OWNER, server.login(DATABASE, Roles.OWNER).password());
            Roles.ensure(
                    connection,
                    Roles.APPLICATION,
                    server.login(DATABASE, Roles.APPLICATION).password());
            Roles.ensureDatabase(connection, DATABASE, Roles.OWNER);
        } catch (SQLException e) {
            throw new PostgresStartException("The roles could not be created: " + e.getMessage(), e);
        }
        if (!Files.exists(marker)) Files.createFile(marker);
    }

    private static Postgres useTheirs(Location.External location, PostgresSettings settings) {
        ServerUrl url = ServerUrl.parse(location.url());
        Login owner = new Login(url.jdbcUrl(), url.user(), url.password(), "SWITCHBOARD_DATABASE_URL");
        Login application = applicationLogin(location, owner, settings);
        prepare(owner, application, settings);
        return new Postgres(null, application, settings);
    }

    private static Login applicationLogin(Location.External location, Login owner, PostgresSettings settings) {
        String role = location.applicationRole() == null ? Roles.APPLICATION : location.applicationRole();
        if (location.applicationPassword() != null) {
            return new Login(
                    owner.jdbcUrl(), role, location.applicationPassword(), "SWITCHBOARD_DATABASE_APP_PASSWORD");
        }
        try (Connection connection = owner.connect(settings.limits())) {
            Passwords passwords = Passwords.in(Folders.createPrivate(location.folder()));
            String password = createdRole(connection, role, passwords);
            return new Login(owner.jdbcUrl(), role, password, passwords.file().toString());
        } catch (SQLException e) {
            throw new PostgresStartException(
                    String.format(
                            Locale.ROOT,
                            "Role %s cannot create role %s (%s); create it yourself and set SWITCHBOARD_DATABASE_APP_USER and SWITCHBOARD_DATABASE_APP_PASSWORD.",
                            owner.user(),
                            role,
                            Login.firstLine(e)),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Never changes the password of a role somebody else made: another node may use it.
    private static String createdRole(Connection connection, String role, Passwords passwords)
            throws SQLException, IOException {
        if (!passwords.knows(role) && Roles.exists(connection, role)) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "The role %s exists but its password is not known here. Set SWITCHBOARD_DATABASE_APP_PASSWORD.",
                    role));
        }
        String password = passwords.of(role);
        if (!Roles.exists(connection, role)) {
            Roles.ensure(connection, role, password);
        }
        return password;
    }

    static void prepare(Login owner, Login application, PostgresSettings settings) {
        try (Connection connection = owner.connect(settings.limits())) {
            refuseUnfit(owner, connection);
            Migrations.run(owner, application.user(), connection);
            Roles.fence(connection, application.user());
            Migrations.recognizeRestore(connection);
        } catch (SQLException | FlywayException e) {
            throw new PostgresStartException(
                    String.format(
                            Locale.ROOT,
                            "The database %s could not be brought to this version: %s.",
                            owner.server(),
                            Login.firstLine(causeIn(e))),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Connection connection = application.connect(settings.limits())) {
            Roles.refuseUnlessBound(connection);
        } catch (SQLException e) {
            throw new PostgresStartException(
                    String.format(
                            Locale.ROOT,
                            "The database %s cannot be used: %s.",
                            application.server(),
                            Login.firstLine(e)),
                    e);
        }
    }

    /// What could only fail later, one request at a time.
    private static void refuseUnfit(Login owner, Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "PostgreSQL at %s is version %d; Switchboard needs %d or newer.",
                    owner.server(),
                    version,
                    OLDEST_VERSION));
        }
        try (Statement statement = connection.createStatement();
                ResultSet answer =
                        statement.executeQuery("SELECT current_setting('server_encoding'), pg_is_in_recovery()")) {
            answer.next();
            if (!answer.getString(1).equals("UTF8")) {
                throw new PostgresStartException(String.format(
                        Locale.ROOT,
                        "The database %s is encoded in %s; create one with: createdb --template=template0 --encoding=UTF8 --owner=%s",
                        owner.server(),
                        answer.getString(1),
                        owner.user()));
            }
            if (answer.getBoolean(2)) {
                throw new PostgresStartException(String.format(
                        Locale.ROOT,
                        "PostgreSQL at %s is a standby; name the primary in SWITCHBOARD_DATABASE_URL.",
                        owner.server()));
            }
        }
    }

    /// Flyway says what the database said only after much of its own.
    private static Exception causeIn(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) return sql;
        }
        return fault;
    }
}
