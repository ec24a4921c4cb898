package chat.switchboard.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/// One role on one database: all that is needed to connect.
///
/// @param source where the operator finds the password, for messages
record Login(String jdbcUrl, String user, String password, String source) {

    /// For the start.
    ///
    /// @throws PostgresStartException that says what to change when this role cannot connect
    Connection connect(PostgresSettings.TimeLimits limits) {
        try {
            return DriverManager.getConnection(jdbcUrl, properties("switchboard-start", limits));
        } catch (SQLException e) {
            throw new PostgresStartException(complaint(e), e);
        }
    }

    /// By SQLSTATE, as the server's words may be in its operator's language.
    private String complaint(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals("28P01"))
            return String.format(
                    Locale.ROOT,
                    "PostgreSQL at %s refuses the password of role %s; correct it in %s.",
                    server(),
                    user,
                    source);
        if (state.equals("28000"))
            return String.format(
                    Locale.ROOT,
                    "PostgreSQL at %s does not let role %s in (%s); create the role or allow it in pg_hba.conf.",
                    server(),
                    user,
                    firstLine(e));
        if (state.equals("3D000"))
            return String.format(
                    Locale.ROOT,
                    "There is no database %s; run: createdb --owner=%s, or correct SWITCHBOARD_DATABASE_URL.",
                    server(),
                    user);
        if (state.startsWith("08"))
            return String.format(
                    Locale.ROOT,
                    "PostgreSQL cannot be reached at %s (%s); start it, or correct SWITCHBOARD_DATABASE_URL.",
                    server(),
                    firstLine(e));
        return String.format(
                Locale.ROOT, "PostgreSQL at %s cannot be used by role %s: %s.", server(), user, firstLine(e));
    }

    /// What a server or driver said, as part of a sentence.
    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("[.\\s]+$", "");
    }

    /// Host, port and database, without parameters, which may hold secrets.
    String server() {
        return jdbcUrl.replace("jdbc:postgresql://", "").replaceFirst("\\?.*", "");
    }

    /// pgjdbc by itself waits for ever, for a connection as for an answer.
    Properties properties(String applicationName, PostgresSettings.TimeLimits limits) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("connectTimeout", seconds(limits.connect()));
        properties.setProperty("loginTimeout", seconds(limits.connect().multipliedBy(2)));
        properties.setProperty("socketTimeout", seconds(limits.socket()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("assumeMinServerVersion", "15");
        // The details of an error are values of a row.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("options", serverLimits(limits));
        return properties;
    }

    /// In the connection's first packet, so they cost no round trip and are the same for every user of a pool.
    ///
    /// The search path ends with temporary tables, which PostgreSQL would search first: none can stand in for ours.
    private static String serverLimits(PostgresSettings.TimeLimits limits) {
        return String.format(
                Locale.ROOT,
                "-c search_path=public,pg_temp -c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d",
                limits.statement().toMillis(),
                limits.lock().toMillis(),
                limits.socket().multipliedBy(2).toMillis());
    }

    private static String seconds(java.time.Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }

    @Override
    public String toString() {
        return user + "@" + server();
    }
}
