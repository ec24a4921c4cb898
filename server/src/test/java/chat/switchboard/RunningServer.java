package chat.switchboard;

import chat.switchboard.identity.Account;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.TestPostgres;
import chat.switchboard.settings.SettingsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The whole server in this process, on a free port, on a database of its own: put together as [Main] does it.
///
/// ```java
/// static final RunningServer server = RunningServer.start();
/// @AfterAll static void stop() { server.close(); }
/// ```
/// Settings are those of production, except that passwords are cheap to check, nobody is too quick, and only
/// people answer.
public final class RunningServer implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery staple";
    public static final UUID CUSTOMER_CARE = UUID.fromString("0198c0de-0001-7000-8000-000000000001");

    private static final String PLENTY = "100000";
    private static final Map<String, String> FOR_TESTS = Map.ofEntries(
            Map.entry("SWITCHBOARD_HOST", "127.0.0.1"),
            Map.entry("SWITCHBOARD_BOT", "false"),
            Map.entry("SWITCHBOARD_OFFLINE_REPLIES", "false"),
            Map.entry("SWITCHBOARD_PORT", "0"),
            Map.entry("SWITCHBOARD_ADMIN_PASSWORD", PASSWORD),
            Map.entry("SWITCHBOARD_PASSWORD_HASH_MEMORY", "8MB"),
            Map.entry("SWITCHBOARD_PASSWORD_HASH_ITERATIONS", "1"),
            Map.entry("SWITCHBOARD_LOG_INS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_NEW_CUSTOMERS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKETS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_INPUT_PER_ADDRESS", "1000MB"),
            Map.entry("SWITCHBOARD_CONNECTIONS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_REQUESTS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_READS_PER_PERSON", PLENTY),
            Map.entry("SWITCHBOARD_WRITES_PER_PERSON", PLENTY),
            Map.entry("SWITCHBOARD_LONG_POLLS_PER_PERSON", PLENTY),
            Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS", PLENTY),
            Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER_MINUTE", PLENTY),
            Map.entry("SWITCHBOARD_AGENT_MESSAGES_PER_MINUTE", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_READS_PER10_SECONDS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_CHANGES_PER10_SECONDS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_TYPING_PER10_SECONDS", PLENTY));

    private final TestPostgres postgres;
    private final boolean ownsPostgres;
    private final Path data = temporaryFolder();
    private final Switchboard switchboard;

    private RunningServer(Map<String, String> settings, Path home, Clock clock) {
        this(settings, home, clock, null);
    }

    /// @param shared the database of another node; null for one of its own
    private RunningServer(Map<String, String> settings, Path home, Clock clock, TestPostgres shared) {
        ownsPostgres = shared == null;
        postgres = ownsPostgres ? TestPostgres.fresh() : shared;
        Map<String, String> environment = new HashMap<>(FOR_TESTS);
        environment.putAll(settings);
        environment.put("SWITCHBOARD_DATA", data.toString());
        SettingsSource<Config> source = Config.source(environment);
        Config config = source.operators();
        switchboard = new Switchboard(source, home, Foundation.load(), postgres.postgres(), clock);
        FirstStart.admin(switchboard.identity(), config);
        try {
            switchboard.listen();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public static RunningServer start() {
        return start(Map.of());
    }

    /// @param settings by the names of their environment variables
    public static RunningServer start(Map<String, String> settings) {
        return start(settings, Clock.systemUTC());
    }

    public static RunningServer start(Map<String, String> settings, Clock clock) {
        return new RunningServer(settings, Path.of("no-pages"), clock);
    }

    /// With pages.
    ///
    /// @param home holds `web/widget/dist` and `web/dashboard/dist`
    public static RunningServer start(Map<String, String> settings, Path home) {
        return new RunningServer(settings, home, Clock.systemUTC());
    }

    /// Another node on the same database, which the other one must outlive. Both need the same `SWITCHBOARD_SECRET`.
    public static RunningServer beside(RunningServer other, Map<String, String> settings) {
        return new RunningServer(settings, Path.of("no-pages"), Clock.systemUTC(), other.postgres);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public int port() {
        return switchboard.port();
    }

    /// The port of health and metrics, where a setting gives them one.
    public int managementPort() {
        return switchboard.managementPort();
    }

    /// Of plain HTTP that leads to https, where it was asked for.
    public int redirectPort() {
        return switchboard.redirectPort();
    }

    public Identity identity() {
        return switchboard.identity();
    }

    public TestPostgres postgres() {
        return postgres;
    }

    /// Somebody who can log in with [#PASSWORD].
    public Account account(String email, String name, Account.Role role) {
        Set<UUID> departments = role == Account.Role.AGENT ? Set.of(CUSTOMER_CARE) : Set.of();
        return switch (identity().createAccount(new Account.New(email, name, role, departments, PASSWORD))) {
            case Outcome.Done<Account>(Account account) -> account;
            case Outcome.Refused<Account> refused -> throw new IllegalStateException(refused.toString());
        };
    }

    @Override
    public void close() {
        switchboard.close();
        if (ownsPostgres) postgres.close();
        deleteData();
    }

    private void deleteData() {
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("switchboard-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
