package chat.switchboard.fault;

import chat.switchboard.fault.Wire.Happening;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/// Somebody who follows conversations as the contract says: takes what comes next, joins again with the last seq held
/// when there is a gap, when told to stand behind, and after every reconnect. Nothing else makes it look again, so
/// what it does not hold in the end was never shown to it.
final class Reader implements AutoCloseable {
    private static final int LONGEST_PAUSE_MILLIS = 300;

    private final URI server;
    private final String token;
    private final Books books;
    private final Random random;
    private final Map<UUID, List<UUID>> held = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean online = true;
    private volatile boolean gone;
    private volatile Wire wire;
    private volatile int connections;

    /// @param token of somebody who may see all these conversations
    Reader(URI server, String token, Collection<UUID> conversations, Books books, long seed) {
        this.server = server;
        this.token = token;
        this.books = books;
        this.random = new Random(seed);
        conversations.forEach(id -> held.put(id, new ArrayList<>()));
        this.thread = Thread.ofVirtual().name("reader").start(this::run);
    }

    /// The ids of a conversation's messages, the first with seq 1.
    List<UUID> held(UUID conversationId) {
        List<UUID> ids = held.get(conversationId);
        synchronized (ids) {
            return List.copyOf(ids);
        }
    }

    Collection<UUID> conversations() {
        return held.keySet();
    }

    int connections() {
        return connections;
    }

    void goOffline() {
        online = false;
        if (wire != null) wire.close();
    }

    void goOnline() {
        online = true;
    }

    @Override
    public void close() {
        gone = true;
        if (wire != null) wire.close();
        thread.interrupt();
    }

    private void run() {
        while (!gone) {
            if (online) {
                try {
                    connect();
                } catch (IOException _) { // the fault under test
                } catch (InterruptedException _) {
                    return;
                }
            }
            Pause.of(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
        }
    }

    private void connect() throws IOException, InterruptedException {
        var happenings = new LinkedBlockingQueue<Happening>();
        try (Wire connected = Wire.connect(server, token, happenings::add)) {
            wire = connected;
            if (gone || !online) return;
            connections++;
            for (UUID id : held.keySet()) catchUp(connected, id);
            follow(connected, happenings);
        }
    }

    private void follow(Wire connected, BlockingQueue<Happening> happenings) throws IOException, InterruptedException {
        Map<UUID, Integer> shown = new HashMap<>();
        while (happenings.take() instanceof Happening.Event(String name, JsonNode payload)) {
            switch (name) {
                case "message.created" -> created(connected, payload.get("message"), shown);
                case "conversation.position" -> {
                    UUID id = id(payload, "conversationId");
                    if (payload.get("lastSeq").intValue() > held.get(id).size()) catchUp(connected, id);
                }
                default -> {} // nothing of the ledger
            }
        }
    }

    private void created(Wire connected, JsonNode message, Map<UUID, Integer> shown) throws IOException {
        UUID id = id(message, "conversationId");
        int seq = message.get("seq").intValue();
        Integer before = shown.put(id, seq);
        if (before != null && seq <= before)
            books.contradiction("One wire showed %d after %d of %s".formatted(seq, before, id));
        if (seq > held.get(id).size() + 1) catchUp(connected, id);
        else take(message);
    }

    private void catchUp(Wire connected, UUID id) throws IOException {
        JsonNode page;
        do {
            page = connected.call(
                    "conversation.join",
                    Json.object("conversationId", id, "after", held.get(id).size()));
            if (!page.get("ok").booleanValue()) throw new IOException(page.toString());
            page.get("messages").forEach(this::take);
        } while (page.get("hasMore").booleanValue());
    }

    /// The next one; one that is held already must be the same.
    private void take(JsonNode message) {
        List<UUID> ids = held.get(id(message, "conversationId"));
        UUID id = id(message, "id");
        int seq = message.get("seq").intValue();
        synchronized (ids) {
            if (seq == ids.size() + 1) ids.add(id);
            else if (seq > ids.size()) books.contradiction("A page has a gap before " + message);
            else if (!ids.get(seq - 1).equals(id))
                books.contradiction("%s was shown, then %s".formatted(ids.get(seq - 1), message));
        }
    }

    private static UUID id(JsonNode object, String field) {
        return UUID.fromString(object.get(field).textValue());
    }
}
