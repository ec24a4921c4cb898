package chat.switchboard.conversation;

import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Conversation.Times;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The ledger's SQL: whole batches, one statement a step, inside the transaction of the connection given.
///
/// Plain JDBC with arrays, because this is the path every message takes.
final class LedgerStore {
    private final Connection connection;

    LedgerStore(Handle handle) {
        this.connection = handle.getConnection();
    }

    /// Names one message to look for.
    record MessageKey(UUID conversationId, UUID id) {}

    record ReaderKey(UUID conversationId, UUID readerId) {}

    /// Locks the conversations, in id order so that two batches never wait for each other in a circle.
    List<Held> lock(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        String sql = ConversationRow.SELECT + "WHERE c.id = ANY (?) ORDER BY c.id FOR UPDATE OF c";
        return prepare(sql, select -> {
            select.setArray(1, uuids(ids, id -> id));
            List<Held> found = new ArrayList<>(ids.size());
            ResultSet rows = select.executeQuery();
            while (rows.next()) found.add(ConversationRow.readHeld(rows));
            return found;
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
            select.setArray(1, uuids(keys, MessageKey::conversationId));
            select.setArray(2, uuids(keys, MessageKey::id));
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
            select.setArray(1, uuids(readers, ReaderKey::conversationId));
            select.setArray(2, uuids(readers, ReaderKey::readerId));
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
        String sql = """
                INSERT INTO conversation (id, customer_id, opening_message_id, subject, category, priority, status,
                                          department_id, metadata, created_at, updated_at, last_activity_at,
                                          previous_conversation_id, previous_agent_id)
                SELECT n.id, n.customer_id, ?, ?, ?, ?, ?, ?, ?::jsonb, n.at, n.at, date_trunc('second', n.at),
                       p.id, p.assigned_agent_id
                FROM (SELECT ?::uuid AS id, ?::uuid AS customer_id, to_timestamp(? / 1000.0) AS at) n
                LEFT JOIN LATERAL (SELECT id, status, assigned_agent_id FROM conversation
                                   WHERE customer_id = n.customer_id
                                   ORDER BY last_activity_at DESC, id DESC LIMIT 1) p ON p.status = 'closed'
                RETURNING number, previous_conversation_id, previous_agent_id
                """;
        return prepare(sql, insert -> {
            Conversation.Topic topic = opened.topic();
            insert.setObject(1, openingMessageId);
            insert.setString(2, topic.subject());
            insert.setString(3, topic.category());
            insert.setString(4, topic.priority().wireName());
            insert.setString(5, opened.status().wireName());
            insert.setObject(6, idOf(topic.department()));
            insert.setString(7, topic.metadata());
            insert.setObject(8, opened.id());
            insert.setObject(9, opened.customer().id());
            insert.setLong(10, opened.times().createdAt().toEpochMilli());
            ResultSet rows = insert.executeQuery();
            rows.next();
            Service before = new Service(rows.getObject(2, UUID.class), rows.getObject(3, UUID.class), null);
            return opened.registered(rows.getLong(1), before);
        });
    }

    void insertMessages(List<Message> messages) {
        if (messages.isEmpty()) return;
        String sql = """
                INSERT INTO message (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                                     metadata, reply_to, created_at)
                SELECT conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                       metadata::jsonb, reply_to, to_timestamp(at)
                FROM unnest(?::uuid[], ?::int4[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::int4[], ?::float8[])
                     AS m (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content,
                           metadata, reply_to, at)
                """;
        prepare(sql, insert -> {
            insert.setArray(1, uuids(messages, Message::conversationId));
            insert.setArray(2, ints(messages, Message::seq));
            insert.setArray(3, uuids(messages, Message::id));
            insert.setArray(4, texts(messages, m -> m.sender().type().wireName()));
            insert.setArray(5, uuids(messages, m -> m.sender().id()));
            insert.setArray(6, texts(messages, m -> m.sender().name()));
            insert.setArray(7, texts(messages, m -> m.kind().wireName()));
            insert.setArray(8, texts(messages, Message::content));
            insert.setArray(9, texts(messages, m -> MessageMetadata.write(m.metadata())));
            insert.setArray(10, ints(messages, Message::replyTo));
            insert.setArray(11, times(messages, Message::createdAt));
            return insert.executeUpdate();
        });
    }

    void insertReadMarks(List<ReadMark> marks) {
        if (marks.isEmpty()) return;
        String sql = """
                INSERT INTO read_mark (conversation_id, reader_type, reader_id, seq, at)
                SELECT conversation_id, reader_type, reader_id, seq, to_timestamp(at)
                FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::int4[], ?::float8[])
                     AS r (conversation_id, reader_type, reader_id, seq, at)
                """;
        prepare(sql, insert -> {
            insert.setArray(1, uuids(marks, ReadMark::conversationId));
            insert.setArray(2, texts(marks, m -> m.reader().type().wireName()));
            insert.setArray(3, uuids(marks, m -> m.reader().id()));
            insert.setArray(4, ints(marks, ReadMark::seq));
            insert.setArray(5, times(marks, ReadMark::at));
            return insert.executeUpdate();
        });
    }

    void insertActivities(List<Activity> activities) {
        if (activities.isEmpty()) return;
        String sql = """
                INSERT INTO activity (id, conversation_id, type, actor_type, actor_id, actor_name, details, created_at)
                SELECT id, conversation_id, type, actor_type, actor_id, actor_name, details::jsonb,
                       to_timestamp(at)
                FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::float8[])
                     AS a (id, conversation_id, type, actor_type, actor_id, actor_name, details, at)
                """;
        prepare(sql, insert -> {
            insert.setArray(1, uuids(activities, Activity::id));
            insert.setArray(2, uuids(activities, Activity::conversationId));
            insert.setArray(3, texts(activities, Activity::type));
            insert.setArray(4, texts(activities, a -> a.by().type().wireName()));
            insert.setArray(5, uuids(activities, a -> a.by().id()));
            insert.setArray(6, texts(activities, a -> a.by().name()));
            insert.setArray(7, texts(activities, a -> ActivityDetails.write(a.details())));
            insert.setArray(8, times(activities, Activity::createdAt));
            return insert.executeUpdate();
        });
    }

    /// Writes conversations after their changes, each on the version it was decided on; answers how many still had
    /// that version.
    int update(List<Conversation> changed, List<Long> versions) {
        if (changed.isEmpty()) return 0;
        String sql = """
                UPDATE conversation c SET
                    version = c.version + 1,
                    subject = n.subject, category = n.category, priority = n.priority, labels = n.labels::text[],
                    department_id = n.department_id, status = n.status, assigned_agent_id = n.assigned_agent_id,
                    updated_at = to_timestamp(n.updated_at),
                    last_activity_at = to_timestamp(floor(n.updated_at)),
                    requested_agent_at = to_timestamp(n.requested_agent_at),
                    assigned_at = to_timestamp(n.assigned_at),
                    first_response_at = to_timestamp(n.first_response_at),
                    escalated_at = to_timestamp(n.escalated_at),
                    resolved_at = to_timestamp(n.resolved_at),
                    closed_at = to_timestamp(n.closed_at),
                    last_seq = n.last_seq, unanswered_count = n.unanswered_count, unread_count = n.unread_count,
                    activity_count = n.activity_count,
                    last_message_sender_type = n.last_message_sender_type,
                    last_message_sender_name = n.last_message_sender_name,
                    last_message_kind = n.last_message_kind, last_message_preview = n.last_message_preview,
                    last_message_at = to_timestamp(n.last_message_at),
                    rating_score = n.rating_score, rating_comment = n.rating_comment,
                    previous_agent_id = n.previous_agent_id, opened_at = to_timestamp(n.opened_at),
                    reply_since = to_timestamp(n.reply_since),
                    reply_due_at = to_timestamp(n.reply_due_at),
                    reply_next_at = to_timestamp(n.reply_next_at), reply_level = n.reply_level,
                    acknowledged_by_id = n.acknowledged_by_id, acknowledged_by_name = n.acknowledged_by_name
                FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::uuid[],
                            ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],
                            ?::int4[], ?::int4[], ?::int4[], ?::int4[],
                            ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::int4[], ?::text[],
                            ?::uuid[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::text[], ?::uuid[], ?::text[],
                            ?::int8[])
                     AS n (id, subject, category, priority, labels, department_id, status, assigned_agent_id,
                           updated_at, requested_agent_at, assigned_at, first_response_at, escalated_at, resolved_at,
                           closed_at, last_seq, unanswered_count, unread_count, activity_count,
                           last_message_sender_type, last_message_sender_name, last_message_kind,
                           last_message_preview, last_message_at, rating_score, rating_comment,
                           previous_agent_id, opened_at, reply_since, reply_due_at, reply_next_at, reply_level,
                           acknowledged_by_id, acknowledged_by_name, version)
                WHERE c.id = n.id AND c.version = n.version
                """;
        return prepare(sql, update -> {
            int next = bindTopic(update, changed);
            next = bindTimes(update, changed, next);
            next = bindCounts(update, changed, next);
            next = bindLastMessage(update, changed, next);
            next = bindRating(update, changed, next);
            next = bindService(update, changed, next);
            update.setArray(next, array("int8", versions, version -> version, Long[]::new));
            return update.executeUpdate();
        });
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

    private int bindTopic(PreparedStatement update, List<Conversation> changed) throws SQLException {
        update.setArray(1, uuids(changed, Conversation::id));
        update.setArray(2, texts(changed, c -> c.topic().subject()));
        update.setArray(3, texts(changed, c -> c.topic().category()));
        update.setArray(4, texts(changed, c -> c.topic().priority().wireName()));
        update.setArray(5, texts(changed, c -> arrayLiteral(c.topic().labels())));
        update.setArray(6, uuids(changed, c -> idOf(c.topic().department())));
        update.setArray(7, texts(changed, c -> c.status().wireName()));
        update.setArray(8, uuids(changed, c -> idOf(c.assignedAgent())));
        return 9;
    }

    private int bindTimes(PreparedStatement update, List<Conversation> changed, int from) throws SQLException {
        List<Function<Times, Instant>> columns = List.of(
                Times::updatedAt,
                Times::requestedAgentAt,
                Times::assignedAt,
                Times::firstResponseAt,
                Times::escalatedAt,
                Times::resolvedAt,
                Times::closedAt);
        int next = from;
        for (Function<Times, Instant> column : columns)
            update.setArray(next++, times(changed, c -> column.apply(c.times())));
        return next;
    }

    private int bindCounts(PreparedStatement update, List<Conversation> changed, int from) throws SQLException {
        update.setArray(from, ints(changed, Conversation::lastSeq));
        update.setArray(from + 1, ints(changed, c -> c.counts().unanswered()));
        update.setArray(from + 2, ints(changed, c -> c.counts().unread()));
        update.setArray(from + 3, ints(changed, c -> c.counts().activities()));
        return from + 4;
    }

    private int bindLastMessage(PreparedStatement update, List<Conversation> changed, int from) throws SQLException {
        update.setArray(from, texts(changed, ofLast(last -> last.senderType().wireName())));
        update.setArray(from + 1, texts(changed, ofLast(LastMessage::senderName)));
        update.setArray(from + 2, texts(changed, ofLast(last -> last.kind().wireName())));
        update.setArray(from + 3, texts(changed, ofLast(LastMessage::preview)));
        update.setArray(from + 4, times(changed, ofLast(LastMessage::at)));
        return from + 5;
    }

    private int bindRating(PreparedStatement update, List<Conversation> changed, int from) throws SQLException {
        update.setArray(
                from, ints(changed, c -> c.rating() == null ? null : c.rating().score()));
        update.setArray(
                from + 1,
                texts(changed, c -> c.rating() == null ? null : c.rating().comment()));
        return from + 2;
    }

    private int bindService(PreparedStatement update, List<Conversation> changed, int from) throws SQLException {
        update.setArray(from, uuids(changed, c -> c.service().previousAgentId()));
        update.setArray(from + 1, times(changed, c -> c.service().openedAt()));
        update.setArray(from + 2, times(changed, c -> c.replyClock().since()));
        update.setArray(from + 3, times(changed, c -> c.replyClock().dueAt()));
        update.setArray(from + 4, times(changed, c -> c.replyClock().nextAt()));
        update.setArray(from + 5, texts(changed, c -> c.replyClock().level().wireName()));
        update.setArray(from + 6, uuids(changed, c -> idOf(c.replyClock().acknowledgedBy())));
        update.setArray(from + 7, texts(changed, c -> nameOf(c.replyClock().acknowledgedBy())));
        return from + 8;
    }

    private static <T> Function<Conversation, T> ofLast(Function<LastMessage, T> part) {
        return c -> c.lastMessage() == null ? null : part.apply(c.lastMessage());
    }

    private static UUID idOf(Person person) {
        return person == null ? null : person.id();
    }

    private static String nameOf(Person person) {
        return person == null ? null : person.name();
    }

    /// An array as PostgreSQL reads it from text: unnest would flatten arrays of arrays.
    private static String arrayLiteral(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private <T> Array uuids(Collection<T> of, Function<T, UUID> column) throws SQLException {
        return array("uuid", of, column, UUID[]::new);
    }

    private <T> Array texts(Collection<T> of, Function<T, String> column) throws SQLException {
        return array("text", of, column, String[]::new);
    }

    private <T> Array ints(Collection<T> of, Function<T, Integer> column) throws SQLException {
        return array("int4", of, column, Integer[]::new);
    }

    /// Times as seconds since 1970, the cheapest form to send and to read. A double holds milliseconds exactly
    /// enough: PostgreSQL rounds to microseconds.
    private <T> Array times(Collection<T> of, Function<T, Instant> column) throws SQLException {
        return array("float8", of, column.andThen(LedgerStore::seconds), Double[]::new);
    }

    private static Double seconds(Instant time) {
        return time == null ? null : time.toEpochMilli() / 1000.0;
    }

    /// The driver sends an array of numbers or texts in binary if its Java type says what it holds.
    private <T, V> Array array(String type, Collection<T> of, Function<T, V> column, IntFunction<V[]> create)
            throws SQLException {
        V[] values = create.apply(of.size());
        int next = 0;
        for (T value : of) values[next++] = column.apply(value);
        return connection.createArrayOf(type, values);
    }
}
