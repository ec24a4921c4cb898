package chat.switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.json.JSONException;
import org.json.JSONObject;

/// The official client, with what a test needs: answers and events to wait for.
final class TestSocket implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 30;

    record Received(String event, JsonNode payload) {}

    /// @param before what was received before the answer and not asked for yet
    record Answered(List<Received> before, JsonNode answer) {}

    final Socket socket;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    private TestSocket(Socket socket) {
        this.socket = socket;
        for (String event : new String[] {Socket.EVENT_CONNECT, Socket.EVENT_CONNECT_ERROR, Socket.EVENT_DISCONNECT})
            socket.on(event, args -> received.add(new Received(event, json(args.length == 0 ? null : args[0]))));
        socket.onAnyIncoming(args -> received.add(new Received((String) args[0], json(args[1]))));
        socket.connect();
    }

    static TestSocket connect(int port, String token) {
        IO.Options options = IO.Options.builder()
                .setForceNew(true)
                .setReconnection(false)
                .setTransports(new String[] {"websocket"})
                .setAuth(Map.of("token", token))
                .build();
        return new TestSocket(IO.socket(URI.create("http://127.0.0.1:" + port), options));
    }

    TestSocket connected() {
        await(Socket.EVENT_CONNECT);
        return this;
    }

    /// The answer to a command, whatever it says.
    JsonNode call(String command, String payload) {
        return ask(command, payload).join();
    }

    /// The same, without waiting for it.
    CompletableFuture<JsonNode> ask(String command, String payload) {
        return ask(command, object(payload));
    }

    /// May have binary parts.
    CompletableFuture<JsonNode> ask(String command, JSONObject payload) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        socket.emit(command, new Object[] {payload}, (Ack) args -> answer.complete(json(args[0])));
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS);
    }

    /// The answer to a command, and where it stands among the events.
    Answered askInOrder(String command, String payload) {
        CompletableFuture<Answered> answer = new CompletableFuture<>();
        socket.emit(command, new Object[] {object(payload)}, (Ack)
                args -> answer.complete(new Answered(soFar(), json(args[0]))));
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /// A command without the wish for an answer.
    void tell(String command, String payload) {
        socket.emit(command, object(payload));
    }

    static JSONObject object(String payload) {
        try {
            return new JSONObject(payload.replace('\'', '"'));
        } catch (JSONException wrong) {
            throw new AssertionError(wrong);
        }
    }

    JsonNode ok(String command, String payload) {
        JsonNode answer = call(command, payload);
        assertThat(answer.get("ok").booleanValue()).as("%s", answer).isTrue();
        return answer;
    }

    JsonNode error(String command, String payload) {
        JsonNode answer = call(command, payload);
        assertThat(answer.get("ok").booleanValue()).as("%s", answer).isFalse();
        return answer.get("error");
    }

    /// The next event of this name; others before it are dropped.
    JsonNode await(String event) {
        return await(event, _ -> true);
    }

    JsonNode await(String event, Predicate<JsonNode> which) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (true) {
                Received next = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) throw new AssertionError("No " + event + " within " + SECONDS + " s");
                if (next.event.equals(event) && which.test(next.payload)) return next.payload;
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// The next event, whatever it is.
    Received next() {
        try {
            Received next = received.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("No event within " + SECONDS + " s");
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// As if they had not been taken: they come first again.
    void putBack(List<Received> events) {
        List<Received> after = soFar();
        received.addAll(events);
        received.addAll(after);
    }

    /// Whether this was received and not asked for yet; takes nothing away.
    boolean heard(Predicate<Received> what) {
        return received.stream().anyMatch(what);
    }

    /// Everything received so far, in order; to be asked after something that must have come later.
    List<Received> soFar() {
        List<Received> all = new ArrayList<>();
        received.drainTo(all);
        return all;
    }

    @Override
    public void close() {
        socket.disconnect();
    }

    static JsonNode json(Object value) {
        try {
            if (value instanceof JSONObject object) return JSON.readTree(object.toString());
            return JSON.getNodeFactory().textNode(String.valueOf(value));
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
