package chat.switchboard.fault;

import chat.switchboard.fault.Books.Draft;
import chat.switchboard.kernel.UuidV7;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Somebody who writes into one conversation. What is written waits in an outbox and is sent under the same id, by
/// socket or by REST, until it is acknowledged; then the next.
final class Writer implements AutoCloseable {
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());
    private static final int LONGEST_THOUGHT_MILLIS = 40;
    private static final int LONGEST_PAUSE_MILLIS = 300;
    private static final double BY_SOCKET = 0.7;

    private final URI server;
    private final String token;
    private final UUID conversationId;
    private final Books books;
    private final Random random;
    private final Queue<Draft> outbox = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean inspired;
    private volatile boolean online = true;
    private volatile boolean gone;
    private volatile int refusals;
    private Wire wire;
    private int written;

    /// Where and as whom.
    record Seat(URI server, String token, UUID conversationId) {}

    Writer(Seat seat, Books books, long seed) {
        this.server = seat.server;
        this.token = seat.token;
        this.conversationId = seat.conversationId;
        this.books = books;
        this.random = new Random(seed);
        this.thread = Thread.ofVirtual().name("writer").start(this::run);
    }

    /// Writes on and on, until [#fallSilent()].
    void write() {
        inspired = true;
    }

    /// Writes this many, now, whether they can be sent or not.
    void write(int messages) {
        for (int i = 0; i < messages; i++) outbox.add(draft());
    }

    /// Writes nothing more; what is in the outbox is still sent.
    void fallSilent() {
        inspired = false;
    }

    void goOffline() {
        online = false;
    }

    void goOnline() {
        online = true;
    }

    /// Whether everything written was acknowledged.
    boolean isDone() {
        return outbox.isEmpty();
    }

    /// How often the server said that it cannot take it now.
    int refusals() {
        return refusals;
    }

    @Override
    public void close() {
        gone = true;
        thread.interrupt();
    }

    private void run() {
        while (!gone) {
            if (!online) hangUp();
            else if (outbox.peek() instanceof Draft next) deliver(next);
            else if (inspired) outbox.add(draft());
            Until.pause(Duration.ofMillis(random.nextInt(LONGEST_THOUGHT_MILLIS)));
        }
        hangUp();
    }

    private synchronized Draft draft() {
        var draft = new Draft(conversationId, IDS.next(), "%s, %d".formatted(thread.threadId(), ++written));
        books.sent(draft);
        return draft;
    }

    private void deliver(Draft draft) {
        try {
            JsonNode message = random.nextDouble() < BY_SOCKET ? bySocket(draft) : byRest(draft);
            if (message != null) {
                books.acknowledged(draft, message.get("seq").intValue());
                outbox.remove();
                return;
            }
            refusals++;
        } catch (IOException _) { // the fault under test
            hangUp();
        }
        Until.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
    }

    /// The message as stored; null when the server cannot now.
    private JsonNode bySocket(Draft draft) throws IOException {
        if (wire == null || !wire.isOpen()) wire = Wire.connect(server, token, _ -> {});
        JsonNode answer = wire.call("message.send", body(draft).put("conversationId", conversationId.toString()));
        if (answer.get("ok").booleanValue()) return answer.get("message");
        return refused(answer.get("error"));
    }

    private JsonNode byRest(Draft draft) throws IOException {
        Api.Answer answer =
                new Api(server, token).post("/api/v1/conversations/%s/messages".formatted(conversationId), body(draft));
        return answer.status() < 300 ? answer.json() : refused(answer.json());
    }

    private JsonNode refused(JsonNode error) {
        if (!error.get("code").textValue().equals("unavailable"))
            books.contradiction("Refused without a reason: " + error);
        return null;
    }

    private static ObjectNode body(Draft draft) {
        return Json.object("id", draft.id(), "content", draft.content());
    }

    private void hangUp() {
        if (wire != null) wire.close();
        wire = null;
    }
}
