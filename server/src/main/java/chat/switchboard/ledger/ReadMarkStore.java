package chat.switchboard.ledger;

import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.postgres.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of read marks.
final class ReadMarkStore extends BatchStore {
    static final String INSERT = """
            INSERT INTO read_mark (conversation_id, reader_type, reader_id, seq, at, xid, ordinal)
            SELECT conversation_id, reader_type, reader_id, seq, to_timestamp(at), (SELECT ledger_xid()), ordinal
            FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::int4[], ?::float8[], ?::int4[])
                 AS r (conversation_id, reader_type, reader_id, seq, at, ordinal)
            """;

    ReadMarkStore(Handle handle) {
        super(handle);
    }

    record ReaderKey(UUID conversationId, UUID readerId) {}

    static Columns<Logged<ReadMark>> bind(Columns<Logged<ReadMark>> parameters) throws SQLException {
        return parameters
                .uuids(m -> m.event().conversationId())
                .texts(m -> m.event().reader().type().wireName())
                .uuids(m -> m.event().reader().id())
                .ints(m -> m.event().seq())
                .times(m -> m.event().at())
                .ints(Logged::ordinal);
    }

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
}
