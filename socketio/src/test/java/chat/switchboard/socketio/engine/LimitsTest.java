package chat.switchboard.socketio.engine;

import static chat.switchboard.socketio.engine.EngineFixture.next;
import static chat.switchboard.socketio.engine.EngineFixture.packet;
import static chat.switchboard.socketio.raw.Polling.get;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";

    @Nested
    class ConnectionsPerAddress {
        @Test
        void one_address_has_so_many_and_no_more_until_one_ends() {
            try (EngineFixture fixture = new EngineFixture(o -> o.maxConnectionsPerAddress = 2)) {
                Polling polling = fixture.polling();
                try (RawWebSocket socket = fixture.webSocket()) {
                    assertThat(get(fixture.url(POLLING)).statusCode()).isEqualTo(429);
                    assertThat(fixture.webSocket(WEBSOCKET).status()).isEqualTo(429);
                    assertThat(fixture.engine.connections()).isEqualTo(2);
                    polling.post("1").join();
                    assertThat(get(fixture.url(POLLING)).statusCode()).isEqualTo(200);
                    assertThat(socket.text("4here").receiveText()).isEqualTo("4here");
                }
            }
        }

        @Test
        void forwarded_addresses_count_only_behind_trusted_proxies() {
            try (EngineFixture fixture = new EngineFixture(o -> o.maxConnectionsPerAddress = 1)) {
                assertThat(get(fixture.url(POLLING), "X-Forwarded-For", "1.1.1.1")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(get(fixture.url(POLLING), "X-Forwarded-For", "2.2.2.2")
                                .statusCode())
                        .isEqualTo(429);
            }
            try (EngineFixture fixture = new EngineFixture(o -> {
                o.maxConnectionsPerAddress = 1;
                o.trustedProxies = 1;
            })) {
                assertThat(get(fixture.url(POLLING), "X-Forwarded-For", "9.9.9.9, 1.1.1.1")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(get(fixture.url(POLLING), "X-Forwarded-For", "8.8.8.8, 1.1.1.1")
                                .statusCode())
                        .isEqualTo(429);
                assertThat(get(fixture.url(POLLING), "X-Forwarded-For", "9.9.9.9, 2.2.2.2")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(next(fixture.opened).handshake().remoteAddress()).isEqualTo("1.1.1.1");
            }
        }

        /// Each is another spelling of the first, a neighbour in its network, or nothing that can be counted.
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "203.0.113.7              | 203.0.113.7:4711, ::ffff:203.0.113.7",
                    "203.0.113.7              | 9.9.9.9, [::ffff:203.0.113.7]:80",
                    "2001:db8::1              | 2001:DB8:0:0::2",
                    "[2001:db8::1]:80         | 2001:db8::ffff:ffff:ffff:ffff%eth0",
                    "unknown                  | _hidden",
                    "9.9.9.9, unknown         | 8.8.8.8,",
                    "garbage                  | 127.0.0.1",
                })
        void one_address_or_network_has_one_place_however_it_is_spelled(String first, String second) {
            try (EngineFixture fixture = new EngineFixture(o -> {
                o.maxConnectionsPerAddress = 1;
                o.trustedProxies = 1;
            })) {
                String url = fixture.url(POLLING);
                assertThat(get(url, "X-Forwarded-For", first).statusCode()).isEqualTo(200);
                assertThat(get(url, "X-Forwarded-For", second).statusCode()).isEqualTo(429);
                assertThat(get(url, "X-Forwarded-For", "2001:db8:0:1::1").statusCode())
                        .isEqualTo(200);
            }
        }

        @Test
        void who_comes_through_fewer_proxies_than_trusted_is_counted_as_himself() {
            try (EngineFixture fixture = new EngineFixture(o -> {
                o.maxConnectionsPerAddress = 1;
                o.trustedProxies = 2;
            })) {
                String url = fixture.url(POLLING);
                assertThat(get(url, "X-Forwarded-For", "1.1.1.1").statusCode()).isEqualTo(200);
                assertThat(get(url, "X-Forwarded-For", "2.2.2.2").statusCode()).isEqualTo(429);
                assertThat(get(url).statusCode()).isEqualTo(429);
                assertThat(get(url, "X-Forwarded-For", "1.1.1.1, 2.2.2.2").statusCode())
                        .isEqualTo(200);
                assertThat(next(fixture.opened).handshake().remoteAddress()).isIn("127.0.0.1", "::/64");
            }
        }
    }

    @Nested
    class BrowserOrigins {
        private final EngineFixture fixture = new EngineFixture(o -> o.origins = Origins.of("https://shop.example"));

        @Test
        void listed_own_and_absent_origins_may_connect_by_both_transports() {
            String own = "http://localhost:" + fixture.server.port();
            for (String origin : new String[] {"https://shop.example", own}) {
                HttpResponse<String> response = get(fixture.url(POLLING), "Origin", origin);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                        .hasValue(origin);
                assertThat(response.headers().firstValue("Vary")).hasValue("Origin");
                assertThat(fixture.webSocket(WEBSOCKET, "Origin: " + origin).status())
                        .isEqualTo(101);
            }
            assertThat(get(fixture.url(POLLING)).headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(fixture.webSocket(WEBSOCKET).status()).isEqualTo(101);
            fixture.close();
        }

        @Test
        void other_origins_are_forbidden_by_both_transports() {
            for (String origin : new String[] {"https://evil.example", "null", "https://shop.example.evil", "x"}) {
                HttpResponse<String> response = get(fixture.url(POLLING), "Origin", origin);
                assertThat(response.statusCode()).isEqualTo(403);
                assertThat(response.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
                assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                        .isEmpty();
                assertThat(fixture.webSocket(WEBSOCKET, "Origin: " + origin).status())
                        .isEqualTo(403);
            }
            fixture.close();
        }

        @Test
        void a_preflight_is_answered() {
            String request = "OPTIONS /engine.io/ HTTP/1.1\r\nHost: localhost\r\nOrigin: https://shop.example\r\n"
                    + "Access-Control-Request-Method: POST\r\n\r\n";
            RawWebSocket answer = RawWebSocket.request(fixture.server.port(), request, new byte[0]);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.head()).contains("Access-Control-Allow-Origin: https://shop.example", "GET, POST");
            fixture.close();
        }
    }

    @Nested
    class UnsentBytes {
        private static final EncodedPacket LARGE = packet("x".repeat(50_000));

        @Test
        void a_slow_websocket_is_closed_and_others_get_all() {
            try (EngineFixture fixture = new EngineFixture(o -> o.maxUnsentBytes = 200_000)) {
                RawWebSocket slow = fixture.webSocket();
                EngineSession slowSession = next(fixture.opened);
                try (RawWebSocket quick = fixture.webSocket()) {
                    EngineSession quickSession = next(fixture.opened);
                    // What the kernels hold for the slow one comes first; it is not ours to count.
                    int sent = 0;
                    while (fixture.closed.isEmpty() && sent < 2000) {
                        slowSession.send(LARGE);
                        quickSession.send(LARGE);
                        assertThat(quick.receive().payload()).hasSize(50_001);
                        sent++;
                    }
                    assertThat(next(fixture.closed)).isEqualTo(CloseReason.SLOW_READER);
                    assertThat(quick.text("4here").receiveText()).isEqualTo("4here");
                }
                slow.close();
            }
        }

        @Test
        void a_client_that_does_not_poll_is_closed() {
            try (EngineFixture fixture = new EngineFixture(o -> o.maxUnsentBytes = 200_000)) {
                Polling polling = fixture.polling();
                EngineSession session = next(fixture.opened);
                for (int i = 0; i < 5; i++) session.send(LARGE);
                assertThat(next(fixture.closed)).isEqualTo(CloseReason.SLOW_READER);
                assertThat(polling.poll().join().statusCode()).isEqualTo(400);
            }
        }
    }

    @Nested
    class Input {
        /// Four seconds' worth may come at once; each packet of these counts for 256 bytes and its own.
        private static final int RATE = 16 * 1024;

        private static final int PACKETS = 300;

        @Test
        void what_comes_too_fast_waits_and_nothing_is_lost() {
            try (EngineFixture fixture = new EngineFixture(o -> o.maxInputPerAddress = RATE);
                    RawWebSocket socket = fixture.webSocket()) {
                long begun = System.nanoTime();
                for (int i = 0; i < PACKETS; i++) socket.text("4" + i + "x".repeat(40));
                for (int i = 0; i < PACKETS; i++)
                    assertThat(socket.receiveText()).isEqualTo("4" + i + "x".repeat(40));
                assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
            }
        }

        @Test
        void the_answer_to_a_post_that_came_too_fast_waits() {
            try (EngineFixture fixture = new EngineFixture(o -> o.maxInputPerAddress = RATE)) {
                Polling polling = fixture.polling();
                long begun = System.nanoTime();
                String packet = "4" + "x".repeat(40);
                String packets = (packet + "\u001e").repeat(PACKETS - 1) + packet;
                CompletableFuture<HttpResponse<String>> poll = polling.poll();
                assertThat(polling.post(packets).join().statusCode()).isEqualTo(200);
                assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
                assertThat(poll.join().body()).isEqualTo(packets);
            }
        }

        @Test
        void who_does_not_take_what_it_is_sent_is_not_read_on_and_not_closed() {
            String text = "4" + "x".repeat(10_000);
            int packets = 2_000;
            try (EngineFixture fixture = new EngineFixture();
                    RawWebSocket socket = fixture.webSocket()) {
                EngineSession session = next(fixture.opened);
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < packets; i++) socket.text(text);
                });
                while (!session.isBehind() && !sending.isDone()) Thread.onSpinWait();
                for (int i = 0; i < packets; i++) {
                    assertThat(session.unsentBytes()).isLessThan(1024 * 1024);
                    assertThat(socket.receive().payload()).hasSize(text.length());
                }
                sending.join();
                assertThat(fixture.closed).isEmpty();
            }
        }
    }

    @Nested
    class Ending {
        @Test
        void a_closed_session_sends_what_is_queued_first() {
            try (EngineFixture fixture = new EngineFixture();
                    RawWebSocket socket = fixture.webSocket()) {
                EngineSession session = next(fixture.opened);
                session.send(packet("last words"));
                session.close();
                session.send(packet("too late"));
                assertThat(socket.receiveText()).isEqualTo("4last words");
                assertThat(socket.receiveClose()).isEqualTo(1006);
                assertThat(next(fixture.closed)).isEqualTo(CloseReason.SERVER_CLOSED);
            }
        }

        @Test
        void a_waiting_poll_gets_the_last_words_and_the_goodbye() {
            try (EngineFixture fixture = new EngineFixture()) {
                Polling polling = fixture.polling();
                EngineSession session = next(fixture.opened);
                CompletableFuture<HttpResponse<String>> poll = polling.poll();
                session.send(packet("last words"));
                session.close();
                String first = poll.join().body();
                assertThat(first.equals("4last words") ? first + "\u001e" + polling.polled() : first)
                        .isEqualTo("4last words\u001e1");
                assertThat(polling.poll().join().statusCode()).isEqualTo(400);
            }
        }

        @Test
        void the_next_poll_gets_them_if_none_waits() {
            try (EngineFixture fixture = new EngineFixture()) {
                Polling polling = fixture.polling();
                EngineSession session = next(fixture.opened);
                session.send(packet("last words"));
                session.close();
                assertThat(next(fixture.closed)).isEqualTo(CloseReason.SERVER_CLOSED);
                assertThat(polling.polled()).isEqualTo("4last words\u001e1");
                assertThat(polling.poll().join().statusCode()).isEqualTo(400);
            }
        }

        @Test
        void a_server_that_closes_ends_all_and_takes_nobody_in() throws Exception {
            try (EngineFixture fixture = new EngineFixture();
                    RawWebSocket socket = fixture.webSocket()) {
                CompletableFuture<HttpResponse<String>> poll = fixture.polling().poll();
                CompletableFuture<Void> closed = fixture.engine.close();
                assertThat(socket.receiveClose()).isEqualTo(1006);
                assertThat(poll.join().body()).isEqualTo("1");
                closed.get(5, TimeUnit.SECONDS);
                assertThat(fixture.engine.connections()).isZero();
                assertThat(get(fixture.url(POLLING)).statusCode()).isEqualTo(503);
            }
        }

        @Test
        void a_reset_connection_is_lost() {
            try (EngineFixture fixture = new EngineFixture()) {
                fixture.webSocket().cut();
                assertThat(next(fixture.closed)).isEqualTo(CloseReason.TRANSPORT_LOST);
                assertThat(fixture.engine.connections()).isZero();
            }
        }
    }

    @Nested
    class Times {
        @Test
        void a_client_that_is_not_admitted_in_time_is_closed() {
            try (EngineFixture fixture = new EngineFixture(o -> o.connectTimeout = Duration.ofMillis(100));
                    RawWebSocket socket = fixture.webSocket()) {
                EngineSession session = next(fixture.opened);
                session.execute(session::awaitAdmission);
                assertThat(next(fixture.closed)).isEqualTo(CloseReason.CONNECT_TIMEOUT);
                assertThat(socket.receiveClose()).isEqualTo(1006);
            }
        }

        @Test
        void a_polling_client_that_falls_silent_is_given_up() {
            try (EngineFixture fixture = new EngineFixture(o -> {
                o.pingInterval = Duration.ofMillis(60);
                o.pingTimeout = Duration.ofMillis(60);
            })) {
                Polling polling = fixture.polling();
                assertThat(next(fixture.closed)).isEqualTo(CloseReason.PING_TIMEOUT);
                assertThat(polling.poll().join().statusCode()).isEqualTo(400);
            }
        }

        /// What has arrived of it is held until then, and no longer: inside it there is no place for a pong.
        @Test
        void a_message_that_never_ends_ends_with_the_next_ping() {
            try (EngineFixture fixture = new EngineFixture(o -> {
                        o.pingInterval = Duration.ofMillis(60);
                        o.pingTimeout = Duration.ofMillis(60);
                    });
                    RawWebSocket socket = fixture.webSocket()) {
                socket.frameOf(RawWebSocket.TEXT, new byte[] {'4'}).frameOf(RawWebSocket.CONTINUATION, new byte[1000]);
                assertThat(next(fixture.closed)).isEqualTo(CloseReason.PING_TIMEOUT);
            }
        }

        @Test
        void a_pong_nobody_asked_for_changes_nothing() {
            try (EngineFixture fixture = new EngineFixture();
                    RawWebSocket socket = fixture.webSocket()) {
                assertThat(socket.text("3").text("6").text("4here").receiveText())
                        .isEqualTo("4here");
            }
        }
    }
}
