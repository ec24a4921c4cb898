package chat.switchboard.http.operations;

import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this process can do its work now, and if not, why not.
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    /// Where messages are kept, if that is here.
    ///
    /// @param leastFree bytes; with fewer the server is not ready
    public record Disk(Path folder, long leastFree) {}

    public enum State {
        READY,
        STOPPING,
        DATABASE_UNAVAILABLE,
        LEDGER_FAILING,
        DISK_FULL
    }

    private final Database database;
    private final BooleanSupplier ledgerCommits;
    private final Optional<Disk> disk;
    private volatile boolean stopping;
    private State last = State.READY;

    /// @param database a pool that requests cannot use up
    /// @param ledgerCommits whether the last commit of the ledger is known to have succeeded
    public Readiness(Database database, BooleanSupplier ledgerCommits, Optional<Disk> disk) {
        this.database = database;
        this.ledgerCommits = ledgerCommits;
        this.disk = disk;
    }

    void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /// Blocks on the database. Logs a change, not each look.
    synchronized State look() {
        State now = state();
        if (now != last) LOG.warn("Readiness changed: {}", now);
        last = now;
        return now;
    }

    private State state() {
        if (disk.isPresent() && isFull(disk.get())) return State.DISK_FULL;
        if (!databaseAnswers()) return State.DATABASE_UNAVAILABLE;
        return ledgerCommits.getAsBoolean() ? State.READY : State.LEDGER_FAILING;
    }

    private static boolean isFull(Disk disk) {
        try {
            return Files.getFileStore(disk.folder()).getUsableSpace() < disk.leastFree();
        } catch (IOException e) {
            LOG.warn("The free space of {} cannot be read: {}", disk.folder(), LogText.line(e));
            return true;
        }
    }

    private boolean databaseAnswers() {
        try {
            database.ping();
            return true;
        } catch (RuntimeException e) {
            LOG.debug("The database does not answer", e);
            return false;
        }
    }
}
