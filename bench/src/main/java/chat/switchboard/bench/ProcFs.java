package chat.switchboard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What Linux says of processes.
final class ProcFs {
    /// `/proc` counts in hundredths of a second, on every Linux there is.
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDRENS_USER = 13;
    private static final int CHILDRENS_SYSTEM = 14;

    private ProcFs() {}

    /// CPU time of one process with all its threads, without its children.
    static double cpuSeconds(long pid) {
        long[] stat = stat(pid);
        return (stat[USER] + stat[SYSTEM]) / TICKS_PER_SECOND;
    }

    /// CPU time of a process and all its descendants, also of those that have ended.
    static double cpuSecondsOfTree(long pid) {
        return tree(pid).mapToDouble(ProcFs::cpuSecondsWithEndedChildren).sum();
    }

    /// CPU time the whole machine spent working.
    static double cpuSecondsOfMachine() {
        String[] fields =
                read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
        long idle = Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
        long all = 0;
        for (int i = 1; i <= 8; i++) all += Long.parseLong(fields[i]);
        return (all - idle) / TICKS_PER_SECOND;
    }

    /// Resident memory of a process and its descendants.
    static long residentKilobytesOfTree(long pid) {
        return tree(pid).mapToLong(ProcFs::residentKilobytes).sum();
    }

    static long residentKilobytes(long pid) {
        return status(pid, "VmRSS:");
    }

    /// The limit of a process; null for none.
    static Long mostOpenFiles(long pid) {
        return read(Path.of("/proc/" + pid + "/limits"))
                .lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split(" {2,}")[1])
                .filter(limit -> !limit.equals("unlimited"))
                .map(Long::valueOf)
                .findFirst()
                .orElse(null);
    }

    static long openFiles(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.count();
        }
    }

    static Stream<Long> tree(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(pid), process.descendants().map(ProcessHandle::pid));
    }

    /// The fields after the name, up to the CPU times. The name is in brackets and may contain anything.
    static long[] fieldsOf(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long[] numbers = new long[CHILDRENS_SYSTEM + 1];
        for (int i = USER; i < numbers.length; i++) numbers[i] = Long.parseLong(fields[i]);
        return numbers;
    }

    private static double cpuSecondsWithEndedChildren(long pid) {
        long[] stat = stat(pid);
        return (stat[USER] + stat[SYSTEM] + stat[CHILDRENS_USER] + stat[CHILDRENS_SYSTEM]) / TICKS_PER_SECOND;
    }

    /// A process that ended meanwhile is counted by its parent.
    private static long[] stat(long pid) {
        String text = read(Path.of("/proc/" + pid + "/stat"));
        return text.isEmpty() ? new long[CHILDRENS_SYSTEM + 1] : fieldsOf(text);
    }

    private static long status(long pid, String name) {
        List<String> lines = read(Path.of("/proc/" + pid + "/status")).lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) return "";
            throw new UncheckedIOException(e);
        }
    }
}
