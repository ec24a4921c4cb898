package chat.switchboard.socketio.engine;

import static chat.switchboard.socketio.engine.EngineFixture.next;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Binary as text on a WebSocket, which the protocol allows everywhere and `forceBase64` makes clients do.
class Base64WebSocketTest {
    private static EngineFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new EngineFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static RawWebSocket opened(String more) {
        RawWebSocket socket = fixture.webSocket("EIO=4&transport=websocket" + more);
        socket.receive();
        return socket;
    }

    @Test
    void a_client_that_says_nothing_gets_binary_frames() {
        for (String more : new String[] {"", "&b64="}) {
            try (RawWebSocket socket = opened(more)) {
                assertThat(socket.text("bAQID").receive().payload()).containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void a_client_that_wants_no_binary_frames_gets_none() {
        try (RawWebSocket socket = opened("&b64=1")) {
            assertThat(socket.text("bAQID").receiveText()).isEqualTo("bAQID");
            assertThat(socket.binary(1, 2).receiveText()).isEqualTo("bAQI=");
            assertThat(socket.text("4text").receiveText()).isEqualTo("4text");
        }
    }

    @Test
    void so_it_is_after_an_upgrade() {
        Polling polling = fixture.polling();
        try (RawWebSocket socket = fixture.webSocket("EIO=4&transport=websocket&b64=1&sid=" + polling.sid())) {
            assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
            assertThat(socket.text("5").text("bAQID").receiveText()).isEqualTo("bAQID");
        }
    }

    @ParameterizedTest
    @CsvSource({"b, 0", "bAA==, 1", "bAA, 1", "'bAQID\nBA==\n', 4"})
    void padding_and_line_breaks_are_as_clients_have_them(String packet, int bytes) {
        try (RawWebSocket socket = opened("")) {
            assertThat(socket.text(packet).receive().payload()).hasSize(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"b!", "bA", "bAQ=A", "b€"})
    void what_is_not_base64_ends_the_session(String packet) {
        fixture.closed.clear();
        try (RawWebSocket socket = opened("")) {
            assertThat(socket.text(packet).receiveClose()).isEqualTo(1008);
        }
        assertThat(next(fixture.closed)).isEqualTo(CloseReason.MALFORMED);
    }
}
