package chat.switchboard.ledger;

import chat.switchboard.conversation.Automation;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.Contact;
import chat.switchboard.conversation.Conversation.Customer;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.Conversation.Rating;
import chat.switchboard.conversation.Counts;
import chat.switchboard.conversation.Counts.Bursts;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.conversation.Service;
import chat.switchboard.conversation.Status;
import chat.switchboard.conversation.Times;
import chat.switchboard.conversation.Topic;
import chat.switchboard.conversation.Topic.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How rows of the tables become values, by the names of their columns. [ConversationColumns] is the way back.
public final class ConversationRow {
    static final String COLUMNS = Column.each(ConversationColumns.all(), column -> "c." + column.name()) + """
            , c.number, c.version, c.previous_conversation_id,
            cu.name AS customer_name, cu.kind AS customer_kind, cu.email AS customer_email, cu.phone AS customer_phone,
            cu.locale AS customer_locale, cu.attributes AS customer_attributes,
            d.name AS department_name, a.name AS assigned_agent_name
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
                uuid(row, "id"),
                row.getLong("number"),
                customer(row),
                topic(row),
                Status.of(row.getString("status")),
                ref(row, "assigned_agent"),
                times(row),
                counts(row),
                lastMessage(row),
                rating(row),
                service(row),
                replyClock(row),
                Map.of());
    }

    static VersionedConversation readVersioned(ResultSet row) throws SQLException {
        return new VersionedConversation(read(row), row.getLong("version"));
    }

    static Message readMessage(ResultSet row) throws SQLException {
        return new Message(
                uuid(row, "conversation_id"),
                row.getInt("seq"),
                uuid(row, "id"),
                new Message.Sender(
                        Message.Sender.Type.of(row.getString("sender_type")),
                        uuid(row, "sender_id"),
                        row.getString("sender_name")),
                Message.Kind.of(row.getString("kind")),
                row.getString("content"),
                MessageMetadata.parse(row.getString("metadata")),
                row.getObject("reply_to", Integer.class),
                instant(row, "created_at"));
    }

    private static Customer customer(ResultSet row) throws SQLException {
        Contact contact = new Contact(
                row.getString("customer_email"),
                row.getString("customer_phone"),
                row.getString("customer_locale"),
                row.getString("customer_attributes"));
        return new Customer(
                uuid(row, "customer_id"),
                row.getString("customer_name"),
                Message.Sender.Type.of(row.getString("customer_kind")),
                contact);
    }

    private static Topic topic(ResultSet row) throws SQLException {
        return new Topic(
                row.getString("subject"),
                row.getString("category"),
                Priority.of(row.getString("priority")),
                ref(row, "department"),
                row.getString("metadata"),
                List.of((String[]) row.getArray("labels").getArray()));
    }

    private static Times times(ResultSet row) throws SQLException {
        return new Times(
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "requested_agent_at"),
                instant(row, "assigned_at"),
                instant(row, "first_response_at"),
                instant(row, "escalated_at"),
                instant(row, "resolved_at"),
                instant(row, "closed_at"));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getInt("last_seq"),
                row.getInt("unanswered_count"),
                new Bursts(row.getInt("burst_count"), instant(row, "burst_since")),
                row.getInt("unread_count"),
                row.getInt("activity_count"));
    }

    private static LastMessage lastMessage(ResultSet row) throws SQLException {
        String senderType = row.getString("last_message_sender_type");
        if (senderType == null) return null;
        return new LastMessage(
                Message.Sender.Type.of(senderType),
                row.getString("last_message_sender_name"),
                Message.Kind.of(row.getString("last_message_kind")),
                row.getString("last_message_preview"),
                instant(row, "last_message_at"));
    }

    private static Rating rating(ResultSet row) throws SQLException {
        int score = row.getInt("rating_score");
        return row.wasNull() ? null : new Rating(score, row.getString("rating_comment"));
    }

    private static Service service(ResultSet row) throws SQLException {
        return new Service(
                uuid(row, "previous_conversation_id"),
                uuid(row, "previous_agent_id"),
                instant(row, "opened_at"),
                automation(row));
    }

    private static Automation automation(ResultSet row) throws SQLException {
        return new Automation(
                row.getInt("bot_handled_seq"),
                row.getInt("bot_misses"),
                row.getInt("bot_answers"),
                uuid(row, "bot_entry_id"),
                row.getString("bot_intent"),
                instant(row, "offline_told_at"),
                instant(row, "mood_raised_at"));
    }

    private static ReplyClock replyClock(ResultSet row) throws SQLException {
        Instant since = instant(row, "reply_since");
        if (since == null) return ReplyClock.STOPPED;
        return new ReplyClock(
                since,
                instant(row, "reply_due_at"),
                instant(row, "reply_next_at"),
                ReplyClock.Level.of(row.getString("reply_level")),
                ref(row, "acknowledged_by"));
    }

    private static NamedRef ref(ResultSet row, String prefix) throws SQLException {
        UUID id = uuid(row, prefix + "_id");
        return id == null ? null : new NamedRef(id, row.getString(prefix + "_name"));
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
