package chat.switchboard.fault;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// PostgreSQL dies, stands still, or lets nobody in.
class DatabaseFaultsTest {
    private static final int CUSTOMERS = 8;
    /// Said when PostgreSQL ends without having been told to by the server, and again while its old workers, which
    /// have to notice first that their postmaster is gone, keep a new one from starting.
    private static final List<String> EXPECTED =
            List.of("PostgreSQL ended unexpectedly; starting it again", "PostgreSQL could not be started again");

    private static final ServerProcess server = ServerProcess.start();
    private static final DatabaseProcess database = server.database();

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void it_is_unharmed() {
        server.isUnharmed(EXPECTED);
    }

    @Test
    void killed_it_is_started_again_and_service_goes_on() {
        try (Load load = Load.start(server, CUSTOMERS, Scale.seed("PostgreSQL killed"))) {
            database.kill();
            load.awaitAcknowledged(Scale.some());
            load.finish();
            Oracle.judge(server, load);
        }
    }

    @Test
    void stopped_by_somebody_it_is_started_again_and_service_goes_on() {
        try (Load load = Load.start(server, CUSTOMERS, Scale.seed("PostgreSQL stopped"))) {
            database.stop();
            load.awaitAcknowledged(Scale.some());
            load.finish();
            Oracle.judge(server, load);
        }
    }

    @Test
    void paused_it_delays_answers_and_changes_none() {
        try (Load load = Load.start(server, CUSTOMERS, Scale.seed("PostgreSQL paused"))) {
            database.pauseFor(Scale.databasePause()).join();
            load.awaitAcknowledged(Scale.some());
            load.finish();
            Oracle.judge(server, load);
        }
    }

    @Test
    void while_it_lets_nobody_in_commands_are_answered_unavailable() {
        try (Load load = Load.start(server, CUSTOMERS, Scale.seed("PostgreSQL refusing"))) {
            database.refuseConnections();
            load.awaitRefusal();
            database.acceptConnections();
            load.awaitAcknowledged(Scale.some());
            load.finish();
            Oracle.judge(server, load);
        }
    }
}
