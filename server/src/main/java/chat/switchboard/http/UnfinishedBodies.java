package chat.switchboard.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// The request bodies that have arrived in part, of all connections together. They may hold so many bytes; when there
/// is no more room, the one that has been arriving longest gives way. An honest client's body arrives within moments,
/// so it is never that one.
final class UnfinishedBodies {
    private final long most;
    /// By age.
    private final Map<ConnectionGuard, Integer> held = new LinkedHashMap<>();
    private long bytes;

    /// @param most bytes of all of them
    UnfinishedBodies(long most) {
        this.most = most;
    }

    /// Counts what one of them has grown by, and makes room for it. From any thread.
    void grew(ConnectionGuard body, int by) {
        ConnectionGuard eldest;
        synchronized (this) {
            held.merge(body, by, Integer::sum);
            bytes += by;
            eldest = bytes > most ? held.keySet().iterator().next() : null;
            if (eldest != null) bytes -= held.remove(eldest);
        }
        if (eldest != null) eldest.giveWay();
    }

    /// It has arrived, or will not.
    synchronized void ended(ConnectionGuard body) {
        Integer freed = held.remove(body);
        if (freed != null) bytes -= freed;
    }

    synchronized long bytes() {
        return bytes;
    }
}
