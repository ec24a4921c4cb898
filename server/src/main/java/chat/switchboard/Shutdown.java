package chat.switchboard;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be closed when the process is told to stop, the last opened first.
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Shutdown() {}

    /// Runs on SIGTERM, on Ctrl-C, and when the start fails.
    static Shutdown atExit() {
        var shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::run, "stop"));
        return shutdown;
    }

    synchronized <T extends AutoCloseable> T closes(T part) {
        open.push(part);
        return part;
    }

    private synchronized void run() {
        while (!open.isEmpty()) close(open.pop());
    }

    /// One part that cannot be closed must not keep the others open.
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.error("{} could not be stopped cleanly", part.getClass().getSimpleName(), e);
        }
    }
}
