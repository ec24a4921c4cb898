package chat.switchboard.fault;

import chat.switchboard.fault.Books.Draft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The network between people and the server loses, delays and cuts.
class NetworkFaultsTest {
    private static final int CUSTOMERS = 8;
    private static final int ROUNDS = 2;
    private static final int REPEATS = 20;

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
            Pause.of(Scale.networkOutage());
            proxy.accept();
        });
    }

    @Test
    void delayed_connections_are_late_and_in_order() {
        again_and_again("delayed", proxy -> proxy.delay(Scale.networkDelay()));
    }

    /// A sender that hears nothing sends on every way it has, all at the same time.
    @Test
    void a_message_whose_answer_is_lost_and_that_is_sent_twenty_times_is_stored_once() throws Exception {
        long seed = Scale.seed("Answers lost");
        var random = new Random(seed);
        try (var proxy = new CutProxy(server.port());
                Load load = Load.start(server, CUSTOMERS, seed);
                var attempts = Executors.newVirtualThreadPerTaskExecutor()) {
            proxy.swallow(NetworkFaultsTest::isAnswer);
            for (Writer writer : load.writers()) {
                Draft draft = writer.draft("");
                try (Wire deaf = writer.seat().at(proxy.uri()).connect()) {
                    writer.seat().tell(deaf, draft);
                    List<Callable<Integer>> repeats = Stream.generate(random::nextBoolean)
                            .<Callable<Integer>>map(byRest -> () -> byRest ? post(writer, draft) : send(writer, draft))
                            .limit(REPEATS)
                            .toList();
                    for (Future<Integer> seq : attempts.invokeAll(repeats))
                        load.books().acknowledged(draft, seq.get());
                }
            }
            load.finish();
            Oracle.judge(server, load);
        }
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

    private static int post(Writer writer, Draft draft) throws IOException {
        return writer.seat().post(draft);
    }

    private static int send(Writer writer, Draft draft) throws IOException {
        try (Wire wire = writer.seat().connect()) {
            return writer.seat().send(wire, draft);
        }
    }

    /// A WebSocket frame, after two or four bytes of header, with an acknowledgement of Socket.IO.
    private static boolean isAnswer(byte[] packet) {
        String text = new String(packet, StandardCharsets.ISO_8859_1);
        return text.startsWith("43", 2) || text.startsWith("43", 4);
    }
}
