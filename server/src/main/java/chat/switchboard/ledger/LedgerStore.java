package chat.switchboard.ledger;

import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.ledger.LedgerBatch.Logged;
import chat.switchboard.postgres.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL every message needs: lock and read its conversation, insert it, update the conversation.
final class LedgerStore extends BatchStore {
    private static final String LOCK = "SELECT " + ConversationRow.COLUMNS
            + ", coalesce(c.log_xid > (SELECT ledger_xid()), false) AS overtaken " + ConversationRow.FROM
            + "WHERE c.id = ANY (?) ORDER BY c.id FOR UPDATE OF c";

    private static final String INSERT_MESSAGES = """
            INSERT INTO message (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                                 metadata, reply_to, created_at, xid, ordinal)
            SELECT conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                   metadata::jsonb, reply_to, to_timestamp(at), (SELECT ledger_xid()), ordinal
            FROM unnest(?::uuid[], ?::int4[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::int4[], ?::float8[], ?::int4[])
                 AS m (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                       metadata, reply_to, at, ordinal)
            """;

    private static final String WRITE_MESSAGES = write(INSERT_MESSAGES);
    private static final String WRITE_MARKS = write(EventStore.INSERT_MARKS);
    private static final String WRITE_BOTH = write(INSERT_MESSAGES, EventStore.INSERT_MARKS);
    /// What `ledger_expect` raises.
    private static final String OUTDATED = "SB001";

    LedgerStore(Handle handle) {
        super(handle);
    }

    /// Names one message to look for.
    record MessageKey(UUID conversationId, UUID id) {}

    /// What is done with a locked conversation.
    @FunctionalInterface
    interface Locked {
        /// @param overtaken a transaction with a larger number than this one has changed it
        void found(VersionedConversation conversation, boolean overtaken);
    }

    /// Locks the conversations, in id order so that two batches never wait for each other in a circle.
    void lock(Collection<UUID> ids, Locked then) {
        if (ids.isEmpty()) return;
        prepare(LOCK, select -> {
            Columns.of(select, ids).uuids(id -> id);
            ResultSet rows = select.executeQuery();
            while (rows.next()) then.found(ConversationRow.readVersioned(rows), rows.getBoolean("overtaken"));
            return null;
        });
    }

    /// The messages among `keys` that are stored already.
    Map<MessageKey, Message> stored(List<MessageKey> keys) {
        if (keys.isEmpty()) return Map.of();
        String sql = "SELECT " + ConversationRow.MESSAGE_COLUMNS + """
                   FROM unnest(?::uuid[], ?::uuid[]) k (conversation_id, id)
                   JOIN message m ON m.conversation_id = k.conversation_id AND m.id = k.id
                  """;
        return prepare(sql, select -> {
            Columns.of(select, keys).uuids(MessageKey::conversationId).uuids(MessageKey::id);
            Map<MessageKey, Message> found = new HashMap<>();
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                Message message = ConversationRow.readMessage(rows);
                found.put(new MessageKey(message.conversationId(), message.id()), message);
            }
            return found;
        });
    }

    void insertMessages(List<Logged<Message>> messages) {
        if (!messages.isEmpty())
            prepare(INSERT_MESSAGES, insert -> {
                bind(Columns.of(insert, messages));
                return insert.executeUpdate();
            });
    }

    private static Columns<Logged<Message>> bind(Columns<Logged<Message>> parameters) throws SQLException {
        return parameters
                .uuids(m -> m.event().conversationId())
                .ints(m -> m.event().seq())
                .uuids(m -> m.event().id())
                .texts(m -> m.event().sender().type().wireName())
                .uuids(m -> m.event().sender().id())
                .texts(m -> m.event().sender().name())
                .texts(m -> m.event().kind().wireName())
                .texts(m -> m.event().content())
                .texts(m -> MessageMetadata.write(m.event().metadata()))
                .ints(m -> m.event().replyTo())
                .times(m -> m.event().createdAt())
                .ints(Logged::ordinal);
    }

    /// Messages, read marks and the conversations they change, in one statement; false, and nothing written, when one
    /// of
    /// the conversations no longer has the version that was named.
    boolean writeMessaging(
            List<Logged<Message>> messages, List<Logged<ReadMark>> marks, List<ConversationUpdate> updates) {
        boolean withMarks = !marks.isEmpty();
        return run(connection -> {
            try (PreparedStatement write = connection.prepareStatement(
                    messages.isEmpty() ? WRITE_MARKS : withMarks ? WRITE_BOTH : WRITE_MESSAGES)) {
                int bound =
                        ConversationUpdateStore.bindMessaging(write, updates).bound();
                if (!messages.isEmpty())
                    bound = bind(Columns.of(write, messages, bound)).bound();
                if (withMarks)
                    bound = EventStore.bind(Columns.of(write, marks, bound)).bound();
                write.setInt(bound + 1, updates.size());
                write.executeQuery();
                return true;
            } catch (SQLException fault) {
                if (OUTDATED.equals(fault.getSQLState())) return false;
                throw fault;
            }
        });
    }

    private static String write(String... inserts) {
        StringBuilder sql = new StringBuilder("WITH changed AS (")
                .append(ConversationUpdateStore.UPDATE_MESSAGING)
                .append(" RETURNING 1)");
        for (int i = 0; i < inserts.length; i++)
            sql.append(", inserted_")
                    .append(i)
                    .append(" AS (")
                    .append(inserts[i])
                    .append(')');
        return sql.append(" SELECT ledger_expect((SELECT count(*) FROM changed) = ?)")
                .toString();
    }

    /// See [ConversationUpdateStore#update].
    int update(List<ConversationUpdate> changed) {
        return changed.isEmpty() ? 0 : run(connection -> new ConversationUpdateStore(connection).update(changed));
    }
}
