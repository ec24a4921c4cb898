package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.fault.Books.Draft;
import chat.switchboard.kernel.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many at once, one too slow, one away for long. Heartbeats are those of production: nobody is closed for being
/// late, only for a reason.
class CrowdFaultsTest {
    private static final int CUSTOMERS = 4;
    private static final int MISSED = 200;
    private static final int QUEUED = 20;
    /// 40 KB each as UTF-8, together more than a socket's queue and the buffers of two kernels' sockets can grow to.
    private static final int BROADCAST = 2_000;

    private static final String LONG_TEXT = "\uD83D\uDE00".repeat(9_900);

    private static final ServerProcess server =
            ServerProcess.start(Map.of("SWITCHBOARD_PING_INTERVAL", "10s", "SWITCHBOARD_PING_TIMEOUT", "60s"));

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void it_is_unharmed() {
        server.isUnharmed(List.of());
    }

    @Test
    void a_crowd_that_comes_back_at_once_misses_nothing() {
        long seed = Scale.seed("Crowd");
        try (var proxy = new CutProxy(server.port());
                Load load = Load.start(server, CUSTOMERS, seed)) {
            Writer theirs = load.writers().getFirst();
            theirs.fallSilent();
            List<Reader> crowd = load.addReaders(proxy.uri(), Scale.crowd());
            awaitConnections(crowd, 1);
            proxy.cut();
            theirs.write(QUEUED);
            awaitConnections(crowd, 2);
            load.finish();
            Oracle.judge(server, load);
        }
    }

    @Test
    void a_reader_that_stops_reading_is_closed_alone_and_catches_up() throws IOException {
        long seed = Scale.seed("Slow reader");
        try (var proxy = new CutProxy(server.port());
                Load load = Load.start(server, CUSTOMERS, seed)) {
            List<Reader> others = List.copyOf(load.readers());
            List<Reader> slow = load.addReaders(proxy.uri(), 1);
            awaitConnections(slow, 1);
            load.finish();
            // The server's count is up to a second old.
            int sockets = load.readers().size() + load.writers().size();
            Writer agent = load.addAgent();
            Eventually.until("the server counts them all", Scale.PATIENCE, () -> server.sockets() == sockets);
            proxy.stall();
            for (int i = 0; i < BROADCAST && server.sockets() != sockets - 1; i++) {
                Draft draft = agent.draft(LONG_TEXT);
                load.books().acknowledged(draft, agent.seat().post(draft));
            }
            Eventually.until("the server has closed it", Scale.PATIENCE, () -> server.sockets() == sockets - 1);
            proxy.cut();
            awaitConnections(slow, 2);
            Oracle.judge(server, load);
            assertThat(others).allMatch(reader -> reader.connections() == 1);
        }
    }

    @Test
    void who_was_away_sends_what_is_queued_and_reads_what_was_missed() {
        long seed = Scale.seed("Away");
        try (Load load = Load.start(server, 1, seed)) {
            Writer away = load.writers().getFirst();
            Reader hers = load.readers().getFirst();
            away.goOffline();
            hers.goOffline();
            away.write(QUEUED);
            Writer agent = load.addAgent();
            agent.write(MISSED);
            Eventually.until("she missed them", Scale.PATIENCE, agent::isDone);
            away.goOnline();
            hers.goOnline();
            load.finish();
            Oracle.judge(server, load);
        }
    }

    private static void awaitConnections(List<Reader> readers, int each) {
        Eventually.until(
                () -> "%d more connected %d times".formatted(fewer(readers, each), each),
                Scale.PATIENCE,
                () -> fewer(readers, each) == 0);
    }

    private static long fewer(List<Reader> readers, int connections) {
        return readers.stream()
                .filter(reader -> reader.connections() < connections)
                .count();
    }
}
