package chat.switchboard.socketio.engine;

import static chat.switchboard.socketio.engine.EngineFixture.next;
import static chat.switchboard.socketio.engine.EngineFixture.packet;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From polling to a WebSocket, with three event loops: the requests of one session meet on different ones.
class UpgradeTest {
    private static EngineFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new EngineFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static void assertStillPolling(Polling polling) {
        assertThat(polling.post("4still polling").join().statusCode()).isEqualTo(200);
        assertThat(polling.polled()).isEqualTo("4still polling");
    }

    @Test
    void a_probe_lets_the_waiting_poll_go() {
        Polling polling = fixture.polling();
        CompletableFuture<HttpResponse<String>> waiting = polling.poll();
        try (RawWebSocket socket = fixture.candidate(polling)) {
            assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
            assertThat(waiting.join().body()).isEqualTo("6");
            assertThat(socket.text("5").text("4a").receiveText()).isEqualTo("4a");
        }
    }

    @Test
    void probe_and_upgrade_in_the_same_packet_as_the_handshake_are_not_lost() {
        Polling polling = fixture.polling();
        ByteArrayOutputStream behind = new ByteArrayOutputStream();
        for (String packet : List.of("2probe", "5", "4early")) {
            byte[] payload = packet.getBytes(StandardCharsets.UTF_8);
            behind.writeBytes(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.TEXT, payload));
        }
        String target = "/engine.io/?EIO=4&transport=websocket&sid=" + polling.sid();
        try (RawWebSocket socket = RawWebSocket.open(fixture.server.port(), target, behind.toByteArray())) {
            assertThat(socket.receiveText()).isEqualTo("3probe");
            assertThat(socket.receiveText()).isEqualTo("4early");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2probes", "3probe", "5", "4message", "1", ""})
    void anything_but_a_probe_ends_the_attempt_and_polling_goes_on(String first) {
        Polling polling = fixture.polling();
        try (RawWebSocket socket = fixture.candidate(polling)) {
            assertThat(socket.text(first).receiveClose()).isEqualTo(1006);
        }
        assertStillPolling(polling);
    }

    @Test
    void a_websocket_that_leaves_after_the_probe_leaves_polling_as_it_was() {
        Polling polling = fixture.polling();
        try (RawWebSocket socket = fixture.candidate(polling)) {
            assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
            socket.frameOf(RawWebSocket.FIN | RawWebSocket.CLOSE, new byte[0]).receiveClose();
        }
        assertStillPolling(polling);
        try (RawWebSocket again = fixture.candidate(polling)) {
            assertThat(again.text("2probe").receiveText()).isEqualTo("3probe");
        }
    }

    @Test
    void a_second_websocket_beside_the_first_is_closed_at_once() {
        Polling polling = fixture.polling();
        try (RawWebSocket first = fixture.candidate(polling)) {
            assertThat(first.text("2probe").receiveText()).isEqualTo("3probe");
            assertDeclined(fixture.candidate(polling));
            assertThat(first.text("5").text("4mine").receiveText()).isEqualTo("4mine");
        }
    }

    /// As the reference server has it: official clients without an error listener crash at a refusal by HTTP.
    private static void assertDeclined(RawWebSocket socket) {
        try (socket) {
            assertThat(socket.status()).isEqualTo(101);
            RawWebSocket.Frame frame = socket.receive();
            assertThat(frame.opcode()).isEqualTo(RawWebSocket.CLOSE);
            assertThat(frame.payload()).isEmpty();
            assertThat(socket.receiveClose()).isEqualTo(1006);
        }
    }

    @Test
    void a_websocket_for_a_session_that_has_one_is_closed_at_once() {
        Polling polling = fixture.polling();
        try (RawWebSocket upgraded = fixture.candidate(polling).text("2probe").text("5");
                RawWebSocket first = fixture.webSocket("EIO=4&transport=websocket")) {
            assertThat(upgraded.receiveText()).isEqualTo("3probe");
            assertThat(upgraded.text("4a").receiveText()).isEqualTo("4a");
            assertDeclined(fixture.candidate(polling));
            String sid = Polling.handshake(first.receiveText()).get("sid").asText();
            assertDeclined(fixture.webSocket("EIO=4&transport=websocket&sid=" + sid));
            assertThat(upgraded.text("4still here").receiveText()).isEqualTo("4still here");
            assertThat(first.text("4here too").receiveText()).isEqualTo("4here too");
        }
    }

    @Test
    void a_websocket_for_a_session_that_waits_to_say_goodbye_is_closed_at_once() {
        fixture.opened.clear();
        Polling polling = fixture.polling();
        next(fixture.opened).close();
        assertDeclined(fixture.candidate(polling));
        assertThat(polling.polled()).isEqualTo("1");
    }

    @Test
    void an_attempt_that_takes_too_long_is_given_up() {
        try (EngineFixture impatient = new EngineFixture(o -> o.upgradeTimeout = Duration.ofMillis(50))) {
            Polling polling = impatient.polling();
            try (RawWebSocket socket = impatient.candidate(polling)) {
                assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
                assertThat(socket.receiveClose()).isEqualTo(1006);
            }
            assertThat(polling.post("4still polling").join().statusCode()).isEqualTo(200);
            assertThat(polling.polled()).isEqualTo("4still polling");
        }
    }

    @Test
    void the_end_of_the_session_ends_the_attempt() {
        Polling polling = fixture.polling();
        try (RawWebSocket socket = fixture.candidate(polling)) {
            assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
            polling.post("1").join();
            assertThat(socket.receiveClose()).isEqualTo(1006);
        }
    }

    /// The client has paused its polling to upgrade and can be told of the end only when it has.
    @Test
    void the_end_of_a_session_waits_for_an_upgrade_under_way() {
        fixture.opened.clear();
        Polling polling = fixture.polling();
        EngineSession session = next(fixture.opened);
        try (RawWebSocket socket = fixture.candidate(polling)) {
            assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
            session.send(packet("last words"));
            session.close();
            assertThat(socket.text("5").receiveText()).isEqualTo("4last words");
            assertThat(socket.receiveClose()).isEqualTo(1006);
        }
        assertThat(polling.poll().join().statusCode()).isEqualTo(400);
    }

    /// A foreign thread sends all the time while the client polls, probes, upgrades and goes on by WebSocket.
    @RepeatedTest(5)
    void nothing_is_lost_or_doubled_or_out_of_order_in_an_upgrade() {
        fixture.opened.clear();
        Polling polling = fixture.polling();
        EngineSession session = next(fixture.opened);
        int count = 2000;
        Thread sender = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < count; i++) {
                session.send(packet(String.valueOf(i)));
                if (i % 20 == 0) Thread.yield();
            }
        });
        List<String> received = new ArrayList<>(List.of(polling.polled().split("\u001e")));
        try (RawWebSocket socket = fixture.candidate(polling)) {
            CompletableFuture<HttpResponse<String>> last = polling.poll();
            assertThat(socket.text("2probe").receiveText()).isEqualTo("3probe");
            received.addAll(List.of(last.join().body().split("\u001e")));
            socket.text("5");
            received.remove("6");
            while (received.size() < count) received.add(socket.receiveText());
        }
        for (int i = 0; i < count; i++) assertThat(received.get(i)).isEqualTo("4" + i);
        assertThat(sender.isAlive() && received.size() > count).isFalse();
    }
}
