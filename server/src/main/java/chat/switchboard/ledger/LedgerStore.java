package chat.switchboard.ledger;

import static chat.switchboard.ledger.ConversationColumns.each;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.ReadMark;
import chat.switchboard.conversation.Service;
import chat.switchboard.ledger.ConversationColumns.Column;
import chat.switchboard.ledger.LedgerBatch.Logged;
import chat.switchboard.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The ledger's SQL: whole batches, one statement a step, inside the transaction of the connection given.
///
/// Plain JDBC with arrays, because this is the path every message takes.
final class LedgerStore {
    private static final String LOCK = "SELECT " + ConversationRow.COLUMNS
            + ", coalesce(c.log_xid > (SELECT ledger_xid()), false) AS overtaken " + ConversationRow.FROM
            + "WHERE c.id = ANY (?) ORDER BY c.id FOR UPDATE OF c";

    /// All but what is found out by the statement itself.
    private static final List<Column> INSERTED = ConversationColumns.all().stream()
            .filter(column -> !column.name().equals("previous_agent_id"))
            .toList();

    private static final String INSERT = "INSERT INTO conversation (opening_message_id, log_xid, "
            + "previous_conversation_id, previous_agent_id, " + each(INSERTED, Column::name) + ")"
            + " SELECT ?, ledger_xid(), p.id, p.assigned_agent_id, " + each(INSERTED, Column::expression)
            + " FROM unnest(" + each(INSERTED, Column::parameter) + ") AS n (" + each(INSERTED, Column::name) + ")"
            + """
             LEFT JOIN LATERAL (SELECT id, status, assigned_agent_id FROM conversation
                                WHERE customer_id = n.customer_id
                                ORDER BY last_activity_at DESC, id DESC LIMIT 1) p ON p.status = 'closed'
            RETURNING number, previous_conversation_id, previous_agent_id,
                      (SELECT locale FROM customer WHERE customer.id = conversation.customer_id)
            """;

    private final Connection connection;

    LedgerStore(Handle handle) {
        this.connection = handle.getConnection();
    }

    /// Names one message to look for.
    record MessageKey(UUID conversationId, UUID id) {}

    record ReaderKey(UUID conversationId, UUID readerId) {}

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

    /// The conversation this customer opened with this message before, or null.
    UUID openedWith(UUID customerId, UUID messageId) {
        String sql = "SELECT id FROM conversation WHERE customer_id = ? AND opening_message_id = ?";
        return prepare(sql, select -> {
            select.setObject(1, customerId);
            select.setObject(2, messageId);
            ResultSet rows = select.executeQuery();
            return rows.next() ? rows.getObject(1, UUID.class) : null;
        });
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

    /// Stores a conversation at its first moment; answers it with its number and, if the customer's newest
    /// conversation before it is closed, linked to that one and to whoever had it.
    Conversation insert(Conversation opened, UUID openingMessageId) {
        return prepare(INSERT, insert -> {
            insert.setObject(1, openingMessageId);
            Columns<Conversation> parameters = Columns.of(insert, List.of(opened), 1);
            for (Column column : INSERTED) column.bind(parameters, it -> it);
            ResultSet rows = insert.executeQuery();
            rows.next();
            Service before = new Service(rows.getObject(2, UUID.class), rows.getObject(3, UUID.class), null);
            return opened.registered(rows.getLong(1), before, rows.getString(4));
        });
    }

    void insertMessages(List<Logged<Message>> messages) {
        if (messages.isEmpty()) return;
        String sql = """
                INSERT INTO message (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                                     metadata, reply_to, created_at, xid, ordinal)
                SELECT conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                       metadata::jsonb, reply_to, to_timestamp(at), (SELECT ledger_xid()), ordinal
                FROM unnest(?::uuid[], ?::int4[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::int4[], ?::float8[], ?::int4[])
                     AS m (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                           metadata, reply_to, at, ordinal)
                """;
        prepare(sql, insert -> {
            Columns.of(insert, messages)
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
            return insert.executeUpdate();
        });
    }

    void insertReadMarks(List<Logged<ReadMark>> marks) {
        if (marks.isEmpty()) return;
        String sql = """
                INSERT INTO read_mark (conversation_id, reader_type, reader_id, seq, at, xid, ordinal)
                SELECT conversation_id, reader_type, reader_id, seq, to_timestamp(at), (SELECT ledger_xid()), ordinal
                FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::int4[], ?::float8[], ?::int4[])
                     AS r (conversation_id, reader_type, reader_id, seq, at, ordinal)
                """;
        prepare(sql, insert -> {
            Columns.of(insert, marks)
                    .uuids(m -> m.event().conversationId())
                    .texts(m -> m.event().reader().type().wireName())
                    .uuids(m -> m.event().reader().id())
                    .ints(m -> m.event().seq())
                    .times(m -> m.event().at())
                    .ints(Logged::ordinal);
            return insert.executeUpdate();
        });
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

    /// See [ConversationUpdateStore#update].
    int update(List<ConversationUpdate> changed) {
        try {
            return changed.isEmpty() ? 0 : new ConversationUpdateStore(connection).update(changed);
        } catch (SQLException fault) {
            throw new UnableToExecuteStatementException(fault, null);
        }
    }

    /// What is done with a prepared statement.
    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T prepare(String sql, Work<T> work) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException fault) {
            throw new UnableToExecuteStatementException(fault, null);
        }
    }
}
