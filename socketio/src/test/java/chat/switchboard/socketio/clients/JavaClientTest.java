package chat.switchboard.socketio.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `io.socket:socket.io-client` from Maven Central.
class JavaClientTest {
    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    /// The transports a client may be told to use: one, the other, or the first and then the second.
    static Stream<List<String>> transports() {
        return Stream.of(List.of(WebSocket.NAME), List.of(Polling.NAME), List.of(Polling.NAME, WebSocket.NAME));
    }

    private static Socket client(String token, List<String> transports) {
        IO.Options options = IO.Options.builder()
                .setTransports(transports.toArray(String[]::new))
                .setAuth(Map.of("token", token))
                .setForceNew(true)
                .setReconnectionDelay(10)
                .build();
        return IO.socket(URI.create("http://localhost:" + desk.port()), options);
    }

    private static CompletableFuture<Object[]> once(Socket socket, String event) {
        CompletableFuture<Object[]> happened = new CompletableFuture<>();
        socket.once(event, happened::complete);
        return happened.orTimeout(5, TimeUnit.SECONDS);
    }

    private static Socket connected(List<String> transports) {
        Socket socket = client("good", transports);
        CompletableFuture<Object[]> connected = once(socket, Socket.EVENT_CONNECT);
        socket.connect();
        connected.join();
        return socket;
    }

    private static Object echoed(Socket socket, Object value) {
        CompletableFuture<Object[]> answered = new CompletableFuture<>();
        socket.emit("echo", new Object[] {value}, answered::complete);
        return answered.orTimeout(5, TimeUnit.SECONDS).join()[0];
    }

    @ParameterizedTest
    @MethodSource("transports")
    void it_connects_and_is_acknowledged(List<String> transports) {
        Socket socket = connected(transports);
        for (int i = 0; i < 20; i++)
            assertThat(echoed(socket, "Wo ist مرا order? 😀" + i)).isEqualTo("Wo ist مرا order? 😀" + i);
        socket.disconnect();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void it_sends_and_gets_binary(List<String> transports) {
        Socket socket = connected(transports);
        byte[] bytes = {0, 1, 2, (byte) 253, (byte) 254, (byte) 255};
        assertThat((byte[]) echoed(socket, bytes)).isEqualTo(bytes);
        socket.disconnect();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void it_is_refused_with_message_and_data(List<String> transports) throws JSONException {
        Socket socket = client("bad", transports);
        CompletableFuture<Object[]> refused = once(socket, Socket.EVENT_CONNECT_ERROR);
        socket.connect();
        JSONObject error = (JSONObject) refused.join()[0];
        assertThat(error.getString("message")).isEqualTo("bad token");
        assertThat(error.getJSONObject("data").getString("code")).isEqualTo("unauthenticated");
        socket.disconnect();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void it_comes_back_when_the_connection_is_closed(List<String> transports) {
        Socket socket = connected(transports);
        String before = socket.id();
        CompletableFuture<Object[]> back = once(socket, Socket.EVENT_CONNECT);
        socket.emit("drop");
        back.join();
        assertThat(socket.id()).isNotEqualTo(before);
        assertThat(echoed(socket, 1)).isEqualTo(1);
        socket.disconnect();
    }

    @Test
    void it_answers_a_question_of_the_server() {
        Socket socket = connected(List.of(WebSocket.NAME));
        socket.on("question", args -> ((io.socket.client.Ack) args[1]).call(args[0] + ", said the client"));
        CompletableFuture<Object[]> answered = once(socket, "answered");
        socket.emit("ask", "well");
        assertThat(answered.join()[0]).isEqualTo("well, said the client");
        socket.disconnect();
    }

    @Test
    void it_stays_away_when_put_out() {
        Socket socket = connected(List.of(WebSocket.NAME));
        CompletableFuture<Object[]> out = once(socket, Socket.EVENT_DISCONNECT);
        socket.emit("leave");
        assertThat(out.join()[0]).isEqualTo("io server disconnect");
        socket.disconnect();
    }
}
