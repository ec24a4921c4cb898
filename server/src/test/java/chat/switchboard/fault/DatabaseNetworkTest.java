package chat.switchboard.fault;

import chat.switchboard.kernel.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The network between the server and an operator's own PostgreSQL: here that of a second server, behind a proxy.
class DatabaseNetworkTest {
    private static final int CUSTOMERS = 8;
    /// `DataRow`, `CommandComplete` and `ReadyForQuery` of PostgreSQL's protocol 3.0.
    private static final Pattern BATCH_WRITTEN = Pattern.compile(
            "D\\x00{3}\\x0b\\x00\\x01\\x00{3}\\x01.C\\x00{3}\\x0dSELECT 1\\x00Z\\x00{3}\\x05I", Pattern.DOTALL);

    private static final ServerProcess owner = ServerProcess.start();
    private static final CutProxy proxy = new CutProxy(owner.database().port());
    private static final ServerProcess server = ServerProcess.start(Map.of(
            "SWITCHBOARD_DATABASE_URL", owner.database().url(proxy.port()),
            "SWITCHBOARD_DATABASE_APP_PASSWORD", owner.database().password("switchboard_app"),
            "SWITCHBOARD_SECRET", "c3dpdGNoYm9hcmQgc3dpdGNoYm9hcmQgc3dpdGNoYm9hcmQ=",
            "SWITCHBOARD_STATEMENT_TIMEOUT", "1s",
            "SWITCHBOARD_DATABASE_SOCKET_TIMEOUT", "2s"));

    @AfterAll
    static void stop() {
        server.close();
        proxy.close();
        owner.close();
    }

    @AfterEach
    void it_is_unharmed() {
        server.isUnharmed(List.of());
    }

    @Test
    void when_the_answer_to_a_commit_is_lost_the_sender_is_not_told_and_the_readers_are() {
        losesAnAnswer("The answer to COMMIT lost", DatabaseNetworkTest::isCommitted);
    }

    /// The usual batch is one statement that commits by itself.
    @Test
    void when_the_answer_to_a_batch_of_messages_is_lost_the_sender_is_not_told_and_the_readers_are() {
        losesAnAnswer("The answer to a batch lost", DatabaseNetworkTest::isWritten);
    }

    private static void losesAnAnswer(String what, Predicate<byte[]> answer) {
        try (Load load = load(what)) {
            // The last commit of each conversation is the one that counts: no later message may show it.
            load.writers().forEach(Writer::fallSilent);
            Eventually.until(
                    "silence", Scale.PATIENCE, () -> load.writers().stream().allMatch(Writer::isDone));
            var lost = new AtomicInteger();
            proxy.swallow(packet -> answer.test(packet) && lost.getAndIncrement() == 0);
            load.writers().forEach(writer -> writer.write(1));
            Eventually.until("an answer was lost", Scale.PATIENCE, () -> lost.get() > 0);
            load.finish();
            Oracle.judge(owner, load);
        }
    }

    @Test
    void connections_cut_from_the_database_are_made_anew() {
        try (Load load = load("Database connections cut")) {
            proxy.cut();
            load.awaitAcknowledged(Scale.some());
            proxy.reset();
            load.awaitAcknowledged(Scale.some());
            load.finish();
            Oracle.judge(owner, load);
        }
    }

    @Test
    void connections_to_the_database_that_fall_silent_are_given_up() {
        try (Load load = load("Database connections half-open")) {
            proxy.silence();
            load.awaitRefusal();
            load.awaitAcknowledged(Scale.some());
            load.finish();
            Oracle.judge(owner, load);
        }
    }

    private static Load load(String what) {
        return Load.start(server, CUSTOMERS, Scale.seed(what));
    }

    /// PostgreSQL's `CommandComplete` of a COMMIT.
    private static boolean isCommitted(byte[] packet) {
        return new String(packet, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
    }

    /// The answer to a batch that is one statement: a row with one boolean, and then no transaction is open. Everything
    /// else the server asks is asked inside of one.
    private static boolean isWritten(byte[] packet) {
        return BATCH_WRITTEN
                .matcher(new String(packet, StandardCharsets.ISO_8859_1))
                .find();
    }
}
