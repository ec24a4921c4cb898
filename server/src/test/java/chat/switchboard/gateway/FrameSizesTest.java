package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which frames are answered, whatever is in them, and which end the connection (`protocol/README.md`).
class FrameSizesTest {
    private static final int MOST_BYTES = 64 * 1024;
    private static SocketDesk desk;

    @BeforeAll
    static void open() {
        desk = new SocketDesk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    /// A client that sends the text it is given. Its connection's end is told as `closed` and the code.
    private static final class Line implements WebSocket.Listener, AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Line() {
            URI uri = URI.create("ws://127.0.0.1:" + desk.port() + "/socket.io/?EIO=4&transport=websocket");
            socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
            assertThat(next()).startsWith("0{");
            send("40{\"token\":\"" + desk.customer("Ayesha") + "\"}");
            assertThat(next()).startsWith("40{");
        }

        void send(String packet) {
            socket.sendText(packet, true).join();
        }

        /// What comes next, but events.
        String next() {
            try {
                while (true) {
                    String next = heard.poll(30, TimeUnit.SECONDS);
                    if (next == null) throw new AssertionError("nothing came");
                    if (!next.startsWith("42[")) return next;
                }
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("closed " + code);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
            http.shutdownNow();
        }
    }

    private static String padded(String start, String end, int bytes) {
        return start + "x".repeat(bytes - start.length() - end.length()) + end;
    }

    static Stream<String> commands() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../protocol/client"))) {
            return files.map(it -> it.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_whose_frame_fits_is_answered(String command) {
        try (Line line = new Line()) {
            line.send(padded("421[\"" + command + "\",{\"conversationId\":\"", "\"}]", MOST_BYTES));
            assertThat(line.next()).startsWith("431[{\"ok\":");
            line.send("422[\"" + command + "\"]");
            assertThat(line.next()).startsWith("432[{\"ok\":");
        }
    }

    @Test
    void a_text_that_is_too_long_for_a_message_and_not_for_a_frame_is_answered() {
        String start =
                "421[\"conversation.open\",{\"message\":{\"id\":\"018f0000-0000-7000-8000-000000000001\",\"content\":\"";
        try (Line line = new Line()) {
            line.send(padded(start, "\"}}]", MOST_BYTES));
            assertThat(line.next()).contains("\"ok\":false").contains("\"field\":\"message.content\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "421", "42"})
    void a_frame_that_does_not_fit_ends_the_connection_with_1009(String start) {
        try (Line line = new Line()) {
            line.send(padded(start + "[\"message.send\",{\"content\":\"", "\"}]", MOST_BYTES + 1));
            assertThat(line.next()).isEqualTo("closed 1009");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"421[\"message.send\",{]", "421[\"message.send\"", "421{}", "9", "nonsense"})
    void what_no_client_sends_ends_the_connection_with_1008(String packet) {
        try (Line line = new Line()) {
            line.send(packet);
            assertThat(line.next()).isEqualTo("closed 1008");
        }
    }
}
