package chat.switchboard.postgres;

import chat.switchboard.postgres.PostgresSettings.Location;
import chat.switchboard.postgres.PostgresSettings.Pools;
import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import chat.switchboard.settings.ConfigException;
import chat.switchboard.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Which PostgreSQL is used, and how.
public record DatabaseSettings(
        @Setting(
                says =
                        "A PostgreSQL of your own, 15 or newer: `postgresql://owner:password@host:5432/database`. Without it, Switchboard runs one in the data folder.",
                secret = true)
        Optional<String> databaseUrl,

        @Setting(
                says = "The role that serves requests in your own PostgreSQL. It must own nothing.",
                fallback = "switchboard_app")
        String databaseAppUser,

        @Setting(says = "That role's password. Without it, the owner creates the role.", secret = true)
        Optional<String> databaseAppPassword,

        @Setting(
                says =
                        "Folder into which PostgreSQL's programs are unpacked, where they may be run. Without it, `postgres/binaries` in the data folder.")
        Optional<Path> postgresPrograms,

        @Setting(says = "Database connections that answer requests.", fallback = "8", most = 100)
        int requestConnections,

        @Setting(says = "Database connections for log-ins, new customers and health alone.", fallback = "2", most = 100)
        int signInConnections,

        @Setting(says = "Database connections for periodic work.", fallback = "4", most = 100)
        int jobConnections,

        @Setting(says = "Longest wait for a free database connection; then `unavailable`.", fallback = "3s")
        Duration checkoutTimeout,

        @Setting(says = "Longest wait for a new database connection.", fallback = "5s")
        Duration databaseConnectTimeout,

        @Setting(says = "Longest time for one SQL statement.", fallback = "10s")
        Duration statementTimeout,

        @Setting(says = "Longest wait for a lock in the database.", fallback = "5s")
        Duration lockTimeout,

        @Setting(
                says = "Longest silence of the database; must be longer than `SWITCHBOARD_STATEMENT_TIMEOUT`.",
                fallback = "20s")
        Duration databaseSocketTimeout) {

    public DatabaseSettings {
        if (databaseSocketTimeout.compareTo(statementTimeout) <= 0)
            throw new ConfigException(
                    "SWITCHBOARD_DATABASE_SOCKET_TIMEOUT must be longer than SWITCHBOARD_STATEMENT_TIMEOUT.");
    }

    /// @param data the folder for everything that must survive
    public PostgresSettings in(Path data, int ledgerConnections) {
        Path folder = data.resolve("postgres");
        Location location = databaseUrl
                .map(String::strip)
                .<Location>map(
                        url -> new Location.External(url, databaseAppUser, databaseAppPassword.orElse(null), folder))
                .orElseGet(() ->
                        new Location.Embedded(folder, postgresPrograms.orElseGet(() -> folder.resolve("binaries"))));
        return new PostgresSettings(
                location,
                new Pools(ledgerConnections, requestConnections, signInConnections, jobConnections),
                new TimeLimits(
                        checkoutTimeout, databaseConnectTimeout, statementTimeout, lockTimeout, databaseSocketTimeout));
    }
}
