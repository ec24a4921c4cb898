package chat.switchboard.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What the figures were measured on. No names, no folders.
public record Machine(
        int cores, String processor, long memoryMegabytes, String kernel, String java, String node, String commit) {

    static Machine here(Installation installation) throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                line(Path.of("/proc/cpuinfo"), "model name").replaceFirst("^[\\s:]+", ""),
                Long.parseLong(line(Path.of("/proc/meminfo"), "MemTotal:").replaceAll("\\D", "")) / 1024,
                System.getProperty("os.name") + " "
                        + System.getProperty("os.version").replaceFirst("-.*", ""),
                System.getProperty("java.vendor.version"),
                output(installation, "node", "--version"),
                output(installation, "git", "describe", "--always", "--dirty"));
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
