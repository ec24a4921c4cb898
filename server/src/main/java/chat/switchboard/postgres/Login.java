package chat.switchboard.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// One role on one database: all that is needed to connect.
record Login(String jdbcUrl, String user, String password) {

    Connection connect(PostgresSettings.TimeLimits limits) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, properties("switchboard-start", limits));
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
        return "-c search_path=public,pg_temp -c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
                .formatted(
                        limits.statement().toMillis(),
                        limits.lock().toMillis(),
                        limits.socket().multipliedBy(2).toMillis());
    }

    private static String seconds(java.time.Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }

    @Override
    public String toString() {
        return user + "@" + jdbcUrl;
    }
}
