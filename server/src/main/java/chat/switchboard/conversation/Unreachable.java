package chat.switchboard.conversation;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/// Tells a database that cannot answer now from a command it will never accept.
final class Unreachable {
    /// SQLSTATE classes: connection failed, out of resources (disk full, too many connections), operator
    /// intervention (shutting down, starting up, statement cancelled).
    private static final Set<String> CLASSES = Set.of("08", "53", "57");

    private Unreachable() {}

    static boolean isCauseOf(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) return true;
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && CLASSES.contains(sql.getSQLState().substring(0, 2))) return true;
        }
        return false;
    }
}
