package chat.switchboard.postgres;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/// Brings the schema to the newest version; forward only. Runs as the owner of the tables.
final class Migrations {
    private static final String FOLDER = "db/migration";
    private static final Pattern FILE = Pattern.compile("V(\\d+)__\\w+\\.sql");
    private static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    /// Flyway takes about a second even when there is nothing to do, so it is not even loaded then.
    static void run(Login owner, String applicationRole, Connection connection) throws SQLException, IOException {
        TreeSet<Integer> missing = available();
        int newest = missing.last();
        TreeSet<Integer> applied = applied(connection);
        refuseNewer(applied, newest);
        missing.removeAll(applied);
        if (!missing.isEmpty()) {
            migrate(owner, applicationRole);
        }
    }

    /// Tables that were restored into another database begin a new epoch.
    static void recognizeRestore(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT ledger_recognize_restore()");
        }
    }

    /// The numbers of the migrations in this build.
    static TreeSet<Integer> available() throws IOException {
        return fileNames()
                .map(FILE::matcher)
                .filter(Matcher::matches)
                .map(match -> Integer.valueOf(match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<Integer> applied(Connection connection) throws SQLException {
        var versions = new TreeSet<Integer>();
        try (Statement statement = connection.createStatement()) {
            if (!historyExists(statement)) return versions;
            ResultSet rows = statement.executeQuery(String.format(
                    Locale.ROOT, "SELECT version::int FROM %s WHERE success AND version IS NOT NULL", HISTORY));
            while (rows.next()) {
                versions.add(rows.getInt(1));
            }
        }
        return versions;
    }

    private static boolean historyExists(Statement statement) throws SQLException {
        ResultSet answer = statement.executeQuery(
                String.format(Locale.ROOT, "SELECT to_regclass('public.%s') IS NOT NULL", HISTORY));
        return answer.next() && answer.getBoolean(1);
    }

    private static void refuseNewer(TreeSet<Integer> applied, int newest) {
        if (!applied.isEmpty() && applied.last() > newest) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "The database was used by a newer Switchboard (schema %d); this one knows schema %d. Start the newer one, or restore the backup made before the upgrade.",
                    applied.last(),
                    newest));
        }
    }

    private static void migrate(Login owner, String applicationRole) {
        Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .locations("classpath:" + FOLDER)
                .table(HISTORY)
                // The owner, too, sees only the rows of its actor.
                .jdbcProperties(Map.of("options", "-c switchboard.actor_type=system"))
                .placeholders(Map.of("appRole", Roles.name(applicationRole)))
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }

    static Stream<String> fileNames() throws IOException {
        URL folder = Migrations.class.getResource("/" + FOLDER);
        if (folder.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> Path.of(entry.getName()))
                    .filter(path -> path.startsWith(FOLDER))
                    .map(path -> path.getFileName().toString());
        }
        try (Stream<Path> files = Files.list(Path.of(uri(folder)))) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
