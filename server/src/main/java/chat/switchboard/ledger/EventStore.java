package chat.switchboard.ledger;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.ledger.LedgerBatch.Logged;
import chat.switchboard.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of what else happens: read marks, activities and the other events of the log.
final class EventStore extends BatchStore {
    static final String INSERT_MARKS = """
            INSERT INTO read_mark (conversation_id, reader_type, reader_id, seq, at, xid, ordinal)
            SELECT conversation_id, reader_type, reader_id, seq, to_timestamp(at), (SELECT ledger_xid()), ordinal
            FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::int4[], ?::float8[], ?::int4[])
                 AS r (conversation_id, reader_type, reader_id, seq, at, ordinal)
            """;

    EventStore(Handle handle) {
        super(handle);
    }

    record ReaderKey(UUID conversationId, UUID readerId) {}

    /// How far these readers have read, of those who have read anything.
    Map<ReaderKey, Integer> readUpTo(List<ReaderKey> readers) {
        if (readers.isEmpty()) return Map.of();
        String sql = """
                SELECT r.conversation_id, r.reader_id, max(r.seq)
                FROM unnest(?::uuid[], ?::uuid[]) k (conversation_id, reader_id)
                JOIN read_mark r ON r.conversation_id = k.conversation_id AND r.reader_id = k.reader_id
                GROUP BY r.conversation_id, r.reader_id
                """;
        return prepare(sql, select -> {
            Columns.of(select, readers).uuids(ReaderKey::conversationId).uuids(ReaderKey::readerId);
            Map<ReaderKey, Integer> found = new HashMap<>();
            ResultSet rows = select.executeQuery();
            while (rows.next())
                found.put(new ReaderKey(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)), rows.getInt(3));
            return found;
        });
    }

    void insertReadMarks(List<Logged<ReadMark>> marks) {
        if (marks.isEmpty()) return;
        prepare(INSERT_MARKS, insert -> {
            bind(Columns.of(insert, marks));
            return insert.executeUpdate();
        });
    }

    static Columns<Logged<ReadMark>> bind(Columns<Logged<ReadMark>> parameters) throws SQLException {
        return parameters
                .uuids(m -> m.event().conversationId())
                .texts(m -> m.event().reader().type().wireName())
                .uuids(m -> m.event().reader().id())
                .ints(m -> m.event().seq())
                .times(m -> m.event().at())
                .ints(Logged::ordinal);
    }

    void insertActivities(List<Logged<Activity>> activities) {
        if (activities.isEmpty()) return;
        String sql = """
                INSERT INTO activity (id, conversation_id, type, actor_type, actor_id, actor_name, details, created_at,
                                      xid, ordinal)
                SELECT id, conversation_id, type, actor_type, actor_id, actor_name, details::jsonb,
                       to_timestamp(at), (SELECT ledger_xid()), ordinal
                FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::float8[],
                            ?::int4[])
                     AS a (id, conversation_id, type, actor_type, actor_id, actor_name, details, at, ordinal)
                """;
        prepare(sql, insert -> {
            Columns.of(insert, activities)
                    .uuids(a -> a.event().id())
                    .uuids(a -> a.event().conversationId())
                    .texts(a -> a.event().type())
                    .texts(a -> a.event().by().type().wireName())
                    .uuids(a -> a.event().by().id())
                    .texts(a -> a.event().by().name())
                    .texts(a -> ActivityDetails.write(a.event().details()))
                    .times(a -> a.event().createdAt())
                    .ints(Logged::ordinal);
            return insert.executeUpdate();
        });
    }

    /// Events that are no row of another table.
    void insertEvents(List<Logged<Event>> events) {
        if (events.isEmpty()) return;
        String sql = """
                INSERT INTO event_log (xid, ordinal, at, type, conversation_id, data)
                SELECT (SELECT ledger_xid()), ordinal, to_timestamp(at), type, conversation_id, data::jsonb
                FROM unnest(?::int4[], ?::float8[], ?::text[], ?::uuid[], ?::text[])
                     AS e (ordinal, at, type, conversation_id, data)
                """;
        prepare(sql, insert -> {
            Columns.of(insert, events)
                    .ints(Logged::ordinal)
                    .times(e -> e.after().times().updatedAt())
                    .texts(e -> EventData.type(e.event()))
                    .uuids(e -> e.after().id())
                    .texts(e -> EventData.write(e.event(), e.after()));
            return insert.executeUpdate();
        });
    }
}
