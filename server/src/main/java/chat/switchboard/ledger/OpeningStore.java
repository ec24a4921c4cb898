package chat.switchboard.ledger;

import static chat.switchboard.ledger.Column.each;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Service;
import chat.switchboard.postgres.Columns;
import java.sql.ResultSet;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of opening conversations.
final class OpeningStore extends BatchStore {
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
                      (SELECT locale FROM customer WHERE customer.id = conversation.customer_id),
                      (SELECT attributes FROM customer WHERE customer.id = conversation.customer_id)
            """;

    OpeningStore(Handle handle) {
        super(handle);
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

    /// Stores a conversation at its first moment; answers it with its number and, if the customer's newest
    /// conversation before it is closed, linked to that one and to whoever had it.
    Conversation insert(Conversation opened, UUID openingMessageId) {
        return prepare(INSERT, insert -> {
            insert.setObject(1, openingMessageId);
            Columns<Conversation> parameters = Columns.of(insert, List.of(opened), 1);
            for (Column column : INSERTED) column.bind(parameters, it -> it);
            ResultSet rows = insert.executeQuery();
            rows.next();
            Service before = Service.after(rows.getObject(2, UUID.class), rows.getObject(3, UUID.class));
            return opened.registered(rows.getLong(1), before, rows.getString(4), rows.getString(5));
        });
    }
}
