package chat.switchboard.bench;

import chat.switchboard.bench.load.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The product, started by `bin/start` with its own flags and its own PostgreSQL.
record Switchboard(Installation installation) implements Subject {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String PLENTY = "1000000000";

    /// Production settings; only what limits one talker or one address is raised, because the whole load comes
    /// from one address and few people.
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("SWITCHBOARD_HOST", "127.0.0.1"),
            Map.entry("SWITCHBOARD_ADMIN_PASSWORD", Installation.STAFF_PASSWORD),
            Map.entry("SWITCHBOARD_NEW_CUSTOMERS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS", PLENTY),
            Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER_MINUTE", PLENTY),
            Map.entry("SWITCHBOARD_AGENT_MESSAGES_PER_MINUTE", PLENTY),
            Map.entry("SWITCHBOARD_SOCKETS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_CONNECTIONS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_INPUT_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_UNANSWERED", PLENTY),
            Map.entry("SWITCHBOARD_REQUESTS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_READS_PER_PERSON", PLENTY),
            Map.entry("SWITCHBOARD_WRITES_PER_PERSON", PLENTY));

    @Override
    public String name() {
        return "Switchboard";
    }

    @Override
    public Instance start(Path folder, Children children) throws IOException, InterruptedException {
        int port = Installation.freePort();
        Path log = folder.resolve("server.log");
        Process server = children.start(
                List.of(
                        installation.program("start").toString(),
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data").toString()),
                SETTINGS,
                log);
        server.inputReader(); // keeps its end of the pipe; the server prints a few lines only
        awaitReady(server, port, log);
        return new Running(
                server, new Target(port, "admin@localhost", Installation.STAFF_PASSWORD, true), folder, children);
    }

    private static void awaitReady(Process server, int port, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http, port)) {
                if (!server.isAlive() || System.nanoTime() > deadline)
                    throw new IllegalStateException("Switchboard does not start:\n" + Files.readString(log));
                Thread.sleep(20);
            }
        }
    }

    private static boolean isReady(HttpClient http, int port) throws InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d/health/ready", port)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private record Running(Process server, Target target, Path folder, Children children) implements Instance {
        @Override
        public long pid() {
            return server.pid();
        }

        @Override
        public Cluster cluster() {
            return new Cluster(folder.resolve("data/postgres"));
        }

        @Override
        public String database() {
            return "switchboard";
        }

        /// PostgreSQL is its child, so not the whole tree.
        @Override
        public double serverCpuSeconds() {
            return ProcFs.cpuSeconds(pid());
        }

        @Override
        public long residentKilobytes() {
            return ProcFs.residentKilobytes(pid());
        }

        @Override
        public void collectGarbage() throws IOException, InterruptedException {
            new ProcessBuilder(Installation.javaProgram("jcmd"), Long.toString(pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }

        @Override
        public void close() {
            children.stop(server);
        }
    }
}
