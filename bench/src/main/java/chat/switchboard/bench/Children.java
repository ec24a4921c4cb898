package chat.switchboard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The processes this one started. Whatever happens, they are stopped, the newest first, by their ids.
final class Children implements AutoCloseable {
    private static final long STOP_SECONDS = 45;

    private final Deque<Process> running = new ArrayDeque<>();

    Children() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-children"));
    }

    /// @param log where its standard error goes; its output is for the caller
    synchronized Process start(List<String> command, Map<String, String> settings, Path log) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("SWITCHBOARD_"));
        builder.environment().putAll(settings);
        Process process = builder.start();
        running.push(process);
        return process;
    }

    synchronized void stop(Process process) {
        running.remove(process);
        end(process);
    }

    @Override
    public synchronized void close() {
        while (!running.isEmpty()) end(running.pop());
    }

    private static void end(Process process) {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        workers.forEach(ProcessHandle::destroy);
    }
}
