package chat.switchboard.ledger;

import chat.switchboard.Program;
import chat.switchboard.conversation.Cast;
import chat.switchboard.postgres.Postgres;
import chat.switchboard.postgres.PostgresSettings;
import chat.switchboard.postgres.PostgresSettings.Location;
import chat.switchboard.postgres.PostgresSettings.Pools;
import chat.switchboard.postgres.PostgresSettings.TimeLimits;
import chat.switchboard.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Another JVM on the test's database: it writes at random, or follows the log, until it is killed or its input ends.
final class NodeProcess implements AutoCloseable {
    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    /// Writes into the conversations `RandomTalk` finds.
    static NodeProcess writer(TestPostgres database, long seed) {
        return start(database, "write", Long.toString(seed));
    }

    /// Puts every event into the table `seen`, in the order in which it gets them.
    static NodeProcess reader(TestPostgres database) {
        return start(database, "read", "0");
    }

    private static NodeProcess start(TestPostgres database, String role, String seed) {
        Map<String, String> settings = database.asTheirOwn();
        List<String> command = Program.javaWithTests("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(NodeProcess.class.getName(), role, seed));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(settings);
        try {
            return new NodeProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Lets it finish what it does.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) { // then it has ended
        }
        process.onExit().join();
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = System.getenv();
        var location = new Location.External(
                settings.get("SWITCHBOARD_DATABASE_URL"),
                settings.get("SWITCHBOARD_DATABASE_APP_USER"),
                settings.get("SWITCHBOARD_DATABASE_APP_PASSWORD"),
                Path.of("target"));
        var postgres = Postgres.start(new PostgresSettings(location, new Pools(2, 4, 2, 1), TimeLimits.usual()));
        if (arguments[0].equals("write")) write(postgres, Long.parseLong(arguments[1]));
        else read(postgres);
        postgres.close();
    }

    private static void write(Postgres postgres, long seed) throws IOException {
        try (var conversations =
                        new Conversations(postgres.ledger(), postgres.requests(), Clock.systemUTC(), Cast.UNHURRIED);
                var talk = new RandomTalk(postgres.requests(), conversations, seed)) {
            talk.start();
            untilInputEnds();
        }
    }

    private static void read(Postgres postgres) throws IOException {
        try (var consumers =
                new EventConsumers(postgres.jobs(), Duration.ofMillis(20), List.of(new SeenConsumer("seen")))) {
            consumers.start();
            untilInputEnds();
        }
    }

    private static void untilInputEnds() throws IOException {
        while (System.in.read() >= 0)
            ;
    }
}
