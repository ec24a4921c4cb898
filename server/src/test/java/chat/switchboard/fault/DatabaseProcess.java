package chat.switchboard.fault;

import chat.switchboard.kernel.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The PostgreSQL that a server runs for itself, looked at and mistreated from outside.
///
/// @param folder `postgres` in the server's data folder
record DatabaseProcess(Path folder) {
    private static final int PORT_LINE = 3;

    /// The postmaster, if one runs. A stale file may name anybody, so it must be at work in this folder.
    Optional<ProcessHandle> postmaster() {
        List<String> lines = pidFile();
        if (lines.isEmpty()) return Optional.empty();
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(this::worksHere);
    }

    private boolean worksHere(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return !Files.exists(Path.of("/proc/self")) || Files.isSameFile(proc, folder.resolve("18"));
        } catch (IOException _) { // it has ended
            return false;
        }
    }

    boolean isRunning() {
        return postmaster().isPresent();
    }

    /// SIGKILL to the postmaster, as the kernel does when memory is short; its workers notice and end.
    void kill() {
        ProcessHandle victim = postmaster().orElseThrow();
        victim.destroyForcibly();
        Eventually.until("the postmaster has ended", Scale.PATIENCE, () -> !victim.isAlive());
    }

    /// SIGINT, as somebody at a shell may send it: it ends in order.
    void stop() {
        ProcessHandle victim = postmaster().orElseThrow();
        Signal.INT.to(victim);
        Eventually.until("the postmaster has ended", Scale.PATIENCE, () -> !victim.isAlive());
    }

    /// SIGSTOP to all its processes now, SIGCONT after a while.
    CompletableFuture<Void> pauseFor(Duration duration) {
        processes().forEach(Signal.STOP::to);
        return CompletableFuture.runAsync(
                this::resume, CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS));
    }

    void resume() {
        processes().forEach(Signal.CONT::to);
    }

    /// Ends every session of the server, and lets no new one begin.
    void refuseConnections() {
        as("postgres", handle -> handle.execute("ALTER DATABASE switchboard ALLOW_CONNECTIONS false"));
        as("postgres", handle -> handle.execute("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'switchboard'"""));
    }

    void acceptConnections() {
        as("postgres", handle -> handle.execute("ALTER DATABASE switchboard ALLOW_CONNECTIONS true"));
    }

    /// Connects as superuser, past every limit and row-level security.
    <T> T as(String database, Function<Handle, T> work) {
        String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
        return Jdbi.create(url, "postgres", password("postgres")).withHandle(work::apply);
    }

    int port() {
        return Integer.parseInt(pidFile().get(PORT_LINE).strip());
    }

    /// What to tell a server that is to use this as an operator's own.
    ///
    /// @param port of PostgreSQL, or of a proxy before it
    String url(int port) {
        return "postgresql://switchboard_owner:%s@127.0.0.1:%d/switchboard"
                .formatted(URLEncoder.encode(password("switchboard_owner"), StandardCharsets.UTF_8), port);
    }

    private List<ProcessHandle> processes() {
        return postmaster().stream()
                .flatMap(it -> Stream.concat(Stream.of(it), it.descendants()))
                .toList();
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(folder.resolve("18/postmaster.pid"));
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String password(String role) {
        var passwords = new Properties();
        try (var in = Files.newInputStream(folder.resolve("passwords.properties"))) {
            passwords.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return passwords.getProperty(role);
    }
}
