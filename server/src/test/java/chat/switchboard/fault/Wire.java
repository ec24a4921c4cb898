package chat.switchboard.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One Socket.IO connection over WebSocket, bare: it does not come back by itself, so a test sees every end.
public final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration QUIET = Duration.ofSeconds(1);

    /// What happens on a wire, in its order; the last is [Closed].
    public sealed interface Happening {
        record Event(String name, JsonNode payload) implements Happening {}

        record Closed() implements Happening {}
    }

    private final Consumer<Happening> happenings;
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final AtomicInteger lastCall = new AtomicInteger();
    private final CompletableFuture<JsonNode> admitted = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final String token;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> prodding = CompletableFuture.completedFuture(null);
    private volatile Duration longestSilence = PATIENCE;
    private volatile long lastHeard = System.nanoTime();
    private WebSocket socket;

    private Wire(String token, Consumer<Happening> happenings) {
        this.token = token;
        this.happenings = happenings;
    }

    /// Connected and admitted when it returns.
    ///
    /// @param happenings told on the wire's own thread, one after the other
    public static Wire connect(URI server, String token, Consumer<Happening> happenings) throws IOException {
        var wire = new Wire(token, happenings);
        URI uri = URI.create("ws://%s/socket.io/?EIO=4&transport=websocket".formatted(server.getAuthority()));
        try {
            wire.socket = await(
                    Api.HTTP.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(uri, wire.new Listener()));
            wire.lookIfAlive();
            await(wire.admitted);
            return wire;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    /// The answer to a command, whatever it says.
    JsonNode call(String command, JsonNode payload) throws IOException {
        return call(command, payload.toString());
    }

    /// @param payload as it stands on the wire, though no official client would send it
    public JsonNode call(String command, String payload) throws IOException {
        int number = lastCall.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        calls.put(number, answer);
        if (closed.isDone()) throw new IOException("The wire is closed");
        send("42%d[\"%s\",%s]".formatted(number, command, payload));
        try {
            return await(answer);
        } finally {
            calls.remove(number);
        }
    }

    /// Sends a command and leaves its answer to chance.
    void tell(String command, JsonNode payload) {
        send("42%d[\"%s\",%s]".formatted(lastCall.incrementAndGet(), command, payload));
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /// Without a farewell, as a closed laptop does it.
    @Override
    public void close() {
        if (socket != null) socket.abort();
        ended();
    }

    private void ended() {
        if (!closed.complete(null)) return;
        var gone = new IOException("The wire is closed");
        admitted.completeExceptionally(gone);
        calls.values().forEach(answer -> answer.completeExceptionally(gone));
        happenings.accept(new Happening.Closed());
    }

    /// A peer that says nothing for longer than its heartbeat is gone, though nobody closed.
    private void lookIfAlive() {
        if (closed.isDone()) return;
        long silence = System.nanoTime() - lastHeard;
        if (silence > longestSilence.toNanos()) close();
        else {
            if (silence > QUIET.toNanos()) prod();
            CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(this::lookIfAlive);
        }
    }

    /// The JDK's WebSocket sometimes overlooks the end of the stream when hundreds end at once: its socket stays in
    /// CLOSE-WAIT and nobody is told. Writing to such a one fails.
    private void prod() {
        if (socket == null || !prodding.isDone()) return;
        prodding = socket.sendPing(ByteBuffer.allocate(0)).whenComplete((_, fault) -> {
            if (fault != null) close();
        });
    }

    /// The socket takes one message after the other.
    private synchronized void send(String text) {
        sending = sending.handle((_, _) -> null).thenCompose(_ -> socket.sendText(text, true));
    }

    private void received(String packet) {
        lastHeard = System.nanoTime();
        switch (packet.charAt(0)) {
            case '0' -> greeted(Json.read(packet.substring(1)));
            case '2' -> send("3");
            case '4' -> message(packet.substring(1));
            default -> throw new IllegalStateException(packet);
        }
    }

    private void greeted(JsonNode handshake) {
        longestSilence = Duration.ofMillis(handshake.get("pingInterval").longValue()
                + handshake.get("pingTimeout").longValue());
        send("40" + Json.object("token", token));
    }

    private void message(String packet) {
        switch (packet.charAt(0)) {
            case '0' -> admitted.complete(null);
            case '1' -> close();
            case '2' -> {
                JsonNode event = Json.read(packet.substring(1));
                happenings.accept(new Happening.Event(event.get(0).textValue(), event.get(1)));
            }
            case '3' -> answered(packet);
            case '4' -> admitted.completeExceptionally(new IOException(packet));
            default -> throw new IllegalStateException(packet);
        }
    }

    private void answered(String packet) {
        int arguments = packet.indexOf('[');
        CompletableFuture<JsonNode> call = calls.get(Integer.parseInt(packet.substring(1, arguments)));
        if (call != null) call.complete(Json.read(packet.substring(arguments)).get(0));
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            if (closed.isDone()) opened.abort(); // too late: nobody waits for it any more
            else opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String packet = partial.toString();
                partial.setLength(0);
                received(packet);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended();
        }
    }
}
