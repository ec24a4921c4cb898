package chat.switchboard.fault;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// How hard and how long: short by default, as in real life with `-Dswitchboard.faults=long`.
final class Scale {
    private static final boolean LONG = "long".equals(System.getProperty("switchboard.faults"));

    /// Generous: a machine that is busy with other things must not fail a test.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private Scale() {}

    /// Skips the test in `bin/test`.
    static void onlyInTheLongRun() {
        Assumptions.assumeTrue(LONG, "only in the long run");
    }

    /// In the long run once within the patience of a heartbeat and once far beyond it.
    static List<Duration> serverPauses() {
        return LONG ? List.of(Duration.ofSeconds(30), Duration.ofSeconds(60)) : List.of(Duration.ofSeconds(3));
    }

    static Duration databasePause() {
        return Duration.ofSeconds(LONG ? 10 : 3);
    }

    static Duration networkOutage() {
        return Duration.ofSeconds(LONG ? 30 : 1);
    }

    static Duration networkDelay() {
        return Duration.ofMillis(LONG ? 300 : 60);
    }

    /// Clients that come back at the same time.
    static int crowd() {
        return LONG ? 2_000 : 500;
    }

    /// Messages that show that service is under way, or has come back.
    static int some() {
        return LONG ? 2_000 : 100;
    }

    static long seed(String test) {
        long seed = Long.getLong("switchboard.seed", System.nanoTime() & 0xffff_ffffL);
        System.out.printf("%s: -Dswitchboard.seed=%d%n", test, seed);
        return seed;
    }
}
