package chat.switchboard.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A client that sends whatever text it is given, which no official client would. One command at a time.
final class RawSocket implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 30;

    private final StringBuilder message = new StringBuilder();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final String token;
    private int lastId;
    private WebSocket socket;

    private RawSocket(String token) {
        this.token = token;
    }

    static RawSocket connect(int port, String token) {
        RawSocket client = new RawSocket(token);
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket"), client)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        client.connected.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        return client;
    }

    /// The acknowledgement of a command.
    ///
    /// @param payload as it stands on the wire
    JsonNode call(String command, String payload) {
        int id = ++lastId;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        socket.sendText("42" + id + "[\"" + command + "\"," + payload + "]", true);
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            received(from, message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        pending.values().forEach(answer -> answer.completeExceptionally(new AssertionError("closed " + code)));
        return null;
    }

    private void received(WebSocket from, String packet) {
        if (packet.startsWith("0")) from.sendText("40{\"token\":\"" + token + "\"}", true);
        else if (packet.equals("2")) from.sendText("3", true);
        else if (packet.startsWith("40")) connected.complete(null);
        else if (packet.startsWith("43")) acknowledged(packet);
    }

    private void acknowledged(String packet) {
        int bracket = packet.indexOf('[');
        try {
            pending.remove(Integer.parseInt(packet.substring(2, bracket)))
                    .complete(JSON.readTree(packet.substring(bracket)).get(0));
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(packet, wrong);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
