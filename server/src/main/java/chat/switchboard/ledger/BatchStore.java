package chat.switchboard.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// A transaction's connection, for statements about whole batches: plain JDBC with arrays, because this is the path
/// every message takes.
abstract class BatchStore {
    private final Handle handle;
    private final Connection connection;

    BatchStore(Handle handle) {
        this.handle = handle;
        this.connection = handle.getConnection();
    }

    /// A transaction of several statements from here on, if there is none yet.
    final void begin() {
        if (!handle.isInTransaction()) handle.begin();
    }

    /// What was one statement only is committed already.
    final void commit() {
        if (handle.isInTransaction()) handle.commit();
    }

    /// What is done with a connection or a statement.
    @FunctionalInterface
    interface Work<S, T> {
        T with(S subject) throws SQLException;
    }

    final <T> T prepare(String sql, Work<PreparedStatement, T> work) {
        return run(open -> {
            try (PreparedStatement statement = open.prepareStatement(sql)) {
                return work.with(statement);
            }
        });
    }

    final <T> T run(Work<Connection, T> work) {
        try {
            return work.with(connection);
        } catch (SQLException fault) {
            throw new UnableToExecuteStatementException(fault, null);
        }
    }
}
