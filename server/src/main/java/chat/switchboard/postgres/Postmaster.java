package chat.switchboard.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `postmaster.pid` says of the PostgreSQL process that uses, or used, a cluster.
record Postmaster(long pid, boolean ready) {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int PID_LINE = 0;
    private static final int STATUS_LINE = 7;
    /// Above the largest pid any kernel gives.
    private static final String NO_PROCESS = "2147483647";

    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines = lines(data);
        if (lines.isEmpty()) return Optional.empty();
        try {
            boolean ready =
                    lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
            return Optional.of(new Postmaster(Long.parseLong(lines.get(PID_LINE).strip()), ready));
        } catch (NumberFormatException _) { // half written
            return Optional.empty();
        }
    }

    /// Makes sure that nobody uses the cluster; to be called with the folder's lock held.
    ///
    /// A process that still does belongs to a server that was killed: its watchdog is about to stop it. If
    /// that was killed as well, we stop it ourselves.
    static void stopStale(Path data) throws IOException, InterruptedException {
        Optional<Postmaster> found = of(data);
        if (found.isEmpty()) return;
        Optional<ProcessHandle> process = ProcessHandle.of(found.get().pid());
        if (process.isEmpty()) return; // PostgreSQL sees that by itself
        if (!isPostgres(process.get())) {
            disown(data);
            return;
        }
        LOG.warn(
                "PostgreSQL process {} of an earlier start still runs in {}; stopping it",
                found.get().pid(),
                data);
        boolean ended = endsAfter(process.get(), "INT", Duration.ofSeconds(30))
                || endsAfter(process.get(), "QUIT", Duration.ofSeconds(10))
                || endsAfter(process.get(), "KILL", Duration.ofSeconds(5));
        if (!ended) {
            throw new PostgresStartException("PostgreSQL process %d of an earlier start cannot be stopped; it uses %s."
                    .formatted(found.get().pid(), data));
        }
    }

    /// After a reboot the number may be anybody's, and PostgreSQL would take any living process for itself.
    /// The rest of the file stays: PostgreSQL finds leftover workers by the shared memory named there.
    private static void disown(Path data) throws IOException {
        List<String> lines = new java.util.ArrayList<>(lines(data));
        lines.set(PID_LINE, NO_PROCESS);
        Files.write(data.resolve("postmaster.pid"), lines);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(true); // somebody else's process: better refuse than use a cluster twice
    }

    private static boolean endsAfter(ProcessHandle process, String signal, Duration patience)
            throws IOException, InterruptedException {
        Programs.builder(List.of("kill", "-" + signal, Long.toString(process.pid())))
                .start()
                .waitFor();
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        return !process.isAlive();
    }

    private static List<String> lines(Path data) throws IOException {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }
}
