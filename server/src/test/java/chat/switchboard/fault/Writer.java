package chat.switchboard.fault;

import chat.switchboard.fault.Books.Draft;
import chat.switchboard.kernel.UuidV7;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Somebody who writes into one conversation. What is written waits in an outbox and is sent under the same id, by
/// socket or by REST, until it is acknowledged; then the next.
final class Writer implements AutoCloseable {
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());
    private static final int LONGEST_THOUGHT_MILLIS = 40;
    private static final int LONGEST_PAUSE_MILLIS = 300;
    private static final double BY_SOCKET = 0.7;

    private final Seat seat;
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

    Writer(Seat seat, Books books, long seed) {
        this.seat = seat;
        this.books = books;
        this.random = new Random(seed);
        this.thread = Thread.ofVirtual().name("writer").start(this::run);
    }

    Seat seat() {
        return seat;
    }

    /// Writes on and on, until [#fallSilent()].
    void write() {
        inspired = true;
    }

    /// Writes this many, now, whether they can be sent or not.
    void write(int messages) {
        write(messages, "");
    }

    /// @param more what each of them says beside its number
    void write(int messages, String more) {
        for (int i = 0; i < messages; i++) outbox.add(draft(more));
    }

    /// The next message, for a test that sends it itself.
    synchronized Draft draft(String more) {
        var draft =
                new Draft(seat.conversationId(), IDS.next(), "%d, %d%s".formatted(thread.threadId(), ++written, more));
        books.sent(draft);
        return draft;
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
            if (online && outbox.peek() instanceof Draft next) {
                deliver(next);
                continue;
            }
            if (!online) hangUp();
            else if (inspired) write(1);
            Pause.of(Duration.ofMillis(random.nextInt(LONGEST_THOUGHT_MILLIS)));
        }
        hangUp();
    }

    private void deliver(Draft draft) {
        try {
            books.acknowledged(draft, random.nextDouble() < BY_SOCKET ? bySocket(draft) : seat.post(draft));
            outbox.remove();
            return;
        } catch (Seat.Refused refused) {
            refusals++;
            if (!refused.forNow()) books.contradiction("Refused for good: " + refused.getMessage());
        } catch (IOException _) { // the fault under test
            hangUp();
        }
        Pause.of(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
    }

    private int bySocket(Draft draft) throws IOException {
        if (wire == null || !wire.isOpen()) wire = seat.connect();
        return seat.send(wire, draft);
    }

    private void hangUp() {
        if (wire != null) wire.close();
        wire = null;
    }
}
