package chat.switchboard.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How requests are answered, beside what the reference server (engine.io 6.6.12) answers to the same bytes.
///
/// An answer is `open` (a session), `ok` (200), `probe` (a WebSocket that waits for its probe), `close` (a WebSocket
/// that is accepted and closed at once), or the code in the refusal.
class ReferenceAnswersTest {
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static EngineFixture fixture;
    private final List<RawWebSocket> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        fixture = new EngineFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /// A session in the state that stands in braces.
    private String sid(String state) {
        Polling polling = fixture.polling();
        switch (state) {
            case "polling" -> {}
            case "left" -> polling.post("1").join();
            case "unprobed" -> open.add(fixture.candidate(polling));
            case "probed" -> probed(polling);
            case "upgraded" -> probed(polling).text("5").text("4a").receiveText();
            case "websocket" -> {
                RawWebSocket socket = fixture.webSocket("EIO=4&transport=websocket");
                open.add(socket);
                return Polling.handshake(socket.receiveText()).get("sid").asText();
            }
            default -> throw new IllegalArgumentException(state);
        }
        return polling.sid();
    }

    private RawWebSocket probed(Polling polling) {
        RawWebSocket socket = fixture.candidate(polling).text("2probe");
        socket.receiveText();
        open.add(socket);
        return socket;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // method | query | reference | here, where we know better
                "GET  |                                             | 0     |",
                "WS   |                                             | 0     |",
                "GET  | EIO=4                                       | 0     |",
                "POST | EIO=4                                       | 0     |",
                "GET  | EIO=4&transport=                            | 0     |",
                "GET  | EIO=4&transport=x                           | 0     |",
                "WS   | EIO=4&transport=x                           | 0     |",
                "GET  | EIO=3&transport=x                           | 0     |",
                "GET  | EIO=4&transport=polling                     | open  |",
                "POST | EIO=4&transport=polling                     | 2     |",
                "PUT  | EIO=4&transport=polling                     | 2     |",
                "GET  | EIO=3&transport=polling                     | 5     |",
                "GET  | transport=polling                           | 5     |",
                "POST | EIO=3&transport=polling                     | 2     |",
                "WS   | EIO=4&transport=polling                     | close | 3",
                "WS   | EIO=4&transport=websocket                   | open  |",
                "GET  | EIO=4&transport=websocket                   | 3     |",
                "POST | EIO=4&transport=websocket                   | 2     |",
                "GET  | EIO=3&transport=websocket                   | 3     |",
                // The reference writes its refusal behind the 101.
                "WS   | EIO=3&transport=websocket                   | 5     |",
                "GET  | EIO=4&transport=polling&sid=none            | 1     |",
                "POST | EIO=4&transport=polling&sid=none            | 1     |",
                "WS   | EIO=4&transport=polling&sid=none            | 1     |",
                "WS   | EIO=4&transport=websocket&sid=none          | 1     |",
                "GET  | EIO=3&transport=polling&sid=none            | 1     |",
                // An empty id is an id, and a parameter twice is no parameter.
                "GET  | EIO=4&transport=polling&sid=                | open  | 1",
                "GET  | EIO=4&transport=polling&transport=polling   | open  | 3",
                "GET  | EIO=4&transport=websocket&sid={polling}     | 3     |",
                "GET  | EIO=3&transport=polling&sid={polling}       | 3     |",
                "GET  | transport=polling&sid={polling}             | 3     |",
                "WS   | EIO=3&transport=websocket&sid={polling}     | 3     |",
                "WS   | EIO=4&transport=polling&sid={polling}       | close | 3",
                "POST | EIO=4&transport=polling&sid={polling}       | ok    |",
                // The reference faults with 500.
                "PUT  | EIO=4&transport=polling&sid={polling}       | 3     |",
                "WS   | EIO=4&transport=websocket&sid={polling}     | probe |",
                "WS   | EIO=4&transport=websocket&sid={unprobed}    | close |",
                "WS   | EIO=4&transport=websocket&sid={probed}      | close |",
                "WS   | EIO=4&transport=websocket&sid={upgraded}    | close |",
                "GET  | EIO=4&transport=polling&sid={upgraded}      | 3     |",
                "POST | EIO=4&transport=polling&sid={upgraded}      | 3     |",
                "GET  | EIO=4&transport=websocket&sid={upgraded}    | 3     |",
                // The reference would change one WebSocket for another, which no client asks for.
                "WS   | EIO=4&transport=websocket&sid={websocket}   | probe | close",
                "GET  | EIO=4&transport=polling&sid={websocket}     | 3     |",
                "WS   | EIO=4&transport=websocket&sid={left}        | 1     |",
                "GET  | EIO=4&transport=polling&sid={left}          | 1     |",
            })
    void requests_are_answered_as_by_the_reference(String method, String query, String reference, String here) {
        String filled = query == null ? "" : query;
        int brace = filled.indexOf('{');
        if (brace >= 0) filled = filled.substring(0, brace) + sid(filled.substring(brace + 1, filled.length() - 1));
        try {
            assertThat(answer(method, filled)).isEqualTo(here == null ? reference : here);
        } finally {
            open.forEach(RawWebSocket::close);
        }
    }

    private String answer(String method, String query) {
        boolean upgrade = method.equals("WS");
        String headers = upgrade ? UPGRADE : method.equals("GET") ? "" : "Content-Length: 2\r\n";
        String request = (upgrade ? "GET" : method) + " /engine.io/?" + query + " HTTP/1.1\r\nHost: localhost\r\n"
                + headers + "\r\n" + (headers.startsWith("Content") ? "4a" : "");
        RawWebSocket socket = RawWebSocket.request(fixture.server.port(), request, new byte[0]);
        open.add(socket);
        return switch (socket.status()) {
            case 101 -> accepted(socket.text("2probe").receive());
            case 200 -> socket.body().startsWith("0{") ? "open" : "ok";
            case 400 -> socket.body().replaceFirst("\\{\"code\":(\\d).*", "$1");
            default -> socket.head();
        };
    }

    private static String accepted(RawWebSocket.Frame first) {
        if (first.opcode() == RawWebSocket.CLOSE) return "close";
        return first.text().startsWith("0{") ? "open" : first.text().equals("3probe") ? "probe" : first.text();
    }
}
