package chat.switchboard.bench;

import chat.switchboard.bench.load.Target;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The product, started by `bin/start` with its own flags and its own PostgreSQL.
///
/// @param tls whether it is reached over TLS of its own
/// @param bot whether the bot answers
record Switchboard(Installation installation, boolean tls, boolean bot) implements Subject {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String PLENTY = "1000000000";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String KEY = "key.pem";

    /// Production settings; only what limits one talker or one address is raised, because the whole load comes
    /// from one address and few people.
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("SWITCHBOARD_HOST", "127.0.0.1"),
            Map.entry("SWITCHBOARD_BOT", "false"),
            Map.entry("SWITCHBOARD_OFFLINE_REPLIES", "false"),
            Map.entry("SWITCHBOARD_ADMIN_PASSWORD", Installation.STAFF_PASSWORD),
            Map.entry("SWITCHBOARD_NEW_CUSTOMERS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS", PLENTY),
            Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER_MINUTE", PLENTY),
            Map.entry("SWITCHBOARD_AGENT_MESSAGES_PER_MINUTE", PLENTY),
            Map.entry("SWITCHBOARD_LOG_INS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_READS_PER10_SECONDS", "1000000"),
            Map.entry("SWITCHBOARD_SOCKET_TYPING_PER10_SECONDS", "1000000"),
            Map.entry("SWITCHBOARD_SOCKETS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_CONNECTIONS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_INPUT_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_SOCKET_UNANSWERED", PLENTY),
            Map.entry("SWITCHBOARD_REQUESTS_PER_ADDRESS", PLENTY),
            Map.entry("SWITCHBOARD_READS_PER_PERSON", PLENTY),
            Map.entry("SWITCHBOARD_WRITES_PER_PERSON", PLENTY));

    @Override
    public String name() {
        return tls ? Results.OURS + ", TLS" : Results.OURS;
    }

    @Override
    public Instance start(Path folder, Children children) throws IOException, InterruptedException {
        int port = Installation.freePort();
        Path log = folder.resolve("server.log");
        Path certificate = tls ? certificate(folder) : null;
        Process server = children.start(
                List.of(
                        installation.program("start").toString(),
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data").toString()),
                settings(folder),
                log);
        server.inputReader(); // keeps its end of the pipe; the server prints a few lines only
        var target = new Target(port, certificate, "admin@localhost", Installation.STAFF_PASSWORD, true);
        awaitReady(server, target, log);
        return new Running(server, target, folder, children);
    }

    /// Makes a certificate for this machine and its key; answers the certificate's file.
    private static Path certificate(Path folder) throws IOException {
        try {
            X509Bundle made = new CertificateBuilder()
                    .subject("CN=localhost")
                    .addSanIpAddress("127.0.0.1")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            Files.writeString(folder.resolve(KEY), made.getPrivateKeyPEM());
            return Files.writeString(folder.resolve(CERTIFICATE), made.getCertificatePEM());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> settings(Path folder) {
        var settings = new HashMap<>(SETTINGS);
        if (bot) settings.put("SWITCHBOARD_BOT", "true");
        if (bot) settings.put("SWITCHBOARD_BOT_MOST_ANSWERS", "1000");
        if (!tls) return settings;
        settings.put("SWITCHBOARD_TLS_CERTIFICATE", folder.resolve(CERTIFICATE).toString());
        settings.put("SWITCHBOARD_TLS_KEY", folder.resolve(KEY).toString());
        return settings;
    }

    private static void awaitReady(Process server, Target target, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (HttpClient http = target.client()) {
            while (!isReady(http, target)) {
                if (!server.isAlive() || System.nanoTime() > deadline)
                    throw new IllegalStateException("Switchboard does not start:\n" + Files.readString(log));
                Thread.sleep(20);
            }
        }
    }

    private static boolean isReady(HttpClient http, Target target) throws InterruptedException {
        var request = HttpRequest.newBuilder(target.uri("/health/ready")).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static final String AGENTS = """
            WITH made AS (
                INSERT INTO account (id, email, name, role, max_active_chats)
                SELECT gen_random_uuid(), email, split_part(email, '@', 1), 'agent', 1000 FROM unnest(?::text[]) AS email
                RETURNING id),
            serving AS (
                INSERT INTO account_department (account_id, department_id)
                SELECT made.id, department.id FROM made, (SELECT id FROM department ORDER BY name LIMIT 1) department)
            INSERT INTO account_credential (account_id, password_hash)
            SELECT made.id, admin.password_hash FROM made, account
            JOIN account_credential admin ON admin.account_id = account.id WHERE account.email = 'admin@localhost'
            """;

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

        /// With the admin's password hash, because hashing a hundred passwords takes long.
        @Override
        public List<String> agents(int count) {
            List<String> emails = Instance.emails(count);
            try (Connection connection = cluster().connect(database());
                    PreparedStatement insert = connection.prepareStatement(AGENTS)) {
                insert.setArray(1, connection.createArrayOf("text", emails.toArray()));
                insert.execute();
                return emails;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
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
