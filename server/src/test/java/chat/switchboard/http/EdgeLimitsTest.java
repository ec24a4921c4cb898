package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.http.operations.OperationsTest;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.TestClock;
import chat.switchboard.postgres.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// How much of the server one address, one person and everybody together may take.
class EdgeLimitsTest {
    @Test
    void an_address_makes_so_many_requests_a_minute_and_health_and_metrics_do_not_count() {
        TestClock clock = new TestClock();
        try (RunningServer server = RunningServer.start(Map.of("SWITCHBOARD_REQUESTS_PER_ADDRESS", "5"), clock)) {
            Rest nobody = Rest.nobody(server);
            for (int i = 0; i < 10; i++) {
                nobody.page("/health/live").is(200);
                nobody.page("/metrics").is(200);
            }
            for (int i = 0; i < 5; i++) nobody.get("/faq-entries").is(200);
            for (String path : List.of("/api/v1/faq-entries", "/api/v1/me", "/api/v1/openapi.json", "/dashboard/")) {
                var refused = nobody.page(path).isProblem(Code.RATE_LIMITED);
                assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
            }
            nobody.page("/health/ready").is(200);
            clock.advance(Duration.ofMinutes(1));
            nobody.get("/faq-entries").is(200);
        }
    }

    @Test
    void a_person_reads_and_changes_so_much_a_minute_and_nobody_else_feels_it() {
        TestClock clock = new TestClock();
        var settings = Map.of("SWITCHBOARD_READS_PER_PERSON", "4", "SWITCHBOARD_WRITES_PER_PERSON", "2");
        try (RunningServer server = RunningServer.start(settings, clock)) {
            Rest ayesha = Rest.customer(server, "Ayesha");
            String id = ayesha.open("Hello");
            ayesha.say(id, "One more").is(201);
            ayesha.say(id, "Another").isProblem(Code.RATE_LIMITED);
            for (int i = 0; i < 4; i++) ayesha.get("/me").is(200);
            ayesha.get("/conversations").isProblem(Code.RATE_LIMITED);
            Rest.customer(server, "Bilal").get("/conversations").is(200);
            clock.advance(Duration.ofMinutes(1));
            ayesha.say(id, "Again").is(201);
            ayesha.get("/me").is(200);
        }
    }

