package chat.switchboard.ledger;

import chat.switchboard.conversation.Event;
import chat.switchboard.postgres.TestPostgres;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Writes down what it gets, in the table `seen`.
record SeenConsumer(String name) implements EventConsumer {
    static void createTable(TestPostgres database) {
        database.asSuperuser(handle -> {
            handle.execute("""
                    CREATE TABLE seen (n bigserial, consumer text, xid bigint, ordinal int, type text,
                                       conversation_id uuid, seq int)""");
            return handle.execute("GRANT ALL ON seen, seen_n_seq TO switchboard_app");
        });
    }

    @Override
    public Start start() {
        return Start.OLDEST;
    }

    @Override
    public void handle(List<LoggedEvent> events, Handle handle) {
        var batch = handle.prepareBatch("""
                INSERT INTO seen (consumer, xid, ordinal, type, conversation_id, seq) VALUES (?, ?, ?, ?, ?, ?)""");
        for (LoggedEvent logged : events)
            batch.add(
                    name,
                    logged.position().xid(),
                    logged.position().ordinal(),
                    logged.event().getClass().getSimpleName(),
                    logged.conversationId(),
                    logged.event() instanceof Event.MessageCreated(var message) ? message.seq() : null);
        batch.execute();
    }

    @Override
    public void missedEvents(Handle handle) {
        handle.execute("INSERT INTO seen (consumer, type) VALUES (?, 'missed')", name);
    }
}
