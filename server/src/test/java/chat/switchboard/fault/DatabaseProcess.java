package chat.switchboard.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    /// The postmaster, if one runs.
    Optional<ProcessHandle> postmaster() {
        List<String> lines = pidFile();
        if (lines.isEmpty()) return Optional.empty();
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
    }

    boolean isRunning() {
        return postmaster().isPresent();
    }

    /// SIGKILL to the postmaster, as the kernel does when memory is short; its workers notice and end.
    void kill() {
        ProcessHandle victim = postmaster().orElseThrow();
        victim.destroyForcibly();
        Until.holds("the postmaster has ended", () -> !victim.isAlive());
    }

    /// SIGTERM, SIGINT or what else somebody at a shell may send; ends in order.
    void stop() {
        ProcessHandle victim = postmaster().orElseThrow();
        Signal.INT.to(victim);
        Until.holds("the postmaster has ended", () -> !victim.isAlive());
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

    /// Connects as superuser, past every limit and row-level security.
    <T> T as(String database, Function<Handle, T> work) {
        String url = "jdbc:postgresql://127.0.0.1:%s/%s".formatted(pidFile().get(PORT_LINE), database);
        return Jdbi.create(url, "postgres", password()).withHandle(work::apply);
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

    private String password() {
        var passwords = new Properties();
        try (var in = Files.newInputStream(folder.resolve("passwords.properties"))) {
            passwords.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return passwords.getProperty("postgres");
    }
}
