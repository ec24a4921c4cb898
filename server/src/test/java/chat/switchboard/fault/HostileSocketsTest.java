package chat.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One network with a hundred sockets that send whatever hurts: the server's heap hardly grows, and others hardly wait.
class HostileSocketsTest {
    private static final int CUSTOMERS = 20;
    private static final int SOCKETS_EACH = 5;
    private static final int HONEST = 8;
    private static final long MOST_HEAP = 50 << 20;
    /// What a busy machine adds to the slowest hundredth by itself.
    private static final Duration NOISE = Duration.ofMillis(50);

    private static final ServerProcess server = ServerProcess.startWith(
            "512m",
            Map.ofEntries(
                    Map.entry("SWITCHBOARD_SOCKETS_PER_CUSTOMER", "5"),
                    Map.entry("SWITCHBOARD_SOCKETS_PER_ADDRESS", "100"),
                    Map.entry("SWITCHBOARD_SOCKET_INPUT_PER_ADDRESS", "1MB"),
                    Map.entry("SWITCHBOARD_SOCKET_READS_PER10_SECONDS", "200"),
                    Map.entry("SWITCHBOARD_SOCKET_CHANGES_PER10_SECONDS", "50"),
                    // So that the honest may be measured often.
                    Map.entry("SWITCHBOARD_CUSTOMER_MESSAGES_PER10_SECONDS", "2000"),
                    // Pollers that vanish are not waited for long.
                    Map.entry("SWITCHBOARD_PING_INTERVAL", "5s"),
                    Map.entry("SWITCHBOARD_PING_TIMEOUT", "10s"),
                    Map.entry("SWITCHBOARD_TYPING_PREVIEWS", "true")));

    @AfterAll
    static void stop() {
        server.close();
    }

