package chat.switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Two roles: the owner has the tables and changes the schema, the application may only what it was granted.
final class Roles {
    static final String OWNER = "switchboard_owner";
    static final String APPLICATION = "switchboard_app";

    private Roles() {}

    static boolean exists(Connection connection, String role) throws SQLException {
        return answersYes(connection, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ?)", role);
    }

    /// Creates the role, or gives the one that is there this password.
    static void ensure(Connection connection, String role, String password) throws SQLException {
        String verb = exists(connection, role) ? "ALTER" : "CREATE";
        execute(connection, "%s ROLE %s LOGIN NOINHERIT PASSWORD %s".formatted(verb, name(role), literal(password)));
    }

    static void ensureDatabase(Connection connection, String database, String owner) throws SQLException {
        if (answersYes(connection, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = ?)", database)) return;
        execute(connection, "CREATE DATABASE %s OWNER %s".formatted(name(database), name(owner)));
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
            throw new PostgresStartException(
                    "The application role %s is a superuser, may bypass row-level security or owns tables. Give one that may not: SWITCHBOARD_DATABASE_APP_USER."
                            .formatted(application.getMetaData().getUserName()));
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
