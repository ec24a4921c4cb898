package chat.switchboard.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chat.switchboard.kernel.FileTrouble;
import chat.switchboard.kernel.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder with the databases, and the configuration beside it.
record Cluster(Path folder, Binaries binaries, ProcessUser user) {
    static final String MAJOR_VERSION = "18";
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final long MB = 1024 * 1024;
    /// PostgreSQL cuts paths at 1024 bytes (MAXPGPATH), and puts names of its own behind this one.
    private static final int LONGEST_PATH = 900;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    /// initdb puts its own path between double quotes for a shell, which expands these there. Then it runs from
    /// elsewhere.
    private static final Pattern SPECIAL_TO_A_SHELL = Pattern.compile("[\"$`\\\\]");
    private static final Pattern COMPLAINT = Pattern.compile("(?:FATAL|PANIC|ERROR|error): +(.*)");

    Cluster {
        if (folder.toString().getBytes(UTF_8).length > LONGEST_PATH) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "The path %s is too long for PostgreSQL, which takes %d bytes; start with --data and a shorter one.",
                    folder,
                    LONGEST_PATH));
        }
    }

    /// Where PostgreSQL keeps its data; the name says which version can read it.
    Path data() {
        return folder.resolve(MAJOR_VERSION);
    }

    Path configuration() {
        return folder.resolve("postgresql.conf");
    }

    void create(String superuser, String password) throws IOException, InterruptedException {
        refuseOtherData();
        Path partial = folder.resolve("new-cluster");
        Folders.delete(partial); // of a start that was killed
        Path passwordFile = folder.resolve("new-cluster-password");
        Folders.writePrivate(passwordFile, password);
        user.takeOver(folder);
        try {
            initialize(partial, superuser, passwordFile);
            Files.move(partial, data(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.delete(passwordFile);
            Folders.delete(partial); // a full volume gets its space back
        }
    }

    boolean exists() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /// Character classes and case rules come with PostgreSQL itself, so an upgrade of the operating system
    /// cannot silently change the order of an index; Urdu letters are letters.
    private void initialize(Path target, String superuser, Path passwordFile) throws IOException, InterruptedException {
        if (!user.isNamed()) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "PostgreSQL cannot create a database for user id %1$d, which has no name; add one as root: echo 'switchboard:x:%1$d:%1$d::/:/bin/false' >> /etc/passwd",
                    user.uid()));
        }
        if (!SPECIAL_TO_A_SHELL.matcher(binaries.home().toString()).find()) {
            initialize(binaries.program("initdb"), target, superuser, passwordFile);
            return;
        }
        Path elsewhere = Files.createTempDirectory("switchboard-initdb");
        try {
            Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx--x--x"));
            initialize(Binaries.unpackedIn(elsewhere).program("initdb"), target, superuser, passwordFile);
        } finally {
            Folders.delete(elsewhere);
        }
    }

    private void initialize(Path program, Path target, String superuser, Path passwordFile)
            throws IOException, InterruptedException {
        List<String> command = user.command(
                program,
                "--pgdata=" + target,
                "--username=" + superuser,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=PG_UNICODE_FAST",
                "--locale=" + systemLocale(),
                "--data-checksums",
                // MB. A commit that needs a new file waits until it is filled with zeros.
                "--wal-segsize=2",
                "--no-instructions",
                "--no-clean"); // what it leaves shows whether the volume is full; we remove it
        Path log = folder.resolve("initdb.log");
        Process process = Programs.builder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        if (process.waitFor() != 0) {
            throw failure("The database could not be created", log);
        }
    }

    private static String systemLocale() {
        return System.getProperty("os.name").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";
    }

    private void refuseOtherData() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> Files.exists(entry.resolve("PG_VERSION")))
                    .filter(entry -> !entry.getFileName().toString().startsWith("new-"))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new PostgresStartException(String.format(
                                Locale.ROOT,
                                "%s was made by PostgreSQL %s, this is %s. See docs/running.md, \"Upgrading\".",
                                other,
                                other.getFileName(),
                                MAJOR_VERSION));
                    });
        }
        if (Files.exists(data())) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT, "%s is not a complete database; restore it from a backup, or move it away.", data()));
        }
    }

    /// PostgreSQL takes its data only from a folder that is its user's own and closed to others. A restore, or a volume
    /// with a group (Kubernetes' fsGroup), changes that at any time.
    void makePrivate() throws IOException {
        int owner = ProcessUser.owner(data().toRealPath());
        if (owner != user.uid()) {
            throw new PostgresStartException(String.format(
                    Locale.ROOT,
                    "%1$s belongs to user %2$d, but Switchboard runs as user %3$d; run as root: chown -R %3$d %4$s",
                    data(),
                    owner,
                    user.uid(),
                    FileTrouble.shellWord(data())));
        }
        if (OwnerOnly.restore(data())) LOG.warn("{} was open to others; that is mended", data());
    }

    /// Configuration is ours alone and follows the code; the operator's own is custom.conf.
    void configure() throws IOException {
        Files.createDirectories(folder.resolve("log"));
        write("postgresql.conf", filled(resource("postgresql.conf")));
        write("pg_hba.conf", resource("pg_hba.conf"));
        write("watchdog.sh", resource("watchdog.sh"));
        user.takeOver(folder);
    }

    private void write(String name, String text) throws IOException {
        Folders.writePrivate(folder.resolve(name), text);
    }

    private String filled(String template) {
        Map<String, String> values = Map.of("folder", folder.toString(), "sharedBuffersMb", sharedBuffersMb());
        return VARIABLE.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(quoted(values.get(found.group(1)))));
    }

    /// What stands between the quotes of a value in postgresql.conf.
    private static String quoted(String value) {
        return value.replace("\\", "\\\\")
                .replace("'", "''")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Cluster.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /// Why one of PostgreSQL's programs failed, in one sentence: what is wrong with the machine if that is known, else
    /// the program's own word.
    PostgresStartException failure(String what, Path log) throws IOException {
        Optional<String> trouble = FileTrouble.at(folder);
        if (trouble.isPresent()) return new PostgresStartException(trouble.get());
        if (!user.canRun(binaries.program("postgres"))) {
            return new PostgresStartException(String.format(
                    Locale.ROOT,
                    "PostgreSQL's programs cannot be run in %s by user %d (a volume mounted with noexec?); name a folder where they can in SWITCHBOARD_POSTGRES_PROGRAMS.",
                    binaries.home(),
                    user.uid()));
        }
        for (Path file : List.of(log, newestLog())) {
            Matcher complaint = COMPLAINT.matcher(Files.exists(file) ? Files.readString(file, ISO_8859_1) : "");
            Optional<String> last =
                    complaint.results().map(found -> found.group(1)).reduce((_, later) -> later);
            if (last.isPresent()) {
                return new PostgresStartException(
                        String.format(Locale.ROOT, "%s: %s; more is in %s.", what, last.get(), file));
            }
        }
        return new PostgresStartException(String.format(Locale.ROOT, "%s, without a reason given; see %s.", what, log));
    }

    /// PostgreSQL writes there once it has read its configuration.
    private Path newestLog() throws IOException {
        Path logs = folder.resolve("log");
        if (!Files.isDirectory(logs)) return logs;
        try (Stream<Path> files = Files.list(logs)) {
            return files.max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElse(logs);
        }
    }

    private static String sharedBuffersMb() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long eighth = system.getTotalMemorySize() / 8 / MB;
        return Long.toString(Math.clamp(eighth, 64, 1024));
    }
}
