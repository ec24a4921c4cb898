package chat.switchboard.ledger;

import static chat.switchboard.ledger.ConversationColumns.HANDLING;
import static chat.switchboard.ledger.ConversationColumns.MESSAGING;
import static chat.switchboard.ledger.ConversationColumns.each;

import chat.switchboard.ledger.ConversationColumns.Column;
import chat.switchboard.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// The UPDATE of many conversations at once, each on the version it was decided on.
final class ConversationUpdateStore {
    static final String UPDATE_MESSAGING = "UPDATE conversation c SET version = c.version + 1,"
            + " log_xid = (SELECT ledger_xid()), " + assignments(MESSAGING)
            + " FROM unnest(?::uuid[], ?::int8[], " + each(MESSAGING, Column::parameter) + ")"
            + " AS n (id, version, " + each(MESSAGING, Column::name) + ")"
            + " WHERE c.id = n.id AND c.version = n.version";

    /// After the other one, in the same transaction: nobody else can have changed these rows.
    private static final String UPDATE_HANDLING = "UPDATE conversation c SET " + assignments(HANDLING)
            + " FROM unnest(?::uuid[], " + each(HANDLING, Column::parameter) + ")"
            + " AS n (id, " + each(HANDLING, Column::name) + ")"
            + " WHERE c.id = n.id";

    private final Connection connection;

    ConversationUpdateStore(Connection connection) {
        this.connection = connection;
    }

    /// Answers how many conversations still had the version that was named. Two statements, because nearly always the
    /// first is enough.
    int update(List<ConversationUpdate> updates) throws SQLException {
        int written;
        try (PreparedStatement update = connection.prepareStatement(UPDATE_MESSAGING)) {
            bindMessaging(update, updates);
            written = update.executeUpdate();
        }
        List<ConversationUpdate> more =
                updates.stream().filter(it -> !it.isMessagingOnly()).toList();
        if (more.isEmpty()) return written;
        try (PreparedStatement update = connection.prepareStatement(UPDATE_HANDLING)) {
            Columns<ConversationUpdate> parameters =
                    Columns.of(update, more).uuids(it -> it.after().id());
            for (Column column : HANDLING) column.bind(parameters, ConversationUpdate::after);
            update.executeUpdate();
        }
        return written;
    }

    static Columns<ConversationUpdate> bindMessaging(PreparedStatement update, List<ConversationUpdate> updates)
            throws SQLException {
        Columns<ConversationUpdate> parameters = Columns.of(update, updates)
                .uuids(it -> it.after().id())
                .longs(it -> it.before().version());
        for (Column column : MESSAGING) column.bind(parameters, ConversationUpdate::after);
        return parameters;
    }

    private static String assignments(List<Column> columns) {
        return each(columns, column -> column.name() + " = " + column.expression());
    }
}
