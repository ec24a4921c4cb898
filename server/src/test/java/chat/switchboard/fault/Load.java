package chat.switchboard.fault;

import chat.switchboard.kernel.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Customers who write, each into a conversation of its own, and readers: each customer on a second device, and an
/// admin who follows all of them.
final class Load implements AutoCloseable {
    private final ServerProcess server;
    private final Books books = new Books();
    private final List<UUID> conversations = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final Random random;

    private Load(ServerProcess server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    /// Under way when it returns.
    static Load start(ServerProcess server, int customers, long seed) {
        return start(server, server.uri(), customers, seed);
    }

    /// @param through where the writers and readers connect: the server, or a proxy before it
    static Load start(ServerProcess server, URI through, int customers, long seed) {
        var load = new Load(server, seed);
        try {
            for (int i = 0; i < customers; i++) load.addCustomer(through);
            load.readers.add(
                    new Reader(through, server.adminToken(), load.conversations, load.books, load.random.nextLong()));
            load.writers.forEach(Writer::write);
            load.awaitAcknowledged(Scale.some());
            return load;
        } catch (RuntimeException | Error e) {
            load.close();
            throw e;
        }
    }

    Books books() {
        return books;
    }

    List<UUID> conversations() {
        return conversations;
    }

    List<Writer> writers() {
        return writers;
    }

    List<Reader> readers() {
        return readers;
    }

    /// Waits until this many more are acknowledged: service is there.
    void awaitAcknowledged(int more) {
        int wanted = books.acknowledged() + more;
        Eventually.until(
                () -> "%d more acknowledged; there are %d".formatted(wanted, books.acknowledged()),
                Scale.PATIENCE,
                () -> books.acknowledged() >= wanted);
    }

    /// Waits until the server has said to somebody that it cannot now.
    void awaitRefusal() {
        int before = refusals();
        Eventually.until("a refusal", Scale.PATIENCE, () -> refusals() > before);
    }

    /// Nobody begins a new message; whatever was begun is acknowledged when it returns.
    void finish() {
        writers.forEach(Writer::fallSilent);
        Eventually.until(
                "everything is acknowledged",
                Scale.PATIENCE,
                () -> writers.stream().allMatch(Writer::isDone));
    }

    /// More readers of the first conversation, on staff's devices.
    List<Reader> addReaders(URI through, int count) {
        String admin = server.adminToken();
        List<UUID> first = conversations.subList(0, 1);
        List<Reader> added = Stream.generate(() -> new Reader(through, admin, first, books, random.nextLong()))
                .limit(count)
                .toList();
        readers.addAll(added);
        return added;
    }

    /// Somebody of the staff, who writes into the first conversation when told to.
    Writer addAgent() {
        var agent = new Writer(
                new Seat(server.uri(), server.adminToken(), conversations.getFirst()), books, random.nextLong());
        writers.add(agent);
        return agent;
    }

    @Override
    public void close() {
        writers.forEach(Writer::close);
        readers.forEach(Reader::close);
    }

    private int refusals() {
        return writers.stream().mapToInt(Writer::refusals).sum();
    }

    private void addCustomer(URI through) {
        String token = created(Api.nobody(server.uri()), "/api/v1/customer-sessions", Json.object("name", "Ayesha"))
                .get("token")
                .textValue();
        UUID id = UUID.fromString(created(new Api(server.uri(), token), "/api/v1/conversations", Json.object())
                .get("id")
                .textValue());
        conversations.add(id);
        writers.add(new Writer(new Seat(through, token, id), books, random.nextLong()));
        readers.add(new Reader(through, token, List.of(id), books, random.nextLong()));
    }

    /// The fault of the test before may still be felt.
    private static JsonNode created(Api api, String path, JsonNode body) {
        var answer = new AtomicReference<JsonNode>();
        Eventually.until(path, Scale.PATIENCE, () -> {
            answer.set(api.post(path, body).is(201));
            return true;
        });
        return answer.get();
    }
}
