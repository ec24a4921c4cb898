package chat.switchboard.fault;

import java.time.Duration;

/// How hard and how long: short by default, as in real life with `-Dswitchboard.faults=long`.
final class Scale {
    private static final boolean LONG = "long".equals(System.getProperty("switchboard.faults"));

    /// Generous: a machine that is busy with other things must not fail a test.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Scale() {}

    static Duration serverPause() {
        return Duration.ofSeconds(LONG ? 30 : 3);
    }

    /// Longer than any heartbeat: every connection is given up meanwhile.
    static Duration longServerPause() {
        return Duration.ofSeconds(LONG ? 60 : 5);
    }

    static Duration databasePause() {
        return Duration.ofSeconds(LONG ? 10 : 3);
    }

    static Duration networkSilence() {
        return Duration.ofSeconds(LONG ? 30 : 2);
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
