package chat.switchboard.ledger;

import chat.switchboard.conversation.Cast;
import chat.switchboard.conversation.Command;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Does anything to the conversations that are there, many commands at a time, until it is closed.
final class RandomTalk implements AutoCloseable {
    private static final int AT_ONCE = 40;

    private final Conversations conversations;
    private final Random random;
    private final List<Talked> talked;
    private final Thread thread = Thread.ofPlatform().unstarted(this::talk);
    private volatile boolean closing;

    private record Talked(UUID id, Actor.Customer customer) {}

    RandomTalk(Database database, Conversations conversations, long seed) {
        this.conversations = conversations;
        this.random = new Random(seed);
        this.talked = database.transaction(
                Actor.SYSTEM,
                handle -> handle.select("SELECT id, customer_id FROM conversation")
                        .map((row, _) -> new Talked(
                                row.getObject(1, UUID.class),
                                new Actor.Customer(row.getObject(2, UUID.class), "Ayesha")))
                        .list());
    }

    void start() {
        thread.start();
    }

    private void talk() {
        while (!closing) {
            List<CompletableFuture<Outcome<Committed>>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) answers.add(something(talked.get(random.nextInt(talked.size()))));
            answers.forEach(CompletableFuture::join);
        }
    }

    /// Refusals are part of life.
    private CompletableFuture<Outcome<Committed>> something(Talked about) {
        Actor.Admin admin = Cast.BILAL;
        return switch (random.nextInt(12)) {
            case 0 -> conversations.submit(admin, about.id, new Command.MarkRead(1 + random.nextInt(50)));
            case 1 -> conversations.submit(about.customer, about.id, new Command.MarkRead(1 + random.nextInt(50)));
            case 2 -> conversations.submit(admin, about.id, Command.Send.text(Cast.id(), "Here I am"));
            case 3 -> conversations.submit(admin, about.id, new Command.Resolve());
            case 4 -> conversations.submit(admin, about.id, new Command.Escalate("Late"));
            default -> conversations.submit(about.customer, about.id, Command.Send.text(Cast.id(), "A word"));
        };
    }

    /// Waits for the answers that are due.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
