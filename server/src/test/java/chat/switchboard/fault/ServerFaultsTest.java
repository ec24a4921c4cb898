package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The server itself dies, or stands still.
class ServerFaultsTest {
    private static final int CUSTOMERS = 8;
    private static final int SIGTERM_STATUS = 128 + 15;

    private static final ServerProcess server = ServerProcess.start();

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void it_is_unharmed() {
        server.isUnharmed(List.of());
    }

    @Test
    void killed_in_the_middle_of_load_it_loses_nothing_acknowledged() {
        try (Load load = Load.start(server, CUSTOMERS, Scale.seed("kill -9"))) {
            server.kill();
            server.restart();
            load.awaitAcknowledged(Scale.some());
            load.finish();
            Oracle.judge(server, load);
        }
    }

    @Test
    void paused_it_goes_on_where_it_was() {
        try (Load load = Load.start(server, CUSTOMERS, Scale.seed("SIGSTOP"))) {
            for (Duration pause : Scale.serverPauses()) {
                server.pauseFor(pause).join();
                load.awaitAcknowledged(Scale.some());
            }
            load.finish();
            Oracle.judge(server, load);
        }
    }

    @Test
    void stopped_under_load_it_drains_and_loses_nothing() {
        try (Load load = Load.start(server, CUSTOMERS, Scale.seed("SIGTERM"))) {
            assertThat(server.terminate()).as("ended by SIGTERM, in order").isEqualTo(SIGTERM_STATUS);
            assertThat(server.database().isRunning()).isFalse();
            server.restart();
            load.awaitAcknowledged(Scale.some());
            load.finish();
            Oracle.judge(server, load);
        }
    }
}
