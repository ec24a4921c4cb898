package chat.switchboard.bench;

import chat.switchboard.bench.load.StoredPages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;

/// Conversations with 100 messages each, written by SQL into the real tables: by the server it would take hours.
final class StoredConversations {
    /// Conversations of each customer, where there are many.
    static final int EACH = 10;

    private static final int MESSAGES = 100;
    /// Talked at the same time: their messages lie mixed in the table, as they would.
    private static final int SIDE_BY_SIDE = 1000;
    /// As many as one agent once had, and as many as wait: the first ones, whatever comes later.
    private static final int OF_THE_AGENT = 60;

    private static final int WAITING = 60;

    private static final String CUSTOMERS = String.format(Locale.ROOT, """
            INSERT INTO customer (id, name)
            SELECT %s, 'Guest ' || number || ' of Karachi'
            FROM (SELECT DISTINCT 1 + (number - 1) / %d AS number FROM generate_series(?, ?) AS number) AS numbers
            ON CONFLICT DO NOTHING
            """, id("9", "number"), EACH);

    private static final String CONVERSATIONS =
            String.format(Locale.ROOT, """
            INSERT INTO conversation (id, customer_id, subject, category, priority, status, last_seq, last_message_at,
                                      last_message_sender_type, last_message_kind, last_message_preview,
                                      created_at, updated_at, last_activity_at)
            SELECT %s, coalesce(?::uuid, %s), 'Order KHI-' || number || ' is late', 'other', 'medium', 'closed', %d, now(),
                   'agent', 'text', 'Thank you.', now(), now(), date_trunc('second', now())
            FROM generate_series(?, ?) AS number
            """, id("8", "number"), id("9", "(1 + (number - 1) / " + EACH + ")"), MESSAGES);

    private static final String LINES = String.format(
            Locale.ROOT,
            """
            INSERT INTO message (conversation_id, seq, id, sender_type, sender_id, sender_name, kind, content, created_at)
            SELECT %s, seq, uuidv7(), CASE seq %% 2 WHEN 1 THEN 'customer' ELSE 'agent' END,
                   coalesce(?::uuid, %s), 'Ayesha', 'text',
                   rpad('the rider is at the gate but nobody answers ', %d, 'again '), now()
            FROM generate_series(1, %d) AS seq, generate_series(?, ?) AS number
            """,
            id("8", "number"),
            id("9", "(1 + (number - 1) / " + EACH + ")"),
            Options.PAYLOAD,
            MESSAGES);

    private static final String AGENTS_OWN = """
            UPDATE conversation SET assigned_agent_id = (SELECT id FROM account WHERE email = ?)
            WHERE id >= ? AND id <= ?
            """;

    private static final String QUEUE = """
            UPDATE conversation SET status = 'waiting', requested_agent_at = now() WHERE id >= ? AND id <= ?
            """;

    private final Cluster cluster;
    private final UUID customer;
    private final String agent;
    private int conversations;

    private StoredConversations(Cluster cluster, UUID customer, String agent) {
        this.cluster = cluster;
        this.customer = customer;
        this.agent = agent;
    }

    /// All of one customer.
    static StoredConversations ofOne(Cluster cluster, UUID customer) {
        return new StoredConversations(cluster, customer, null);
    }

    /// Of many customers; the oldest were this agent's, and some of them wait.
    static StoredConversations ofMany(Cluster cluster, String agent) {
        return new StoredConversations(cluster, null, agent);
    }

    /// Adds until there are so many messages; answers how many conversations there are.
    int growTo(int messages) throws SQLException {
        try (Connection connection = cluster.connect("switchboard");
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            boolean first = conversations == 0;
            while (conversations < messages / MESSAGES) {
                int last = Math.min(conversations + SIDE_BY_SIDE, messages / MESSAGES);
                if (customer == null) insertCustomers(connection, last);
                insert(connection, CONVERSATIONS, last);
                insert(connection, LINES, last);
                conversations = last;
            }
            if (first && agent != null) putAside(connection);
            statement.execute("VACUUM (ANALYZE) customer, conversation, message");
            statement.execute("CHECKPOINT");
        }
        return conversations;
    }

    private void putAside(Connection connection) throws SQLException {
        try (PreparedStatement own = connection.prepareStatement(AGENTS_OWN);
                PreparedStatement queue = connection.prepareStatement(QUEUE)) {
            own.setString(1, agent);
            own.setObject(2, StoredPages.conversation(1));
            own.setObject(3, StoredPages.conversation(OF_THE_AGENT));
            own.executeUpdate();
            queue.setObject(1, StoredPages.conversation(OF_THE_AGENT + 1));
            queue.setObject(2, StoredPages.conversation(OF_THE_AGENT + WAITING));
            queue.executeUpdate();
        }
    }

    private void insertCustomers(Connection connection, int last) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CUSTOMERS)) {
            insert.setInt(1, conversations + 1);
            insert.setInt(2, last);
            insert.executeUpdate();
        }
    }

    private void insert(Connection connection, String sql, int last) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, customer, java.sql.Types.OTHER);
            insert.setInt(2, conversations + 1);
            insert.setInt(3, last);
            insert.executeUpdate();
        }
    }

    /// As [StoredPages] makes them from numbers; another kind has another variant.
    private static String id(String kind, String number) {
        return "('00000000-0000-7000-" + kind + "000-' || lpad(to_hex(" + number + "), 12, '0'))::uuid";
    }
}
