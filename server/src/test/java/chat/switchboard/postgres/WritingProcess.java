package chat.switchboard.postgres;

import chat.switchboard.Program;
import chat.switchboard.kernel.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Another JVM with a PostgreSQL of its own, which commits customers as fast as it can until it is killed.
record WritingProcess(Process process, BufferedReader output) {
    /// Other lines are its log.
    private static final int ID_LENGTH = 36;

    /// Prints the id of each customer after its commit.
    public static void main(String[] arguments) {
        Postgres postgres = Postgres.start(TestPostgres.settings(Path.of(arguments[0]), Path.of(arguments[1])));
        while (true) {
            UUID id = UUID.randomUUID();
            postgres.ledger()
                    .transaction(Actor.SYSTEM, handle -> handle.execute("INSERT INTO customer (id) VALUES (?)", id));
            System.out.println(id);
            if (System.out.checkError()) return; // nobody listens any more
        }
    }

    static WritingProcess start(Path folder) throws IOException {
        return start(folder, TestPostgres.BINARIES, System.getenv("PATH"));
    }

    static WritingProcess start(Path folder, Path binaries, String path) throws IOException {
        List<String> command = Program.javaWithTests("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(WritingProcess.class.getName(), folder.toString(), binaries.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        Process process = builder.start();
        return new WritingProcess(process, process.inputReader());
    }

    List<UUID> acknowledged(int count) throws IOException {
        var ids = new ArrayList<UUID>();
        var log = new StringBuilder();
        while (ids.size() < count) {
            String line = output.readLine();
            if (line == null) throw new AssertionError("It ended:\n" + log);
            if (line.length() == ID_LENGTH) ids.add(UUID.fromString(line));
            else log.append(line).append('\n');
        }
        return ids;
    }

    /// Everything it still managed to say, up to its end.
    List<UUID> rest() throws IOException {
        var ids = new ArrayList<UUID>();
        for (String line = output.readLine(); line != null && line.length() == ID_LENGTH; line = output.readLine()) {
            ids.add(UUID.fromString(line));
        }
        return ids;
    }

    /// SIGKILL to the JVM, and first to its watchdog if wanted.
    void kill(boolean watchdogToo) {
        if (watchdogToo) {
            process.descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("sh"))
                    .forEach(ProcessHandle::destroyForcibly);
        }
        process.toHandle().destroyForcibly(); // unlike Process's own, keeps what it said readable
    }
}
