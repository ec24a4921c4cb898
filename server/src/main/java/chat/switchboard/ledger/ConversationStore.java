package chat.switchboard.ledger;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.conversation.NamedRef;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of reading conversations. Row-level security narrows every answer to what the actor may see.
final class ConversationStore {
    private final Handle handle;

    ConversationStore(Handle handle) {
        this.handle = handle;
    }

    Optional<Conversation> find(UUID id) {
        return handle.createQuery(ConversationRow.SELECT + "WHERE c.id = :id")
                .bind("id", id)
                .map((row, _) -> ConversationRow.read(row))
                .findOne();
    }

    /// Up to `limit` messages after `seq`, oldest first.
    List<Message> after(UUID conversationId, int seq, int limit) {
        return messages("seq > :seq ORDER BY seq LIMIT :limit", conversationId, seq, limit);
    }

    /// Up to `limit` messages before `seq`, oldest first.
    List<Message> before(UUID conversationId, int seq, int limit) {
        return messages("seq < :seq ORDER BY seq DESC LIMIT :limit", conversationId, seq, limit)
                .reversed();
    }

    private List<Message> messages(String range, UUID conversationId, int seq, int limit) {
        return handle.createQuery("SELECT " + ConversationRow.MESSAGE_COLUMNS
                        + " FROM message m WHERE m.conversation_id = :conversation AND " + range)
                .bind("conversation", conversationId)
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, _) -> ConversationRow.readMessage(row))
                .list();
    }

    /// Every reader's furthest mark.
    List<ReadMark> readMarks(UUID conversationId) {
        return handle.createQuery("""
                        SELECT DISTINCT ON (reader_id) reader_type, reader_id, seq, at
                        FROM read_mark WHERE conversation_id = :conversation
                        ORDER BY reader_id, seq DESC
                        """)
                .bind("conversation", conversationId)
                .map((row, _) -> new ReadMark(
                        conversationId,
                        new Message.Reader(
                                Message.Sender.Type.of(row.getString("reader_type")),
                                row.getObject("reader_id", UUID.class)),
                        row.getInt("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<Activity> activities(UUID conversationId, int limit) {
        return handle.createQuery("""
                        SELECT id, type, actor_type, actor_id, actor_name, details, created_at
                        FROM activity WHERE conversation_id = :conversation
                        ORDER BY created_at DESC, id DESC LIMIT :limit
                        """)
                .bind("conversation", conversationId)
                .bind("limit", limit)
                .map((row, _) -> new Activity(
                        row.getObject("id", UUID.class),
                        conversationId,
                        new Message.Sender(
                                Message.Sender.Type.of(row.getString("actor_type")),
                                row.getObject("actor_id", UUID.class),
                                row.getString("actor_name")),
                        ActivityDetails.read(row.getString("type"), row.getString("details")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<UUID> resolvedBefore(Instant before, int limit) {
        return handle.createQuery("""
                        SELECT id FROM conversation WHERE status = 'resolved' AND resolved_at <= :before
                        ORDER BY resolved_at LIMIT :limit
                        """)
                .bind("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    List<UUID> automatedUnanswered(int limit) {
        return handle.createQuery("""
                        SELECT id FROM conversation WHERE status = 'automated' AND unanswered_count > 0
                        ORDER BY last_activity_at LIMIT :limit
                        """).bind("limit", limit).mapTo(UUID.class).list();
    }

    /// Where the customer spoke last, so long ago.
    List<UUID> automatedInSilence(Duration since, int limit) {
        return handle.createQuery("""
                        SELECT id FROM conversation
                        WHERE status = 'automated' AND unanswered_count > 0
                          AND last_message_sender_type IN ('customer', 'partner')
                          AND last_message_at < clock_timestamp() - make_interval(secs => :seconds)
                        ORDER BY last_activity_at LIMIT :limit
                        """)
                .bind("seconds", since.toSeconds())
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    boolean categoryExists(String slug) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM category WHERE slug = :slug AND active)")
                .bind("slug", slug)
                .mapTo(boolean.class)
                .one();
    }

    Optional<NamedRef> department(UUID id) {
        return person("SELECT id, name FROM department WHERE id = :id AND deleted_at IS NULL", id);
    }

    Optional<NamedRef> staffMember(UUID id) {
        return person("SELECT id, name FROM account WHERE id = :id AND active AND role IN ('agent', 'admin')", id);
    }

    private Optional<NamedRef> person(String sql, UUID id) {
        return handle.createQuery(sql)
                .bind("id", id)
                .map((row, _) -> new NamedRef(row.getObject("id", UUID.class), row.getString("name")))
                .findOne();
    }

    UUID epoch() {
        return handle.createQuery("SELECT epoch FROM ledger_epoch")
                .mapTo(UUID.class)
                .one();
    }
}
