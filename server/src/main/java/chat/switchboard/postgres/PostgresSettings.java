package chat.switchboard.postgres;

import java.nio.file.Path;
import java.time.Duration;

/// Where the database is, how many connections are held to it, and how long anything there may take.
public record PostgresSettings(Location location, Pools pools, TimeLimits limits) {

    public sealed interface Location {
        /// A server of our own.
        ///
        /// @param folder holds the cluster, its passwords and logs; one running server at a time
        /// @param binaries where the server's programs are unpacked, once for each version
        record Embedded(Path folder, Path binaries) implements Location {}

        /// A server the operator runs, PostgreSQL 15 or newer.
        ///
        /// @param url `postgresql://owner:password@host:port/database?parameter=value`
        /// @param applicationRole the role that serves requests; null means `switchboard_app`
        /// @param applicationPassword null when the owner shall create the role by itself
        /// @param folder keeps the password of a role created so
        record External(String url, String applicationRole, String applicationPassword, Path folder)
                implements Location {}
    }

    /// The most connections of each pool. Small on purpose: a busy core is kept busy by one or two.
    public record Pools(int ledger, int requests, int signIns, int jobs) {}

    /// @param checkout for a free connection of the pool, then [DatabaseUnavailable]
    /// @param connect for a new connection
    /// @param statement for one statement, enforced by the server
    /// @param lock for one lock, enforced by the server
    /// @param socket for any answer at all; must be longer than `statement`
    public record TimeLimits(Duration checkout, Duration connect, Duration statement, Duration lock, Duration socket) {

        public static TimeLimits usual() {
            return new TimeLimits(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(20));
        }
    }
}
