package chat.switchboard.ledger;

import static chat.switchboard.ledger.Column.each;
import static chat.switchboard.ledger.Column.integer;
import static chat.switchboard.ledger.Column.text;
import static chat.switchboard.ledger.Column.time;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.postgres.Columns;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The SQL of nearly every batch: messages, read marks, and what they change of their conversations, in one statement;
/// where nothing was locked before, that is a transaction by itself.
final class MessagingStore extends BatchStore {
    /// What a message or a read mark changes of a conversation, and nothing else.
    static final List<Column> COLUMNS = List.of(
            time("updated_at", c -> c.times().updatedAt()),
            time("last_activity_at", c -> c.times().updatedAt().truncatedTo(ChronoUnit.SECONDS)),
            integer("last_seq", c -> c.counts().lastSeq()),
            integer("unanswered_count", c -> c.counts().unanswered()),
            integer("unread_count", c -> c.counts().unread()),
            integer("burst_count", c -> c.counts().bursts().count()),
            time("burst_since", c -> c.counts().bursts().since()),
            text("last_message_sender_type", ofLast(last -> last.senderType().wireName())),
            text("last_message_sender_name", ofLast(LastMessage::senderName)),
            text("last_message_kind", ofLast(last -> last.kind().wireName())),
            text("last_message_preview", ofLast(LastMessage::preview)),
            time("last_message_at", ofLast(LastMessage::at)),
            time("reply_since", c -> c.replyClock().since()),
            time("reply_due_at", c -> c.replyClock().dueAt()),
            time("reply_next_at", c -> c.replyClock().nextAt()),
            text("reply_level", c -> c.replyClock().level().wireName()));

    static final String UPDATE_CONVERSATIONS = "UPDATE conversation c SET version = c.version + 1,"
            + " log_xid = (SELECT ledger_xid()), " + Column.assignments(COLUMNS)
            + " FROM unnest(?::uuid[], ?::int8[], " + each(COLUMNS, Column::parameter) + ")"
            + " AS n (id, version, " + each(COLUMNS, Column::name) + ")"
            + " WHERE c.id = n.id AND c.version = n.version";

    static final String INSERT_MESSAGES = """
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
    private static final String WRITE_MARKS = write(ReadMarkStore.INSERT);
    private static final String WRITE_BOTH = write(INSERT_MESSAGES, ReadMarkStore.INSERT);
    /// What `ledger_expect` raises.
    private static final String OUTDATED = "SB001";

    MessagingStore(Handle handle) {
        super(handle);
    }

    /// Writes and commits. False, and nothing written, when a conversation no longer has the version that was named.
    boolean write(List<Logged<Message>> messages, List<Logged<ReadMark>> marks, List<ConversationUpdate> updates) {
        if (!updates.isEmpty() && !writeOnce(messages, marks, updates)) return false;
        commit();
        return true;
    }

    private boolean writeOnce(
            List<Logged<Message>> messages, List<Logged<ReadMark>> marks, List<ConversationUpdate> updates) {
        String sql = messages.isEmpty() ? WRITE_MARKS : marks.isEmpty() ? WRITE_MESSAGES : WRITE_BOTH;
        return run(connection -> {
            try (PreparedStatement write = connection.prepareStatement(sql)) {
                int bound = bindUpdates(write, updates).bound();
                if (!messages.isEmpty())
                    bound = bindMessages(Columns.of(write, messages, bound)).bound();
                if (!marks.isEmpty())
                    bound = ReadMarkStore.bind(Columns.of(write, marks, bound)).bound();
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
        StringBuilder sql = new StringBuilder("WITH changed AS (" + UPDATE_CONVERSATIONS + " RETURNING 1)");
        for (int i = 0; i < inserts.length; i++) sql.append(", inserted_" + i + " AS (" + inserts[i] + ")");
        return sql.append(" SELECT ledger_expect((SELECT count(*) FROM changed) = ?)")
                .toString();
    }

    static Columns<ConversationUpdate> bindUpdates(PreparedStatement update, List<ConversationUpdate> updates)
            throws SQLException {
        Columns<ConversationUpdate> parameters = Columns.of(update, updates)
                .uuids(it -> it.after().id())
                .longs(it -> it.before().version());
        for (Column column : COLUMNS) column.bind(parameters, ConversationUpdate::after);
        return parameters;
    }

    static Columns<Logged<Message>> bindMessages(Columns<Logged<Message>> parameters) throws SQLException {
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

    private static <V> Function<Conversation, V> ofLast(Function<LastMessage, V> part) {
        return c -> c.lastMessage() == null ? null : part.apply(c.lastMessage());
    }
}
