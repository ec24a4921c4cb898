package chat.switchboard.bench;

import chat.switchboard.bench.load.Target;
import chat.switchboard.postgres.Postgres;
import chat.switchboard.postgres.PostgresSettings;
import chat.switchboard.postgres.PostgresSettings.Location;
import chat.switchboard.postgres.PostgresSettings.Pools;
import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// What a good team builds from the usual parts; see `bench/peer`. Its PostgreSQL is started by the product's
/// own launcher, so programs and settings are the same.
///
/// @param statements `one` or `four` for each message
/// @param workers Node processes
record Peer(Installation installation, String statements, int workers) implements Subject {
    private static final String DATABASE = "peer";
    private static final String STAFF = "sana@localhost";

    static List<Peer> variants(Installation installation) {
        return List.of(
                new Peer(installation, "one", 1),
                new Peer(installation, "four", 1),
                new Peer(installation, "one", 2),
                new Peer(installation, "four", 2));
    }

    @Override
    public String name() {
        String processes = workers == 1 ? "" : ", cluster of " + workers;
        return "Peer, " + statements + (statements.equals("one") ? " statement" : " statements") + processes;
    }

    @Override
    public Instance start(Path folder, Children children) throws IOException {
        Path data = folder.resolve("data/postgres");
        Postgres postgres = Postgres.start(new PostgresSettings(
                new Location.Embedded(data, data.resolve("binaries")), new Pools(1, 1, 1, 1), TimeLimits.usual()));
        try {
            var cluster = new Cluster(data);
            createDatabase(cluster);
            return start(postgres, cluster, folder.resolve("server.log"), children);
        } catch (IOException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private Instance start(Postgres postgres, Cluster cluster, Path log, Children children) throws IOException {
        int port = Installation.freePort();
        Process server = children.start(
                List.of(
                        "node",
                        "--expose-gc",
                        installation.root().resolve("bench/peer/main.js").toString()),
                Map.of(
                        "NODE_ENV",
                        "production",
                        "PORT",
                        Integer.toString(port),
                        "DATABASE_URL",
                        cluster.url(DATABASE, Cluster.OWNER),
                        "STATEMENTS",
                        statements,
                        "WORKERS",
                        Integer.toString(workers),
                        "SECRET",
                        "only-for-measurements-on-one-machine",
                        "STAFF_EMAIL",
                        STAFF,
                        "STAFF_PASSWORD",
                        Installation.STAFF_PASSWORD),
                log);
        BufferedReader output = server.inputReader();
        if (!"ready".equals(output.readLine()))
            throw new IllegalStateException("The peer does not start:\n" + Files.readString(log));
        return new Running(
                server, new Target(port, null, STAFF, Installation.STAFF_PASSWORD, false), cluster, postgres, children);
    }

    private static void createDatabase(Cluster cluster) {
        try (Connection connection = cluster.connect("postgres");
                var statement = connection.createStatement()) {
            var found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'");
            if (!found.next()) statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + Cluster.OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Running(Process server, Target target, Cluster cluster, Postgres postgres, Children children)
            implements Instance {
        @Override
        public long pid() {
            return server.pid();
        }

        @Override
        public String database() {
            return DATABASE;
        }

        /// It knows any agent of this address by the password of all staff.
        @Override
        public List<String> agents(int count) {
            return Instance.emails(count);
        }

        @Override
        public double serverCpuSeconds() {
            return ProcFs.cpuSecondsOfTree(pid());
        }

        @Override
        public long residentKilobytes() {
            return ProcFs.residentKilobytesOfTree(pid());
        }

        @Override
        public void collectGarbage() throws IOException, InterruptedException {
            for (long pid : ProcFs.tree(pid()).toList())
                new ProcessBuilder("kill", "-USR2", Long.toString(pid)).start().waitFor();
        }

        @Override
        public void close() {
            children.stop(server);
            postgres.close();
        }
    }
}