    @Test
    void an_address_has_so_many_connections_open_whatever_they_are_used_for() {
        try (RunningServer server = RunningServer.start(Map.of("SWITCHBOARD_CONNECTIONS_PER_ADDRESS", "3"))) {
            List<RawConnection> open = new ArrayList<>();
            open.add(RawConnection.to(server));
            open.add(RawConnection.to(server).send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"));
            open.add(RawConnection.to(server).send(webSocket()));
            assertThat(open.get(1).readAnswer()).contains(" 200 ");
            assertThat(open.get(2).readAnswer()).contains(" 101 ");
            try (RawConnection oneTooMany = RawConnection.to(server)) {
                assertThat(oneTooMany.readToEnd())
                        .startsWith("HTTP/1.1 429 ")
                        .contains("rate_limited")
                        .containsIgnoringCase("retry-after: ");
            }
            open.get(2).close();
            Eventually.until("there is room again", () -> isServed(server));
            open.forEach(RawConnection::close);
        }
    }

    @Test
    void behind_a_proxy_connections_are_not_counted_by_address() {
        var settings = Map.of("SWITCHBOARD_CONNECTIONS_PER_ADDRESS", "1", "SWITCHBOARD_TRUSTED_PROXIES", "1");
        try (RunningServer server = RunningServer.start(settings);
                RawConnection first = RawConnection.to(server)) {
            assertThat(isServed(server)).isTrue();
            assertThat(first.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
                            .readAnswer())
                    .contains(" 200 ");
        }
    }

    @Test
    void one_person_waits_for_news_so_often_at_the_same_time() {
        try (RunningServer server = RunningServer.start(Map.of("SWITCHBOARD_LONG_POLLS_PER_PERSON", "2"))) {
            Rest ayesha = Rest.customer(server, "Ayesha");
            Rest bilal = Rest.customer(server, "Bilal");
            String id = ayesha.open("Hello");
            String news = news(ayesha, id, 25);
            var first = later(() -> ayesha.get(news));
            var second = later(() -> ayesha.get(news));
            awaitWaiting(server, 2);
            ayesha.get(news).isProblem(Code.RATE_LIMITED);
            String his = bilal.open("Hello");
            bilal.get(news(bilal, his, 1)).is(200);
            ayesha.say(id, "LongPoll").is(201);
            first.join().is(200);
            second.join().is(200);
            ayesha.get(news(ayesha, id, 1)).is(200);
        }
    }

    @Test
    void who_hangs_up_does_not_wait_any_more() {
        try (RunningServer server = RunningServer.start(Map.of("SWITCHBOARD_LONG_POLLS_PER_PERSON", "1"))) {
            Rest ayesha = Rest.customer(server, "Ayesha");
            String id = ayesha.open("Hello");
            try (RawConnection connection = RawConnection.to(server)) {
                connection.send("GET /api/v1%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(news(ayesha, id, 25), ayesha.token()));
                awaitWaiting(server, 1);
            }
            awaitWaiting(server, 0);
        }
    }

    @Test
    void all_together_wait_for_news_so_often() {
        try (RunningServer server = RunningServer.start(Map.of("SWITCHBOARD_LONG_POLLS", "1"))) {
            Rest ayesha = Rest.customer(server, "Ayesha");
            Rest bilal = Rest.customer(server, "Bilal");
            String hers = ayesha.open("Hello");
            String his = bilal.open("Hello");
            var waiting = later(() -> ayesha.get(news(ayesha, hers, 25)));
            awaitWaiting(server, 1);
            bilal.get(news(bilal, his, 25)).isProblem(Code.UNAVAILABLE);
            ayesha.say(hers, "LongPoll").is(201);
            waiting.join().is(200);
        }
    }

    @Test
    void while_requests_take_every_connection_people_log_in_write_and_the_server_is_ready() {
        try (RunningServer server = RunningServer.start();
                var busy = Executors.newVirtualThreadPerTaskExecutor()) {
            Rest ayesha = Rest.customer(server, "Ayesha");
            String id = ayesha.open("Hello");
            Database requests = server.postgres().requests();
            var over = new CountDownLatch(1);
            for (int i = 0; i < OperationsTest.CONNECTIONS; i++)
                busy.submit(() -> requests.transaction(Actor.SYSTEM, _ -> await(over)));
            Eventually.until("all are in use", () -> requests.connectionsInUse() == OperationsTest.CONNECTIONS);

            Rest.logIn(server, "admin@localhost").is(201);
            Rest.customer(server, "Bilal").get("/me").is(200);
            ayesha.say(id, "Still there?").is(201);
            Rest.nobody(server).page("/health/ready").is(200);
            ayesha.get("/conversations").isProblem(Code.UNAVAILABLE);
            over.countDown();
        }
    }

    @Test
    void health_and_metrics_have_a_port_of_their_own_where_the_operator_wants_it() {
        try (RunningServer server = RunningServer.start(Map.of("SWITCHBOARD_MANAGEMENT_PORT", "0"))) {
            Rest nobody = Rest.nobody(server);
            for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
                nobody.page(path).isProblem(Code.NOT_FOUND);
                assertThat(management(server, path)).startsWith("HTTP/1.1 200 ");
            }
            for (String path : List.of("/", "/api/v1/faq-entries", "/socket.io/?EIO=4&transport=polling"))
                assertThat(management(server, path)).startsWith("HTTP/1.1 404 ");
        }
    }

    private static String management(RunningServer server, String path) {
        try (RawConnection connection = RawConnection.to(server.managementPort())) {
            return connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readToEnd();
        }
    }

    private static boolean isServed(RunningServer server) {
        String answer =
                RawConnection.exchange(server, "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        return RawConnection.status(answer) == 200;
    }

    private static String webSocket() {
        return "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n";
    }

    /// A path that waits for what comes after the last message there is.
    private static String news(Rest who, String id, int seconds) {
        String lastSeq = who.get("/conversations/" + id).is(200).at("/lastSeq");
        return "/conversations/" + id + "/messages?after=" + lastSeq + "&wait=" + seconds;
    }

    private static CompletableFuture<Rest.Answer> later(Supplier<Rest.Answer> request) {
        return CompletableFuture.supplyAsync(request, work -> Thread.ofVirtual().start(work));
    }

    private static void awaitWaiting(RunningServer server, int count) {
        String expected = "switchboard_long_polls " + (double) count;
        Eventually.until(
                expected, () -> Rest.nobody(server).page("/metrics").text().contains(expected));
    }

    static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
