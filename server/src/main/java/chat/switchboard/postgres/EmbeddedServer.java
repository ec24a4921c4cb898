package chat.switchboard.postgres;

import chat.switchboard.log.LogText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server that lives as long as this process, not a moment longer, and comes back when it dies.
///
/// It runs under a small shell script, the watchdog, which holds one end of a pipe. Closing the pipe stops
/// the server, whether [#close()] does it or the kernel because this process was killed.
final class EmbeddedServer implements AutoCloseable {
    static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    /// Replaying the log after a crash takes a while; hurrying it would only start it again.
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int PORTS_TRIED = 3;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long PATIENT_MILLIS = 400;

    private final FolderLock lock;
    private final Cluster cluster;
    private final Passwords passwords;
    private final int port;
    private Process watchdog;
    private volatile boolean closing;

    private EmbeddedServer(FolderLock lock, Cluster cluster, Passwords passwords, int port) {
        this.lock = lock;
        this.cluster = cluster;
        this.passwords = passwords;
        this.port = port;
    }

    static EmbeddedServer start(PostgresSettings.Location.Embedded location) {
        try {
            Path folder = Folders.createPrivate(location.folder());
            FolderLock lock = FolderLock.take(folder);
            try {
                return start(lock, folder, location.binaries());
            } catch (Exception e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started in " + location.folder(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException("Interrupted while PostgreSQL was starting.", e);
        }
    }

    private static EmbeddedServer start(FolderLock lock, Path folder, Path binaries)
            throws IOException, InterruptedException {
        var cluster = new Cluster(folder, Binaries.unpackedIn(binaries), ProcessUser.forFolder(folder));
        Passwords passwords = Passwords.in(folder);
        if (!cluster.exists()) {
            cluster.create(SUPERUSER, passwords.of(SUPERUSER));
        } else if (!passwords.knows(SUPERUSER)) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "%s is missing or empty, and the database in %s was made with it; restore it from the same backup.",
                    passwords.file(),
                    cluster.data()));
        }
        Postmaster.stopStale(cluster.data(), cluster.user());
        cluster.configure();
        return launched(lock, cluster, passwords);
    }

    /// A free port may be somebody's a moment later; then the next one is tried.
    private static EmbeddedServer launched(FolderLock lock, Cluster cluster, Passwords passwords)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var server = new EmbeddedServer(lock, cluster, passwords, freePort());
            try {
                server.launch();
                return server;
            } catch (PostgresStartException e) {
                if (attempt == PORTS_TRIED || isFree(server.port)) throw e;
            }
        }
    }

    Login login(String database, String role) throws IOException {
        return new Login(
                String.format(Locale.ROOT, "jdbc:postgresql://127.0.0.1:%d/%s", port, database),
                role,
                passwords.of(role),
                passwords.file().toString());
    }

    boolean knowsPasswords(String... roles) {
        return Stream.of(roles).allMatch(passwords::knows);
    }

    Path data() {
        return cluster.data();
    }

    /// Stops the server and waits for it: everything committed is in the data files afterwards.
    @Override
    public void close() {
        Process running;
        synchronized (this) {
            closing = true;
            running = watchdog;
        }
        try {
            running.getOutputStream().close();
            if (!running.waitFor(STOP_LIMIT.toSeconds() + 15, TimeUnit.SECONDS)) {
                LOG.error("The watchdog of PostgreSQL does not end; process {}", running.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }

    private synchronized void launch() throws IOException, InterruptedException {
        if (closing) return;
        cluster.makePrivate();
        Path log = cluster.folder().resolve("start.log");
        Files.deleteIfExists(log);
        watchdog = Programs.builder(command(log))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitReady(watchdog, log);
        } catch (IOException | InterruptedException | RuntimeException e) {
            watchdog.getOutputStream().close();
            throw e;
        }
        watchdog.onExit()
                .thenRun(() -> Thread.ofVirtual().name("postgres-restart").start(this::relaunch));
    }

    private List<String> command(Path log) {
        var command = new ArrayList<>(List.of(
                "sh",
                cluster.folder().resolve("watchdog.sh").toString(),
                Long.toString(STOP_LIMIT.toSeconds()),
                log.toString()));
        command.addAll(ownSession());
        command.addAll(cluster.user()
                .command(
                        cluster.binaries().program("postgres"),
                        "-D",
                        cluster.data().toString(),
                        "-c",
                        "config_file=" + cluster.configuration(),
                        "-c",
                        "port=" + port));
        return command;
    }

    /// Out of the terminal's process group: Ctrl-C must reach PostgreSQL through us, after our last commit.
    /// macOS has no such program; there it stops at once, and what was not acknowledged is refused.
    private static List<String> ownSession() {
        return Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("setsid") : List.of();
    }

    private void awaitReady(Process started, Path log) throws IOException, InterruptedException {
        BufferedReader output = started.inputReader();
        String pidLine = output.readLine();
        long pid = pidLine == null ? -1 : Long.parseLong(pidLine);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(pid)) {
            if (!started.isAlive()) {
                throw cluster.failure("PostgreSQL does not start", log);
            }
            if (System.nanoTime() > deadline) {
                throw new PostgresStartException(String.format(
                        Locale.ROOT,
                        "PostgreSQL is not ready after %s; see %s.",
                        START_LIMIT,
                        cluster.folder().resolve("log")));
            }
            Thread.sleep(5);
        }
    }

    private boolean isReady(long pid) throws IOException {
        Optional<Postmaster> postmaster = Postmaster.of(cluster.data());
        return postmaster.isPresent()
                && postmaster.get().pid() == pid
                && postmaster.get().ready();
    }

    /// Somebody killed PostgreSQL, or the kernel for its memory. The pools reconnect by themselves.
    private void relaunch() {
        if (closing) return;
        LOG.error(
                "PostgreSQL ended unexpectedly; starting it again. Its log is in {}",
                cluster.folder().resolve("log"));
        long pause = 50;
        while (!closing) {
            try {
                Postmaster.stopStale(cluster.data(), cluster.user());
                launch();
                return;
            } catch (IOException | RuntimeException e) {
                complain(pause, e);
            } catch (InterruptedException _) {
                return;
            }
            pause = pauseFor(pause);
        }
    }

    /// The first tries may come too early: processes of the dead server are still going. What the operator has to
    /// mend is one sentence; it is tried again, as a full volume may have space by then.
    private static void complain(long pause, Exception fault) {
        if (pause < PATIENT_MILLIS)
            LOG.warn("PostgreSQL does not start yet; next attempt in {} ms: {}", pause, LogText.line(fault));
        else if (fault instanceof PostgresStartException)
            LOG.error("PostgreSQL could not be started again; next attempt in {} ms: {}", pause, LogText.line(fault));
        else LOG.error("PostgreSQL could not be started again; next attempt in {} ms", pause, fault);
    }

    private static long pauseFor(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Math.min(millis * 2, LONGEST_PAUSE_MILLIS);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