    /// What an attacker sends.
    enum Payload {
        PLACEHOLDERS {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                String named = "{\"_placeholder\":true,\"num\":0},".repeat(1_500);
                to.text("451-[\"message.send\",{\"content\":[" + named + "0]}]");
                to.binary(new byte[60_000]);
            }
        },
        ESCAPES {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                to.text(command("message.send", victim, "\"id\":\"%s\",\"content\":\"%s\"", "\\u0001".repeat(10_000)));
            }
        },
        MARKS {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                to.text(command("typing.start", victim, "\"preview\":\"a%2$s\"", "\u0301\u0327".repeat(15_000)));
            }
        },
        NESTING {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                to.text("42[\"conversation.open\",{\"metadata\":" + "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000)
                        + "}]");
            }
        },
        WIDTH {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                to.text("421[\"conversation.open\",{\"metadata\":{\"a\":[" + "1e9,".repeat(15_000) + "0]}}]");
            }
        },
        JOINS {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                for (int i = 0; i < 50; i++) to.text("42" + i + one("conversation.join", victim));
            }
        },
        READS {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                for (int i = 0; i < 50; i++) to.text(command("message.read", victim, "\"seq\":1", ""));
            }
        },
        PREVIEWS {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                for (int i = 0; i < 50; i++)
                    to.text(command("typing.start", victim, "\"preview\":\"%2$s\"", "x".repeat(200)));
            }
        },
        OPENINGS {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                for (int i = 0; i < 20; i++) to.text("42" + i + "[\"conversation.open\",{\"subject\":\"Again\"}]");
            }
        },
        TOKENS {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                String token = victim.token + "x".repeat(7_000);
                for (int i = 0; i < 8; i++) to.text("42" + i + "[\"session.renew\",{\"token\":\"" + token + "\"}]");
            }
        },
        PINGS {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                for (int i = 0; i < 2_000; i++) to.ping();
            }
        },
        NONSENSE {
            @Override
            void send(Attacker to, Victim victim) throws IOException {
                for (int i = 0; i < 50; i++)
                    to.text("42" + i + "[\"no.such.command\",{\"x\":[" + "{},".repeat(100) + "0]}]");
            }
        };

        abstract void send(Attacker to, Victim victim) throws IOException;

        private static String one(String command, Victim victim) {
            return "[\"" + command + "\",{\"conversationId\":\"" + victim.conversationId + "\"}]";
        }

        /// @param more fields, with a new id and `text` to fill in
        private static String command(String command, Victim victim, String more, String text) {
            return "421[\"" + command + "\",{\"conversationId\":\"" + victim.conversationId + "\","
                    + more.formatted(UUID.randomUUID(), text) + "}]";
        }
    }

    /// A customer with a conversation.
    record Victim(String token, String conversationId) {}

    @Test
    void all_of_it_at_once() throws IOException {
        survives(List.of(Payload.values()));
    }

    @ParameterizedTest
    @EnumSource
    void each_alone(Payload payload) throws IOException {
        Scale.onlyInTheLongRun();
        survives(List.of(payload));
    }

    private static void survives(List<Payload> payloads) throws IOException {
        try (var honest = new Honest()) {
            honest.measure(Duration.ofSeconds(2)); // warm
            long before = Footprint.of(server).heapBytes();
            long most = before;
            List<Long> quiet = new ArrayList<>();
            List<Long> attacked = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                quiet.add(honest.measure(Duration.ofSeconds(2)));
                try (var _ = new Storm(payloads)) {
                    attacked.add(honest.measure(Duration.ofSeconds(2)));
                    most = Math.max(most, Footprint.of(server).heapBytes());
                }
                Eventually.until("the attackers are gone", Scale.PATIENCE, () -> server.sockets() == HONEST);
            }
            long after = Footprint.of(server).heapBytes();
            System.out.printf(
                    "%s: heap %d MB, at most %d MB, afterwards %d MB; p99 %s ms, attacked %s ms%n",
                    payloads, before >> 20, most >> 20, after >> 20, millis(quiet), millis(attacked));
            assertThat(most - before).isLessThan(MOST_HEAP);
            assertThat(after - before).isLessThan(MOST_HEAP);
            assertThat(median(attacked)).isLessThan(2 * median(quiet) + NOISE.toNanos());
        }
        server.isUnharmed(List.of());
    }

    private static List<Long> millis(List<Long> nanos) {
        return nanos.stream().map(it -> it / 1_000_000).toList();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Victim customer() throws IOException {
        String token = Api.nobody(server.uri())
                .post("/api/v1/customer-sessions", Json.object("name", "Ayesha"))
                .is(201)
                .get("token")
                .textValue();
        JsonNode conversation = new Api(server.uri(), token)
                .post("/api/v1/conversations", Json.object())
                .is(201);
        return new Victim(token, conversation.get("id").textValue());
    }

    /// A hundred sockets of one network: a fifth of them polls, and a fifth does not read what it is told.
    private static final class Storm implements AutoCloseable {
        private final List<Attacker> attackers = new ArrayList<>();
        private final List<PollingAttacker> polling = new ArrayList<>();
        private final AtomicBoolean over = new AtomicBoolean();

        Storm(List<Payload> payloads) throws IOException {
            for (int i = 0; i < CUSTOMERS; i++) {
                Victim victim = customer();
                for (int j = 1; j < SOCKETS_EACH; j++) rage(victim, payloads, i * SOCKETS_EACH + j, j > 1);
                polling.add(new PollingAttacker(server.uri(), victim.token, victim.conversationId));
            }
        }

        private void rage(Victim victim, List<Payload> payloads, int number, boolean reads) throws IOException {
            var first = new Attacker(server.uri(), victim.token, reads);
            attackers.add(first);
            Thread.ofVirtual().name("attacker").start(() -> {
                Attacker attacker = first;
                for (int i = number; !over.get(); i++) {
                    try {
                        payloads.get(i % payloads.size()).send(attacker, victim);
                        attacker.flush();
                        Pause.of(Duration.ofMillis(100));
                    } catch (IOException closedByTheServer) {
                        attacker = again(attacker, victim, reads);
                        if (attacker == null) return;
                    }
                }
            });
        }

        /// Whoever is closed comes back.
        private Attacker again(Attacker closed, Victim victim, boolean reads) {
            closed.close();
            Pause.of(Duration.ofMillis(100));
            try {
                var next = new Attacker(server.uri(), victim.token, reads);
                synchronized (attackers) {
                    if (over.get()) next.close();
                    attackers.add(next);
                }
                return over.get() ? null : next;
            } catch (IOException refused) {
                return null;
            }
        }

        @Override
        public void close() {
            synchronized (attackers) {
                over.set(true);
                attackers.forEach(Attacker::close);
                polling.forEach(PollingAttacker::close);
            }
        }
    }

    /// Customers who talk: what they are made to wait for an acknowledgement.
    private static final class Honest implements AutoCloseable {
        private final List<Seat> seats = new ArrayList<>();
        private final List<Wire> wires = new ArrayList<>();

        Honest() throws IOException {
            for (int i = 0; i < HONEST; i++) {
                Victim customer = customer();
                var seat = new Seat(server.uri(), customer.token, UUID.fromString(customer.conversationId));
                seats.add(seat);
                wires.add(seat.connect());
            }
        }

        /// The slowest hundredth, in nanoseconds.
        long measure(Duration length) {
            var waits = new ConcurrentLinkedQueue<Long>();
            long end = System.nanoTime() + length.toNanos();
            List<Thread> talking = IntStream.range(0, HONEST)
                    .mapToObj(i -> Thread.startVirtualThread(() -> talk(seats.get(i), wires.get(i), end, waits)))
                    .toList();
            for (Thread thread : talking) join(thread);
            long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
            assertThat(sorted.length).isGreaterThan(100);
            return sorted[sorted.length * 99 / 100];
        }

        private static void talk(Seat seat, Wire wire, long end, ConcurrentLinkedQueue<Long> waits) {
            while (System.nanoTime() < end) {
                long begun = System.nanoTime();
                try {
                    seat.send(wire, new Books.Draft(seat.conversationId(), UUID.randomUUID(), "Hello"));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                waits.add(System.nanoTime() - begun);
                Pause.of(Duration.ofMillis(10));
            }
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            wires.forEach(Wire::close);
        }
    }
}
