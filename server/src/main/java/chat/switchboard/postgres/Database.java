package chat.switchboard.postgres;

import chat.switchboard.kernel.Actor;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// A pool of connections, and the only way to them: a transaction that states its actor.
public final class Database {
    /// `true`: the settings end with the transaction, so the next user of the connection does not inherit them.
    private static final String STATE_ACTOR = """
            SELECT set_config('switchboard.actor_type', ?, true),
                   set_config('switchboard.actor_id', ?, true),
                   set_config('switchboard.department_ids', ?, true),
                   set_config('switchboard.conversation_id', ?, true)""";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Actor standing;

    /// @param standing the only actor there is on these connections, stated when each was opened; or null
    private Database(HikariDataSource pool, Actor standing) {
        this.pool = pool;
        this.standing = standing;
        this.jdbi = Jdbi.create(pool);
        // By itself the message of a failed statement shows what was bound to it.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    static Database open(String name, Login login, int size, PostgresSettings.TimeLimits limits) {
        return new Database(new HikariDataSource(config(name, login, size, limits)), null);
    }

    /// For the ledger's writers. They always act for the server, so their connections say so once instead of in every
    /// transaction.
    ///
    /// And they name every row by its key, never read a whole table. Row-level security makes the planner take a
    /// table that grew quickly for almost empty: it would then read all of it once for each row of a batch.
    static Database openForLedger(Login login, int size, PostgresSettings.TimeLimits limits) {
        HikariConfig config = config("ledger", login, size, limits);
        config.addDataSourceProperty("binaryTransferEnable", "UUID_ARRAY");
        config.setConnectionInitSql("""
                SELECT set_config('switchboard.actor_type', 'system', false), set_config('enable_seqscan', 'off', false);
                SELECT set_config('switchboard.xid_offset', xid_offset::text, false) FROM ledger_epoch""");
        return new Database(new HikariDataSource(config), Actor.SYSTEM);
    }

    private static HikariConfig config(String name, Login login, int size, PostgresSettings.TimeLimits limits) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(login.jdbcUrl());
        config.setDataSourceProperties(login.properties("switchboard-" + name, limits));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(limits.checkout().toMillis());
        config.setValidationTimeout(Math.min(1000, limits.checkout().toMillis()));
        // Whether the server answers was found out by the migrations; a pool never fails a start.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /// Begins, states the actor to the row-level security policies, works, commits; any exception rolls back.
    ///
    /// Blocks: never call it on an event loop. Stating the actor costs one round trip, which also carries BEGIN.
    ///
    /// @throws DatabaseUnavailable when there is no connection in time or the server stops answering
    public <T> T transaction(Actor actor, Function<Handle, T> work) {
        return transaction(actor, null, work);
    }

    /// The same for work about one conversation: whether the actor may see it is asked once, not for each row.
    public <T> T transaction(Actor actor, UUID conversationId, Function<Handle, T> work) {
        if (standing != null && actor != standing)
            throw new IllegalArgumentException("Not on these connections: " + actor);
        // open(), not withHandle(): that one hands a nested caller the outer handle, and with it the outer actor.
        try (Handle handle = jdbi.open()) {
            return handle.inTransaction(begun -> {
                if (standing == null) state(actor, conversationId, begun);
                return work.apply(begun);
            });
        } catch (JdbiException e) {
            throw unavailableOr(e);
        }
    }

    /// Work that begins and commits by itself: for a single statement, which is a transaction of its own, and for what
    /// knows only on the way whether it needs more than one. A fault rolls back what it left open.
    ///
    /// @throws DatabaseUnavailable as for a transaction
    public <T> T connection(Actor actor, Function<Handle, T> work) {
        if (standing == null || actor != standing)
            throw new IllegalArgumentException("Not on these connections: " + actor);
        try (Handle handle = jdbi.open()) {
            try {
                return work.apply(handle);
            } catch (RuntimeException | Error fault) {
                rollBack(handle, fault);
                throw fault;
            }
        } catch (JdbiException e) {
            throw unavailableOr(e);
        }
    }

    /// On a broken connection this fails too; what broke it is what counts.
    private static void rollBack(Handle handle, Throwable fault) {
        try {
            if (handle.isInTransaction()) handle.rollback();
        } catch (JdbiException broken) {
            fault.addSuppressed(broken);
        }
    }

    /// One round trip in a transaction of its own.
    ///
    /// @throws DatabaseUnavailable when the database does not answer
    public void ping() {
        transaction(
                Actor.SYSTEM,
                handle -> handle.createQuery("SELECT true").mapTo(boolean.class).one());
    }

    /// Connections now in use, for metrics and for tests that look for leaks.
    public int connectionsInUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /// Past the actor: only this package's tests look for what a transaction leaves behind.
    Jdbi jdbi() {
        return jdbi;
    }

    void close() {
        pool.close();
    }

    private static void state(Actor actor, UUID conversationId, Handle handle) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(STATE_ACTOR)) {
            statement.setString(1, actor.type());
            statement.setString(2, idOf(actor));
            statement.setString(3, departmentsOf(actor));
            statement.setString(4, conversationId == null ? "" : conversationId.toString());
            statement.execute();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private static String idOf(Actor actor) {
        return switch (actor) {
            case Actor.Requester writer -> writer.id().toString();
            case Actor.Staff staff -> staff.id().toString();
            case Actor.Bot _, Actor.System _ -> "";
        };
    }

    private static String departmentsOf(Actor actor) {
        return switch (actor) {
            case Actor.Agent agent ->
                agent.departmentIds().stream().map(UUID::toString).collect(Collectors.joining(","));
            case Actor.Admin _, Actor.Customer _, Actor.Partner _, Actor.Bot _, Actor.System _ -> "";
        };
    }

    private RuntimeException unavailableOr(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (pool.isClosed() || passes(sql))) {
                return new DatabaseUnavailable("The database is not available: " + sql.getMessage(), contended(sql), e);
            }
        }
        return e;
    }

    /// Faults of the moment, by the classes of PostgreSQL's appendix A.
    private static boolean passes(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLTransientException // no connection free in time
                || state.startsWith("08") // connection lost
                || state.startsWith("53") // out of connections, memory or disk
                || state.startsWith("57") // stopping, starting, statement time-out
                || state.equals("25P03") // idle too long in a transaction
                || contended(e);
    }

    private static boolean contended(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("40") // deadlock, serialization
                || state.equals("55P03"); // lock time-out
    }
}
