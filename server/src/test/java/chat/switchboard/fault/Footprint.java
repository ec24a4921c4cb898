package chat.switchboard.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a server holds: open files, threads, memory in use after a collection, sockets.
record Footprint(int files, int threads, long heapBytes, int sockets) {
    /// A server that has worked has filled its pools and started its threads. What leaks, leaks once a client or a
    /// fault, and of these each test has more.
    private static final int FILES_MORE = 40;

    private static final int THREADS_MORE = 40;
    private static final long HEAP_MORE = 24 << 20;

    static Footprint of(ServerProcess server) {
        try {
            collectGarbage(server.handle().pid());
            return new Footprint(
                    entries("fd", server.handle().pid()),
                    entries("task", server.handle().pid()),
                    (long) server.metric("jvm_memory_used_bytes{area=\"heap\""),
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

    private static void collectGarbage(long pid) throws IOException {
        try {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
