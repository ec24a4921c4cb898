package chat.switchboard.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/// The PostgreSQL in a folder that the product's launcher made and started.
record Cluster(Path folder) {
    static final String MAJOR_VERSION = "18";
    static final String SUPERUSER = "postgres";
    static final String OWNER = "switchboard_owner";

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    long pid() {
        return Long.parseLong(postmaster(PID_LINE));
    }

    /// `postgresql://…`, as node-postgres wants it.
    String url(String database, String role) {
        return String.format(
                Locale.ROOT,
                "postgresql://%s:%s@127.0.0.1:%s/%s",
                role,
                password(role),
                postmaster(PORT_LINE),
                database);
    }

    /// As superuser: past row-level security.
    Connection connect(String database) throws SQLException {
        String url = String.format(Locale.ROOT, "jdbc:postgresql://127.0.0.1:%s/%s", postmaster(PORT_LINE), database);
        return DriverManager.getConnection(url, SUPERUSER, password(SUPERUSER));
    }

    private String postmaster(int line) {
        try {
            List<String> lines =
                    Files.readAllLines(folder.resolve(MAJOR_VERSION).resolve("postmaster.pid"));
            return lines.get(line).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not run", e);
        }
    }

    private String password(String role) {
        try (Reader reader = Files.newBufferedReader(folder.resolve("passwords.properties"))) {
            var passwords = new Properties();
            passwords.load(reader);
            return passwords.getProperty(role);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
