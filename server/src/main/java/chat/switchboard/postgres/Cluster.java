package chat.switchboard.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The folder with the databases, and the configuration beside it.
record Cluster(Path folder, Binaries binaries, ProcessUser user) {
    static final String MAJOR_VERSION = "18";
    private static final long MB = 1024 * 1024;

    /// Where PostgreSQL keeps its data; the name says which version can read it.
    Path data() {
        return folder.resolve(MAJOR_VERSION);
    }

    Path configuration() {
        return folder.resolve("postgresql.conf");
    }

    void create(String superuser, String password) throws IOException, InterruptedException {
        refuseOtherVersions();
        Path partial = folder.resolve("new-cluster");
        Folders.delete(partial); // of a start that was killed
        Path passwordFile = folder.resolve("new-cluster-password");
        Folders.writePrivate(passwordFile, password);
        user.takeOver(folder);
        initialize(partial, superuser, passwordFile);
        Files.delete(passwordFile);
        Files.move(partial, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean exists() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /// Character classes and case rules come with PostgreSQL itself, so an upgrade of the operating system
    /// cannot silently change the order of an index; Urdu letters are letters.
    private void initialize(Path target, String superuser, Path passwordFile) throws IOException, InterruptedException {
        List<String> command = user.command(
                binaries.program("initdb"),
                "--pgdata=" + target,
                "--username=" + superuser,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=PG_UNICODE_FAST",
                "--locale=" + systemLocale(),
                "--data-checksums",
                "--no-instructions");
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
            throw new PostgresStartException("The database could not be created:\n" + Files.readString(log));
        }
    }

    private static String systemLocale() {
        return System.getProperty("os.name").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";
    }

    private void refuseOtherVersions() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> Files.exists(entry.resolve("PG_VERSION")))
                    .filter(entry -> !entry.getFileName().toString().startsWith("new-"))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new PostgresStartException(
                                "%s was made by PostgreSQL %s, this is %s. See docs/running.md, \"Upgrading\"."
                                        .formatted(other, other.getFileName(), MAJOR_VERSION));
                    });
        }
    }

    /// Configuration is ours alone and follows the code; the operator's own is custom.conf.
    void configure() throws IOException {
        Files.createDirectories(folder.resolve("log"));
        write("postgresql.conf", Map.of("folder", folder.toString(), "sharedBuffersMb", sharedBuffersMb()));
        write("pg_hba.conf", Map.of());
        write("watchdog.sh", Map.of());
        user.takeOver(folder);
    }

    private void write(String name, Map<String, String> values) throws IOException {
        String text = resource(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue().replace("'", "''"));
        }
        Folders.writePrivate(folder.resolve(name), text);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Cluster.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sharedBuffersMb() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long eighth = system.getTotalMemorySize() / 8 / MB;
        return Long.toString(Math.clamp(eighth, 64, 1024));
    }
}
