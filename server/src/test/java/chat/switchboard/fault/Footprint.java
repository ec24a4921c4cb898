package chat.switchboard.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a server holds: open files, threads, memory in use after a collection, sockets.
record Footprint(int files, int threads, long heapBytes, int sockets) {
    /// A server that has worked has filled its pools and started its threads. What leaks, leaks once a client or a
    /// fault, and of these each test has more.
    private static final int FILES_MORE = 40;

    private static final int THREADS_MORE = 40;
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final long HEAP_MORE = 24 << 20;

    static Footprint of(ServerProcess server) {
        try {
            return new Footprint(
                    entries("fd", server.handle().pid()),
                    entries("task", server.handle().pid()),
                    heapAfterCollection(server.handle().pid()),
                    server.sockets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isWithin(Footprint limit) {
        return sockets <= limit.sockets
                && files <= limit.files + FILES_MORE
                && threads <= limit.threads + THREADS_MORE
                && heapBytes <= limit.heapBytes + HEAP_MORE;
    }

    private static int entries(String kind, long pid) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), kind))) {
            return (int) entries.count();
        }
    }

    /// What is alive, collected and counted by one command: under load there is garbage again a moment later.
    private static long heapAfterCollection(long pid) throws IOException {
        Matcher live = LIVE.matcher(jcmd(pid, "GC.class_histogram"));
        if (!live.find()) throw new IOException("no total in the answer of jcmd");
        return Long.parseLong(live.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
