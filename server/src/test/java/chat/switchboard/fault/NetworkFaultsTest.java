package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The network between people and the server loses, delays and cuts.
class NetworkFaultsTest {
    private static final int CUSTOMERS = 8;
    private static final int ROUNDS = 3;

    private static final ServerProcess server = ServerProcess.start();

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void logged_no_error() {
        assertThat(server.newErrors()).isEmpty();
    }

    @Test
    void connections_that_are_cut_come_back_and_miss_nothing() {
        again_and_again("cut", CutProxy::cut);
    }

    @Test
    void connections_that_are_reset_come_back_and_miss_nothing() {
        again_and_again("reset", CutProxy::reset);
    }

    @Test
    void connections_that_fall_silent_are_given_up_and_miss_nothing() {
        again_and_again("half-open", CutProxy::silence);
    }

    @Test
    void refused_connections_are_tried_again() {
        again_and_again("refused", proxy -> {
            proxy.refuse();
            proxy.cut();
            Until.pause(Scale.networkOutage());
            proxy.accept();
        });
    }

    @Test
    void delayed_connections_are_late_and_in_order() {
        again_and_again("delayed", proxy -> proxy.delay(Scale.networkDelay()));
    }

    private static void again_and_again(String what, Consumer<CutProxy> fault) {
        long seed = Scale.seed("Connections " + what);
        var random = new Random(seed);
        try (var proxy = new CutProxy(server.port());
                Load load = Load.start(server, proxy.uri(), CUSTOMERS, seed)) {
            for (int round = 0; round < ROUNDS; round++) {
                fault.accept(proxy);
                load.awaitAcknowledged(1 + random.nextInt(Scale.some()));
            }
            load.finish();
            Oracle.judge(server, load);
        }
    }
}
