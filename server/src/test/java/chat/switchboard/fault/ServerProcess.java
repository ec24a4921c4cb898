package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.Main;
import chat.switchboard.Program;
import chat.switchboard.RunningServer;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.postgres.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The real server as a process of its own, with a data folder and a port that it keeps over restarts.
///
/// Settings are those of production, except that the limits on how much one address or person may do are out of
/// the way, and heartbeats are quick. It ends with this JVM, however that ends in an orderly way.
final class ServerProcess implements AutoCloseable {
    /// Below the kernel's range for outgoing connections: whoever tries a closed port in that range again and again
    /// is one day connected to himself, and then the server cannot listen there.
    private static final int LOWEST_PORT = 28_000;

    private static final int PORTS = 1_000;
    private static final String MUCH = "1000000";
    private static final Pattern ERROR = Pattern.compile("\\S+Z ERROR .*");

    private static final Map<String, String> FOR_TESTS = Map.ofEntries(
            Map.entry("SWITCHBOARD_HOST", "127.0.0.1"),
            Map.entry("SWITCHBOARD_BOT", "false"),
            Map.entry("SWITCHBOARD_OFFLINE_REPLIES", "false"),
            Map.entry("SWITCHBOARD_ADMIN_PASSWORD", RunningServer.PASSWORD),
            Map.entry("SWITCHBOARD_PASSWORD_HASH_MEMORY", "8MB"),
            Map.entry("SWITCHBOARD_PASSWORD_HASH_ITERATIONS", "1"),
            Map.entry("SWITCHBOARD_ACCESS_TOKEN_LIFETIME", "1h"),
            Map.entry("SWITCHBOARD_NEW_CUSTOMERS_PER_ADDRESS", MUCH),
            Map.entry("SWITCHBOARD_LOG_INS_PER_EMAIL", MUCH),
            Map.entry("SWITCHBOARD_LOG_INS_PER_ADDRESS", MUCH),
            Map.entry("SWITCHBOARD_SOCKETS_PER_CUSTOMER", MUCH),
            Map.entry("SWITCHBOARD_SOCKETS_PER_ADDRESS", MUCH),
            Map.entry("SWITCHBOARD_SOCKET_INPUT_PER_ADDRESS", "1000MB"),
            Map.entry("SWITCHBOARD_CONNECTIONS_PER_ADDRESS", MUCH),
            Map.entry("SWITCHBOARD_REQUESTS_PER_ADDRESS", MUCH),
            Map.entry("SWITCHBOARD_READS_PER_PERSON", MUCH),
            Map.entry("SWITCHBOARD_WRITES_PER_PERSON", MUCH),
            Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS", MUCH),
            Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER_MINUTE", MUCH),
            Map.entry("SWITCHBOARD_AGENT_MESSAGES_PER_MINUTE", MUCH),
            Map.entry("SWITCHBOARD_SOCKET_READS_PER10_SECONDS", MUCH),
            Map.entry("SWITCHBOARD_SOCKET_CHANGES_PER10_SECONDS", MUCH),
            Map.entry("SWITCHBOARD_PING_INTERVAL", "1s"),
            Map.entry("SWITCHBOARD_PING_TIMEOUT", "2s"));

    private final Path folder;
    private final Path log;
    private final int port = freePort();
    private final Map<String, String> settings = new HashMap<>(FOR_TESTS);
    private final String heap;
    private final Thread atExit = new Thread(this::end, "end-server");
    private Process process;
    private int readUpTo;
    private Footprint baseline;

