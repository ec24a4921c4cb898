package chat.switchboard.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.RawWebSocket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private static final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    private static final EngineFixture fixture = new EngineFixture(o -> o.origins = new Origins(
            Origin.of("https://desk.example:8443"), Optional.of(Set.of(origin("https://shop.example"))), refused::add));

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example",
        "https://shop.example:443, https://shop.example",
        "https://shop.example:, https://shop.example",
        "HTTPS://Shop.Example, https://shop.example",
        "http://shop.example:80, http://shop.example",
        "http://shop.example:443, http://shop.example:443",
        "https://shop.example:80, https://shop.example:80",
        "http://localhost:8080, http://localhost:8080",
        "http://10.0.0.7:08080, http://10.0.0.7:8080",
        "http://[::1]:8080, http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1], http://[::1]",
        "https://[2001:DB8::0:1]:443, https://[2001:db8::1]",
        "https://under_score.example, https://under_score.example",
    })
    void one_origin_written_in_many_ways_is_one(String written, String normal) {
        assertThat(origin(written).toString()).isEqualTo(normal);
        assertThat(origin(written)).isEqualTo(origin(normal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "shop.example",
                "//shop.example",
                "https://",
                "https://:443",
                "https://shop.example/",
                "https://shop.example/chat",
                "https://shop.example?x",
                "https://shop.example#x",
                "https://a@shop.example",
                "https://shop.example:0",
                "https://shop.example:65536",
                "https://shop.example:-1",
                "https://shop.example:4 3",
                "https://shop.example:443:443",
                "https://shop .example",
                "https://shop.example\nX: y",
                "https://m\u00fcnchen.example",
                "https://[::1",
                "https://[::1]x",
                "https://[1::2::3]",
                "https://[fe80::1%eth0]",
                "https://[127.0.0.1]",
                "ftp://shop.example",
                "ws://shop.example",
                "chrome-extension://abcdefgh",
                "file://",
                "https://a.example https://b.example"
            })
    void what_is_no_web_origin_is_none(String text) {
        assertThat(Origin.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // listed, whatever the host
        "https://shop.example, desk.example",
        "https://shop.example:443, anything",
        // the public address, whatever a proxy makes of the host
        "https://desk.example:8443, desk.example",
        "https://desk.example:8443, desk.example:8443",
        "https://desk.example:8443, 127.0.0.1:8080",
        "HTTPS://DESK.example:8443, other.example:1",
        "https://desk.example:8443, DESK.example",
        // the host that was asked
        "http://desk.example:8080, desk.example:8080",
        "http://10.0.0.7:8080, 10.0.0.7:8080",
        "http://other.example, other.example",
        "http://other.example, other.example:80",
        "http://other.example:80, other.example",
        "https://other.example, other.example",
        "https://other.example, other.example:443",
        "https://Other.example:443, oTHER.example",
        "http://[::1]:8080, [::1]:8080",
        "http://[::1]:8080, [0::1]:8080",
    })
    void pages_that_are_listed_or_the_servers_own_may_connect(String origin, String host) {
        for (String transport : new String[] {"polling", "websocket"})
            assertThat(status(transport, origin, host)).as(transport).isIn(101, 200);
    }

    @ParameterizedTest
    @CsvSource({
        "https://desk.example, 127.0.0.1:8080",
        // proxies drop the port: neighbours of the public address are strangers
        "https://desk.example, desk.example",
        "http://desk.example, desk.example",
        "https://desk.example:443, Desk.example",
        "https://desk.example:8444, desk.example:8443",
        "http://desk.example:8443, 127.0.0.1",
        "https://other.example, other.example:80",
        "http://other.example, other.example:443",
        "http://other.example:8080, other.example",
        "http://other.example, other.example:8080",
        "https://desk.example.evil:8443, desk.example",
        "https://evil.example, shop.example",
        "http://shop.example, desk.example",
        "ftp://other.example, other.example",
        "null, desk.example",
        "null, null",
    })
    void all_other_pages_are_refused_and_told_of_in_one_spelling(String origin, String host) {
        for (String transport : new String[] {"polling", "websocket"}) {
            assertThat(status(transport, origin, host)).as(transport).isEqualTo(403);
            assertThat(EngineFixture.next(refused))
                    .isEqualTo(Origin.of(origin)
                            .map(Origin::toString)
                            .orElse(origin.equals("null") ? "null" : "malformed"));
        }
    }

    /// Who logs it must not have to escape it.
    @Test
    void nothing_of_a_malformed_origin_is_passed_on() {
        String poison = "https://a.example\t2026-01-01 ERROR \u0085\u00e9" + "x".repeat(1000);
        assertThat(status("polling", poison, "desk.example")).isEqualTo(403);
        assertThat(EngineFixture.next(refused)).isEqualTo("malformed");
    }

    private static int status(String transport, String origin, String host) {
        String request = "GET /engine.io/?EIO=4&transport=%s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\n%s\r\n"
                .formatted(
                        transport,
                        host,
                        origin,
                        transport.equals("polling")
                                ? ""
                                : "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        try (RawWebSocket answer = RawWebSocket.request(fixture.server.port(), request, new byte[0])) {
            return answer.status();
        }
    }

    private static Origin origin(String text) {
        return Origin.of(text).orElseThrow();
    }
}
