package chat.switchboard.ledger;

import chat.switchboard.conversation.Message;
import chat.switchboard.postgres.Columns;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of what a batch reads before it decides: its conversations, locked; messages that are stored already.
final class LockStore extends BatchStore {
    private static final String LOCK = "SELECT " + ConversationRow.COLUMNS
            + ", coalesce(c.log_xid > (SELECT ledger_xid()), false) AS overtaken " + ConversationRow.FROM
            + "WHERE c.id = ANY (?) ORDER BY c.id FOR UPDATE OF c";

    LockStore(Handle handle) {
        super(handle);
    }

    /// Names one message.
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
}