    private ServerProcess(Path folder, String heap, Map<String, String> special) throws IOException {
        this.folder = folder;
        this.heap = heap;
        this.log = Files.createTempFile("switchboard-fault", ".log");
        settings.put("SWITCHBOARD_DATA", data().toString());
        settings.put("SWITCHBOARD_PORT", Integer.toString(port));
        settings.putAll(special);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static ServerProcess start() {
        return start(Map.of());
    }

    /// @param special settings of this server, by the names of their environment variables
    static ServerProcess start(Map<String, String> special) {
        try {
            return startIn(Files.createTempDirectory("switchboard-fault"), special);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param heap the most memory its objects may take: `512m`
    static ServerProcess startWith(String heap, Map<String, String> special) {
        try {
            return startIn(Files.createTempDirectory("switchboard-fault"), heap, special);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param folder is emptied at the end
    static ServerProcess startIn(Path folder, Map<String, String> special) throws IOException {
        return startIn(folder, "256m", special);
    }

    private static ServerProcess startIn(Path folder, String heap, Map<String, String> special) throws IOException {
        var server = new ServerProcess(folder, heap, special);
        try {
            server.shareBinaries();
            server.restart();
            server.baseline = Footprint.of(server);
            return server;
        } catch (IOException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    DatabaseProcess database() {
        return new DatabaseProcess(data().resolve("postgres"));
    }

    /// Starts on the data that is there; ready when it returns.
    void restart() {
        try {
            var builder = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
            builder.environment().putAll(settings);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    void awaitReady() {
        Eventually.until(() -> "the server is ready:\n" + logged(), Scale.PATIENCE, () -> {
            if (!process.isAlive()) throw new AssertionError("The server does not start:\n" + logged());
            return Api.nobody(uri()).get("/health/ready").status() == 200;
        });
    }

    /// SIGKILL, and only to the server: its watchdog has to stop PostgreSQL.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// SIGTERM, the way an operator stops it.
    ///
    /// @return its exit status
    int terminate() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    /// SIGSTOP now, SIGCONT after a while.
    CompletableFuture<Void> pauseFor(Duration duration) {
        Signal.STOP.to(process.toHandle());
        return CompletableFuture.runAsync(
                () -> Signal.CONT.to(process.toHandle()),
                CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// After a test, when everybody has left: it has logged no error but those that contain one of `expected`, and
    /// holds no more files, threads and memory than when it was new.
    void isUnharmed(List<String> expected) {
        assertThat(newErrors()).allMatch(line -> expected.stream().anyMatch(line::contains));
        Eventually.until(
                () -> "back to " + baseline + "; now it is " + Footprint.of(this),
                Scale.PATIENCE,
                () -> Footprint.of(this).isWithin(baseline));
    }

    /// A number of `/metrics`; the sum, where there are several.
    double metric(String name) throws IOException {
        return Api.nobody(uri())
                .text("/metrics")
                .lines()
                .filter(line -> line.startsWith(name) && " ,{".indexOf(line.charAt(name.length())) >= 0)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /// Sockets connected.
    int sockets() throws IOException {
        return (int) metric("switchboard_sockets");
    }

    String adminToken() {
        try {
            JsonNode session = Api.nobody(uri())
                    .post(
                            "/api/v1/sessions",
                            Json.object("email", "admin@localhost", "password", RunningServer.PASSWORD))
                    .is(201);
            return session.get("token").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            Files.delete(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whatever state it is in: paused, killed, half started.
    private void end() {
        if (process == null) return;
        Signal.CONT.to(process.toHandle());
        database().resume();
        process.destroyForcibly();
        awaitEnd();
        Eventually.until(
                "PostgreSQL has ended", Scale.PATIENCE, () -> !database().isRunning());
    }

    private void awaitEnd() {
        Eventually.until(() -> "the server has ended:\n" + logged(), Scale.PATIENCE, () -> !process.isAlive());
    }

    private Path data() {
        return folder.resolve("data");
    }

    /// Unpacking PostgreSQL takes longer than starting it.
    private void shareBinaries() throws IOException {
        Path shared = Files.createDirectories(TestPostgres.BINARIES.toAbsolutePath());
        Files.createDirectories(data().resolve("postgres"));
        Files.createSymbolicLink(data().resolve("postgres/binaries"), shared);
    }

    private List<String> command() {
        List<String> command = Program.java("-XX:TieredStopAtLevel=1", "-Xmx" + heap);
        command.add(Main.class.getName());
        return command;
    }

    static int freePort() {
        while (true) {
            int candidate = LOWEST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (var _ = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return candidate;
            } catch (IOException _) { // somebody's
            }
        }
    }

    /// Errors logged since the last time.
    private List<String> newErrors() {
        List<String> lines = logged().lines().toList();
        List<String> fresh = lines.subList(readUpTo, lines.size());
        readUpTo = lines.size();
        return fresh.stream().filter(line -> ERROR.matcher(line).matches()).toList();
    }

    /// Everything it has written so far.
    String log() {
        return logged();
    }

    private String logged() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
