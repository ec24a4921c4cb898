package chat.switchboard;

import chat.switchboard.postgres.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The program as processes of their own: in jars, with the options of `bin/start` and a start cache as after
/// `bin/build`. Without the cache most of a start is loading classes.
///
/// Made of the classes under test by the first test that asks, and kept until they change. JVMs that run tests at the
/// same time share it.
public final class Program {
    private static final Path OPTIONS = Path.of("..", "bin", "lib", "jvm.options");
    private static final String CACHE = "program.aot";
    private static final Path HOME = made(Path.of("target", "program").toAbsolutePath());

    private Program() {}

    /// `java` with its class path, which the class to run follows.
    ///
    /// @param options more of them
    public static List<String> java(String... options) {
        return command(HOME, cached(classPath(HOME), options));
    }

    /// With the tests' classes too, for classes of theirs that have a `main`.
    public static List<String> javaWithTests(String... options) {
        String tests = System.getProperty("java.class.path");
        return command(HOME, cached(classPath(HOME) + File.pathSeparator + tests, options));
    }

    /// In a copy of [#home()]. Without the cache: where jars were moved, it clashes with those that are sealed.
    static List<String> javaIn(Path copy, String... options) {
        return command(copy, with(List.of(options), "-cp", classPath(copy)));
    }

    /// The folder with all of it, to be copied to where other users may enter.
    static Path home() {
        return HOME;
    }

    private static List<String> cached(String classPath, String... options) {
        return with(List.of(options), "-XX:AOTCache=" + HOME.resolve(CACHE), "-cp", classPath);
    }

    private static List<String> command(Path folder, List<String> options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + folder.resolve(OPTIONS.getFileName())));
        command.addAll(options);
        return command;
    }

    private static List<String> with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toList();
    }

    private static String classPath(Path folder) {
        return folder.resolve("program.jar").toString();
    }

    private static Path made(Path home) {
        try {
            Files.createDirectories(home);
            Path lock = home.resolveSibling("program.lock");
            try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                Path stamp = home.resolve("made-of");
                if (Files.exists(stamp) && Files.readString(stamp).equals(origin())) return home;
                empty(home);
                assemble(home);
                train(home);
                Files.writeString(stamp, origin());
                return home;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The class path, and how old everything on it is.
    private static String origin() throws IOException {
        var lines = new ArrayList<String>(List.of(Runtime.version().toString(), Files.readString(OPTIONS)));
        for (Path entry : entries()) {
            try (Stream<Path> files = Files.walk(entry)) {
                List<Path> all = files.toList();
                long newest = all.stream()
                        .mapToLong(file -> file.toFile().lastModified())
                        .max()
                        .orElse(0);
                lines.add("%s: %d files, %d".formatted(entry, all.size(), newest));
            }
        }
        return String.join("\n", lines);
    }

    private static List<Path> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !path.endsWith("test-classes"))
                .toList();
    }

    private static void assemble(Path home) throws IOException {
        Path lib = Files.createDirectory(home.resolve("lib"));
        List<String> jars = new ArrayList<>();
        for (Path entry : entries()) {
            // The server's and the sockets' folders have the same name.
            String name = "%02d-%s".formatted(jars.size(), entry.getFileName());
            if (!Files.isDirectory(entry)) Files.copy(entry, lib.resolve(name));
            else pack(entry, lib.resolve(name += ".jar"));
            jars.add("lib/" + name);
        }
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", jars));
        new JarOutputStream(Files.newOutputStream(home.resolve("program.jar")), manifest).close();
        Files.copy(OPTIONS, home.resolve(OPTIONS.getFileName()));
    }

    private static void pack(Path folder, Path jar) {
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        int status = tool.run(
                System.out, System.err, "--create", "--no-compress", "--file", jar.toString(), "-C", "" + folder, ".");
        if (status != 0) throw new IllegalStateException("jar ended with " + status);
    }

    /// One start and stop, after which the JVM writes down which classes it loaded and how they are linked (JEP 514).
    private static void train(Path home) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("switchboard-train");
        try {
            List<String> command =
                    command(home, List.of("-XX:AOTCacheOutput=" + home.resolve(CACHE), "-cp", classPath(home)));
            command.addAll(List.of(Main.class.getName(), "--port", "0", "--data", data.toString()));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
            builder.environment()
                    .putAll(Map.of(
                            "SWITCHBOARD_HOST",
                            "127.0.0.1",
                            "SWITCHBOARD_POSTGRES_PROGRAMS",
                            TestPostgres.BINARIES.toAbsolutePath().toString()));
            Process process = builder.start();
            var said = new StringBuilder();
            process.inputReader()
                    .lines()
                    .peek(line -> {
                        said.append(line).append('\n');
                        // The process itself would close what it says, too.
                        if (line.startsWith("Switchboard is running"))
                            process.toHandle().destroy();
                    })
                    .forEach(_ -> {});
            if (process.waitFor() != 143) throw new IllegalStateException("The server does not start:\n" + said);
        } finally {
            empty(data);
            Files.delete(data);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList())
                if (!file.equals(folder)) Files.delete(file);
        }
    }
}
