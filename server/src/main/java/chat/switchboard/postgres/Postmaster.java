package chat.switchboard.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `postmaster.pid` says of the PostgreSQL process that uses, or used, a cluster; and how to end that process.
///
/// The file alone proves nothing: after a reboot, a restore or in another container its number is anybody's. A process
/// is ours if it is a PostgreSQL whose working directory is our data folder: each one goes there when it starts and
/// never leaves. Nothing else is ever sent a signal.
record Postmaster(long pid, boolean ready) {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int PID_LINE = 0;
    private static final int STATUS_LINE = 7;
    /// Above the largest pid any kernel gives.
    private static final String NO_PROCESS = "2147483647";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    /// Prints the processes at work in folder $1; sends signal $2 to them, or only to $3 of them. Each
    /// is looked at right before its signal. `-ef` compares the folders themselves, by whatever name
    /// each was reached.
    private static final String USERS_OF_FOLDER = """
            cd -- "$1" || exit
            found() { echo "$1" && [ -z "$2" ] || [ "${3:-$1}" != "$1" ] || kill -s "$2" "$1"; }
            if [ ! -d /proc/self ]; then # macOS
                lsof -t -a -c postgres -d cwd -- . | while read -r pid; do found "$pid" "$2" "$3"; done
                exit
            fi
            for process in /proc/[0-9]*; do
                [ "$process/cwd" -ef . ] && read -r name <"$process/comm" && [ "$name" = postgres ] &&
                    found "${process#/proc/}" "$2" "$3"
            done
            """;

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
    ///
    /// @throws PostgresStartException when a process stays
    static void stopStale(Path data, ProcessUser user) throws IOException, InterruptedException {
        if (!Files.exists(data.resolve("postmaster.pid"))) return;
        if (!usersOf(data, user).isEmpty()) {
            LOG.warn("PostgreSQL of an earlier start still runs in {}; stopping it", data);
            end(data, user);
        }
        disown(data);
    }

    /// The PostgreSQL processes that are provably at work in this data folder.
    static List<Long> usersOf(Path data, ProcessUser user) throws IOException {
        return signal("", "", data, user);
    }

    /// INT, the orderly end, is for the postmaster: its workers understand it differently. Workers that outlived their
    /// postmaster have nothing left to put in order.
    private static void end(Path data, ProcessUser user) throws IOException, InterruptedException {
        Optional<Postmaster> postmaster = of(data);
        if (postmaster.isPresent()
                && usersOf(data, user).contains(postmaster.get().pid())) {
            signal("INT", Long.toString(postmaster.get().pid()), data, user);
            if (areGone(Duration.ofSeconds(30), data, user)) return;
        }
        signal("QUIT", "", data, user);
        if (areGone(Duration.ofSeconds(10), data, user)) return;
        signal("KILL", "", data, user);
        if (areGone(Duration.ofSeconds(5), data, user)) return;
        throw new PostgresStartException(String.format(
                Locale.ROOT,
                "PostgreSQL of an earlier start uses %s and cannot be stopped; end these processes: %s.",
                data,
                usersOf(data, user)));
    }

    private static List<Long> signal(String signal, String only, Path data, ProcessUser user) throws IOException {
        return user.ask("sh", "-c", USERS_OF_FOLDER, "sh", data.toString(), signal, only).stream()
                .map(Long::valueOf)
                .toList();
    }

    private static boolean areGone(Duration patience, Path data, ProcessUser user)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!usersOf(data, user).isEmpty()) {
            if (System.nanoTime() >= deadline) return false;
            Thread.sleep(BETWEEN_LOOKS);
        }
        return true;
    }

    /// The number may be anybody's by now, and PostgreSQL would take any living process for itself. The rest of the
    /// file stays: PostgreSQL finds workers that we could not see by the shared memory named there. It refuses an
    /// empty file, as a full volume leaves it.
    private static void disown(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines = new ArrayList<>(lines(data));
        if (lines.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            lines.set(PID_LINE, NO_PROCESS);
            Files.write(file, lines, StandardCharsets.ISO_8859_1);
        }
    }

    /// A path stands in it, of whatever bytes; the rest is ASCII.
    static List<String> lines(Path data) throws IOException {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }
}
