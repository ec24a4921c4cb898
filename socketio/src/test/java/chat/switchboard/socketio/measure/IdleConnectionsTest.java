package chat.switchboard.socketio.measure;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.example.EchoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The clients are a process of their own, so what grows here is the server's.
class IdleConnectionsTest {
    /// A third more than it is. What Vert.x keeps for an HTTP connection alone is several times as much.
    private static final int MOST_BYTES = 3000;

    private static final Pattern LIVE = Pattern.compile("(\\d+) bytes of live heap");

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void an_idle_connection_keeps_little_on_the_heap() throws IOException, InterruptedException {
        EngineOptions options = EngineOptions.defaults().with(o -> o.maxConnectionsPerAddress = 10_000);
        try (EchoServer server = EchoServer.start(-1, options, false)) {
            String report = measure(server.port(), 300, 2000);
            Matcher live = LIVE.matcher(report);
            assertThat(live.find()).as(report).isTrue();
            assertThat(Integer.parseInt(live.group(1))).as(report).isBetween(500, MOST_BYTES);
        }
    }

    private static String measure(int port, int uncounted, int counted) throws IOException, InterruptedException {
        Process clients = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleConnections.class.getName(),
                        Integer.toString(port),
                        Long.toString(ProcessHandle.current().pid()),
                        Integer.toString(uncounted),
                        Integer.toString(counted))
                .redirectErrorStream(true)
                .start();
        try {
            String report = new String(clients.getInputStream().readAllBytes());
            clients.waitFor();
            return report;
        } finally {
            clients.destroyForcibly();
        }
    }
}
