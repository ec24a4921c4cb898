package chat.switchboard.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;

/// Conversations of one customer with 100 messages each, written by SQL into the real tables: by the server it
/// would take hours.
final class StoredConversations {
    private static final int MESSAGES = 100;
    /// Talked at the same time: their messages lie mixed in the table, as they would.
    private static final int SIDE_BY_SIDE = 1000;

    private static final String CONVERSATIONS = String.format(Locale.ROOT, """
            INSERT INTO conversation (id, customer_id, category, priority, status, last_seq, last_message_at,
                                      last_message_sender_type, last_message_kind, last_message_preview,
                                      created_at, updated_at, last_activity_at)
            SELECT %s, ?, 'other', 'medium', 'closed', %d, now(), 'agent', 'text', 'Thank you.', now(), now(), now()
            FROM generate_series(?, ?) AS number
            """, id("number"), MESSAGES);

    private static final String LINES = String.format(Locale.ROOT, """
            INSERT INTO message (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content, created_at)
            SELECT %s, seq, uuidv7(), CASE seq %% 2 WHEN 1 THEN 'customer' ELSE 'agent' END, ?, 'Ayesha', 'text',
                   rpad('the rider is at the gate but nobody answers ', %d, 'again '), now()
            FROM generate_series(1, %d) AS seq, generate_series(?, ?) AS number
            """, id("number"), Options.PAYLOAD, MESSAGES);

    private final Cluster cluster;
    private final UUID customer;
    private int conversations;

    StoredConversations(Cluster cluster, UUID customer) {
        this.cluster = cluster;
        this.customer = customer;
    }

    /// Adds until there are so many messages; answers how many conversations there are.
    int growTo(int messages) throws SQLException {
        try (Connection connection = cluster.connect("switchboard");
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            while (conversations < messages / MESSAGES) {
                int last = Math.min(conversations + SIDE_BY_SIDE, messages / MESSAGES);
                insert(connection, CONVERSATIONS, last);
                insert(connection, LINES, last);
                conversations = last;
            }
            statement.execute("VACUUM (ANALYZE) conversation, message");
            statement.execute("CHECKPOINT");
        }
        return conversations;
    }

    private void insert(Connection connection, String sql, int last) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, customer);
            insert.setInt(2, conversations + 1);
            insert.setInt(3, last);
            insert.executeUpdate();
        }
    }

    /// As [LoadMain] makes them from numbers.
    private static String id(String number) {
        return "('00000000-0000-7000-8000-' || lpad(to_hex(" + number + "), 12, '0'))::uuid";
    }
}
