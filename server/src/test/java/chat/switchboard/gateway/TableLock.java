package chat.switchboard.gateway;

import chat.switchboard.postgres.TestPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// Keeps everybody from a table until it is released: whoever reads it waits, as with a database that is too slow.
final class TableLock implements AutoCloseable {
    private final TestPostgres database;
    private final String table;
    private final CompletableFuture<Void> held = new CompletableFuture<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final CompletableFuture<Void> over;

    TableLock(TestPostgres database, String table) {
        this.database = database;
        this.table = table;
        over = CompletableFuture.runAsync(() -> database.asSuperuser(this::hold));
        held.join();
    }

    /// How many wait for the table.
    int waiting() {
        String sql = "SELECT count(*) FROM pg_locks WHERE relation = ?::regclass AND NOT granted";
        return database.asSuperuser(
                handle -> handle.select(sql, table).mapTo(int.class).one());
    }

    void release() {
        released.complete(null);
        over.join();
    }

    @Override
    public void close() {
        release();
    }

    private Void hold(Handle handle) {
        handle.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        held.complete(null);
        return released.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
