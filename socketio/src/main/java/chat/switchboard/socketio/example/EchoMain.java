package chat.switchboard.socketio.example;

import chat.switchboard.socketio.engine.EngineOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/// Starts an [EchoServer] from the command line. The defaults are what the official suites expect.
public final class EchoMain {
    private static final Map<String, Integer> DEFAULTS = Map.of(
            "--port", 3000,
            "--ping-interval", 300,
            "--ping-timeout", 200,
            "--connect-timeout", 1000,
            "--max-payload", 1_000_000,
            "--max-connections", 100_000,
            "--engine-only", 0,
            "--compression", 0);

    private EchoMain() {}

    public static void main(String[] args) {
        System.out.println("Echo on port " + start(args).port());
    }

    static EchoServer start(String... args) {
        Map<String, Integer> settings = new TreeMap<>(DEFAULTS);
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(args));
        while (!rest.isEmpty()) {
            String name = rest.poll();
            if (!DEFAULTS.containsKey(name)) usage(name);
            boolean flag = rest.isEmpty() || rest.peek().startsWith("--");
            settings.put(name, flag ? 1 : Integer.parseInt(rest.poll()));
        }
        return EchoServer.start(settings.get("--port"), options(settings), settings.get("--engine-only") > 0);
    }

    private static void usage(String unknown) {
        System.err.println(
                "Unknown: " + unknown + ". Known, with defaults, times in milliseconds: " + new TreeMap<>(DEFAULTS));
        System.exit(2);
    }

    private static EngineOptions options(Map<String, Integer> settings) {
        return EngineOptions.defaults().with(o -> {
            o.pingInterval = Duration.ofMillis(settings.get("--ping-interval"));
            o.pingTimeout = Duration.ofMillis(settings.get("--ping-timeout"));
            o.connectTimeout = Duration.ofMillis(settings.get("--connect-timeout"));
            o.maxPayload = settings.get("--max-payload");
            o.maxConnectionsPerAddress = settings.get("--max-connections");
            o.compression = settings.get("--compression") > 0;
        });
    }
}
