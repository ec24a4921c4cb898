package chat.switchboard.ledger;

import chat.switchboard.conversation.Bursts;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.Contact;
import chat.switchboard.conversation.Conversation.Counts;
import chat.switchboard.conversation.Conversation.Customer;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.conversation.Conversation.Times;
import chat.switchboard.conversation.Conversation.Topic;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Priority;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.conversation.Service;
import chat.switchboard.conversation.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How rows of the tables become values. Every statement that selects a conversation or a message
/// selects exactly these columns.
public final class ConversationRow {
    static final String COLUMNS = """
            c.id, c.number, c.customer_id, cu.name AS customer_name, cu.kind AS customer_kind,
                   c.subject, c.category, c.priority, c.department_id, d.name AS department_name,
                   c.metadata, c.labels, c.status, c.assigned_agent_id, a.name AS assigned_agent_name,
                   c.created_at, c.updated_at, c.requested_agent_at, c.assigned_at, c.first_response_at,
                   c.escalated_at, c.resolved_at, c.closed_at,
                   c.last_seq, c.unanswered_count, c.unread_count, c.activity_count,
                   c.last_message_sender_type, c.last_message_sender_name, c.last_message_kind,
                   c.last_message_preview, c.last_message_at, c.rating_score, c.rating_comment,
                   cu.email AS customer_email, cu.phone AS customer_phone, cu.locale AS customer_locale,
                   cu.attributes AS customer_attributes,
                   c.previous_conversation_id, c.previous_agent_id, c.opened_at,
                   c.reply_since, c.reply_due_at, c.reply_next_at, c.reply_level,
                   c.acknowledged_by_id, c.acknowledged_by_name, c.version, c.burst_count, c.burst_since
            """;

    static final String FROM = """
            FROM conversation c
            JOIN customer cu ON cu.id = c.customer_id
            LEFT JOIN department d ON d.id = c.department_id
            LEFT JOIN account a ON a.id = c.assigned_agent_id
            """;

    public static final String SELECT = "SELECT " + COLUMNS + FROM;

    static final String MESSAGE_COLUMNS =
            "m.conversation_id, m.seq, m.id, m.sender_type, m.sender_id, m.sender_name, m.kind, m.content, m.metadata,"
                    + " m.reply_to, m.created_at";

    private ConversationRow() {}

    public static Conversation read(ResultSet row) throws SQLException {
        return new Conversation(
                uuid(row, 1),
                row.getLong(2),
                customer(row),
                topic(row),
                Status.of(row.getString(13)),
                person(row, 14),
                times(row),
                counts(row),
                lastMessage(row),
                rating(row),
                new Service(uuid(row, 39), uuid(row, 40), instant(row, 41)),
                replyClock(row),
                Map.of());
    }

    static VersionedConversation readHeld(ResultSet row) throws SQLException {
        return new VersionedConversation(read(row), row.getLong(48));
    }

    static Message readMessage(ResultSet row) throws SQLException {
        return new Message(
                uuid(row, 1),
                row.getInt(2),
                uuid(row, 3),
                new Message.Sender(Message.Sender.Type.of(row.getString(4)), uuid(row, 5), row.getString(6)),
                Message.Kind.of(row.getString(7)),
                row.getString(8),
                MessageMetadata.parse(row.getString(9)),
                row.getObject(10, Integer.class),
                instant(row, 11));
    }

    private static Customer customer(ResultSet row) throws SQLException {
        Contact contact = new Contact(row.getString(35), row.getString(36), row.getString(37), row.getString(38));
        return new Customer(uuid(row, 3), row.getString(4), Message.Sender.Type.of(row.getString(5)), contact);
    }

    private static Topic topic(ResultSet row) throws SQLException {
        return new Topic(
                row.getString(6),
                row.getString(7),
                Priority.of(row.getString(8)),
                person(row, 9),
                row.getString(11),
                List.of((String[]) row.getArray(12).getArray()));
    }

    private static Times times(ResultSet row) throws SQLException {
        return new Times(
                instant(row, 16),
                instant(row, 17),
                instant(row, 18),
                instant(row, 19),
                instant(row, 20),
                instant(row, 21),
                instant(row, 22),
                instant(row, 23));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        Bursts bursts = new Bursts(row.getInt(49), instant(row, 50));
        return new Counts(row.getInt(24), row.getInt(25), bursts, row.getInt(26), row.getInt(27));
    }

    private static LastMessage lastMessage(ResultSet row) throws SQLException {
        if (row.getString(28) == null) return null;
        return new LastMessage(
                Message.Sender.Type.of(row.getString(28)),
                row.getString(29),
                Message.Kind.of(row.getString(30)),
                row.getString(31),
                instant(row, 32));
    }

    private static Rating rating(ResultSet row) throws SQLException {
        int score = row.getInt(33);
        return row.wasNull() ? null : new Rating(score, row.getString(34));
    }

    private static ReplyClock replyClock(ResultSet row) throws SQLException {
        Instant since = instant(row, 42);
        if (since == null) return ReplyClock.STOPPED;
        ReplyClock.Level level = ReplyClock.Level.of(row.getString(45));
        return new ReplyClock(since, instant(row, 43), instant(row, 44), level, person(row, 46));
    }

    /// An id and, in the next column, a name.
    private static NamedRef person(ResultSet row, int column) throws SQLException {
        UUID id = uuid(row, column);
        return id == null ? null : new NamedRef(id, row.getString(column + 1));
    }

    private static UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
