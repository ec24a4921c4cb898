package chat.switchboard.scheduler;

import chat.switchboard.kernel.FencingToken;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of leases. Time is the database's: nodes may disagree about theirs.
final class LeaseStore {
    private LeaseStore() {}

    /// Takes or renews the lease; empty while somebody else holds it.
    static Optional<FencingToken> take(Handle handle, String name, String holder, Duration length) {
        return handle.createQuery("""
                        INSERT INTO lease AS l (name, holder, token, expires_at)
                        VALUES (:name, :holder, 1, clock_timestamp() + make_interval(secs => :length))
                        ON CONFLICT (name) DO UPDATE SET
                            holder = excluded.holder, expires_at = excluded.expires_at,
                            token = CASE WHEN l.holder = excluded.holder THEN l.token ELSE l.token + 1 END
                        WHERE l.holder = excluded.holder OR l.expires_at < clock_timestamp()
                        RETURNING token
                        """)
                .bind("name", name)
                .bind("holder", holder)
                .bind("length", length.toMillis() / 1000.0)
                .map((row, _) -> new FencingToken(name, row.getLong("token")))
                .findOne();
    }

    /// Lets the next one begin at once.
    static void leave(Handle handle, String holder) {
        handle.execute("UPDATE lease SET expires_at = clock_timestamp() WHERE holder = ?", holder);
    }
}
