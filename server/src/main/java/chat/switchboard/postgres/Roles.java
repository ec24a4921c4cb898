package chat.switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two roles: the owner has the tables and changes the schema, the application may only what it was granted.
final class Roles {
    static final String OWNER = "switchboard_owner";
    static final String APPLICATION = "switchboard_app";

    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);

    private Roles() {}

    static boolean exists(Connection connection, String role) throws SQLException {
        return answersYes(connection, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)", role);
    }

    /// Creates the role, or gives the one that is there this password.
    static void ensure(Connection connection, String role, String password) throws SQLException {
        String verb = exists(connection, role) ? "ALTER" : "CREATE";
        execute(
                connection,
                String.format(
                        Locale.ROOT, "%s ROLE %s LOGIN NOINHERIT PASSWORD %s", verb, name(role), literal(password)));
    }

    static void ensureDatabase(Connection connection, String database, String owner) throws SQLException {
        if (answersYes(connection, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = ?)", database)) return;
        execute(connection, String.format(Locale.ROOT, "CREATE DATABASE %s OWNER %s", name(database), name(owner)));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Refuses a role for which row-level security would be no wall.
    static void refuseUnlessBound(Connection application) throws SQLException {
        boolean free = answersYes(application, """
                SELECT EXISTS (SELECT FROM pg_roles
                                WHERE rolname = current_user AND rolname = ? AND (rolsuper OR rolbypassrls))
                    OR EXISTS (SELECT FROM pg_class
                                WHERE relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'USAGE'))""", application.getMetaData().getUserName());
        if (free) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "The application role %s is a superuser, may bypass row-level security or owns tables. Give one that may not: SWITCHBOARD_DATABASE_APP_USER.",
                    application.getMetaData().getUserName()));
        }
    }

    /// Takes from the application what would let it put a table of its own before one of ours: temporary tables, and
    /// tables in our schema. Also fixes where sessions of other programs look names up. Where the owner may not do
    /// that, the log says what the database's administrator should run.
    static void fence(Connection owner, String application) throws SQLException {
        if (!mayShadow(owner, application)) return;
        String database = name(owner.getCatalog());
        List<String> commands = List.of(
                "REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC",
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "ALTER DATABASE " + database + " SET search_path = public, pg_temp");
        for (String command : commands) attempt(owner, command);
        if (mayShadow(owner, application))
            LOG.warn(
                    "The role {} can hide tables behind its own; let an administrator of the database run: {}",
                    application,
                    String.join("; ", commands));
    }

    private static boolean mayShadow(Connection owner, String application) throws SQLException {
        return answersYes(owner, """
                SELECT has_database_privilege(role, current_database(), 'TEMPORARY')
                    OR has_schema_privilege(role, 'public', 'CREATE')
                  FROM (VALUES (CAST(? AS name))) AS application (role)""", application);
    }

    /// Refused where the owner of the tables does not own the database, or where another node does the same now.
    private static void attempt(Connection connection, String sql) {
        try {
            execute(connection, sql);
        } catch (SQLException e) {
            LOG.debug("{} was refused with SQL state {}", sql, e.getSQLState());
        }
    }

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean answersYes(Connection connection, String question, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, value);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
