package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.LastMessage;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The UPDATE of many conversations at once.
final class ConversationUpdateStore {
    /// What a message or a read mark changes, and nothing else: the columns nearly every update is about.
    private static final String TALK = """
            UPDATE conversation c SET
                version = c.version + 1, log_xid = (SELECT ledger_xid()),
                updated_at = to_timestamp(n.updated_at),
                last_activity_at = to_timestamp(floor(n.updated_at)),
                last_seq = n.last_seq, unanswered_count = n.unanswered_count, unread_count = n.unread_count,
                burst_count = n.burst_count, burst_since = to_timestamp(n.burst_since),
                last_message_sender_type = n.last_message_sender_type,
                last_message_sender_name = n.last_message_sender_name,
                last_message_kind = n.last_message_kind, last_message_preview = n.last_message_preview,
                last_message_at = to_timestamp(n.last_message_at),
                reply_since = to_timestamp(n.reply_since),
                reply_due_at = to_timestamp(n.reply_due_at),
                reply_next_at = to_timestamp(n.reply_next_at), reply_level = n.reply_level
            FROM unnest(?::uuid[], ?::int8[], ?::float8[], ?::int4[], ?::int4[], ?::int4[],
                        ?::int4[], ?::float8[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::float8[],
                        ?::float8[], ?::float8[], ?::float8[], ?::text[])
                 AS n (id, version, updated_at, last_seq, unanswered_count, unread_count, burst_count, burst_since,
                       last_message_sender_type, last_message_sender_name, last_message_kind,
                       last_message_preview, last_message_at, reply_since, reply_due_at, reply_next_at, reply_level)
            WHERE c.id = n.id AND c.version = n.version
            """;

    /// Everything else that may ever change.
    private static final String REST = """
            UPDATE conversation c SET
                subject = n.subject, category = n.category, priority = n.priority, labels = n.labels::text[],
                department_id = n.department_id, status = n.status, assigned_agent_id = n.assigned_agent_id,
                requested_agent_at = to_timestamp(n.requested_agent_at),
                assigned_at = to_timestamp(n.assigned_at),
                first_response_at = to_timestamp(n.first_response_at),
                escalated_at = to_timestamp(n.escalated_at),
                resolved_at = to_timestamp(n.resolved_at),
                closed_at = to_timestamp(n.closed_at),
                activity_count = n.activity_count,
                rating_score = n.rating_score, rating_comment = n.rating_comment,
                previous_agent_id = n.previous_agent_id, opened_at = to_timestamp(n.opened_at),
                acknowledged_by_id = n.acknowledged_by_id, acknowledged_by_name = n.acknowledged_by_name
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::uuid[],
                        ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],
                        ?::int4[], ?::int4[], ?::text[], ?::uuid[], ?::float8[], ?::uuid[], ?::text[])
                 AS n (id, subject, category, priority, labels, department_id, status, assigned_agent_id,
                       requested_agent_at, assigned_at, first_response_at, escalated_at, resolved_at, closed_at,
                       activity_count, rating_score, rating_comment, previous_agent_id, opened_at,
                       acknowledged_by_id, acknowledged_by_name)
            WHERE c.id = n.id
            """;

    private final Connection connection;

    ConversationUpdateStore(Connection connection) {
        this.connection = connection;
    }

    /// Writes conversations after their changes, each on the version it was decided on; answers how many still had
    /// that version. Two statements, because nearly always the first is enough.
    int update(List<ConversationUpdate> changed) throws SQLException {
        int written;
        try (PreparedStatement update = connection.prepareStatement(TALK)) {
            written = talk(update, changed);
        }
        List<ConversationUpdate> more =
                changed.stream().filter(it -> !it.isOnlyTalk()).toList();
        if (more.isEmpty()) return written;
        try (PreparedStatement update = connection.prepareStatement(REST)) {
            rest(update, more);
        }
        return written;
    }

    private static int talk(PreparedStatement update, List<ConversationUpdate> all) throws SQLException {
        Columns.of(update, all)
                .uuids(it -> it.after().id())
                .longs(it -> it.before().version())
                .times(it -> it.after().times().updatedAt())
                .ints(it -> it.after().lastSeq())
                .ints(it -> it.after().counts().unanswered())
                .ints(it -> it.after().counts().unread())
                .ints(it -> it.after().counts().bursts().count())
                .times(it -> it.after().counts().bursts().since())
                .texts(ofLast(last -> last.senderType().wireName()))
                .texts(ofLast(LastMessage::senderName))
                .texts(ofLast(last -> last.kind().wireName()))
                .texts(ofLast(LastMessage::preview))
                .times(ofLast(LastMessage::at))
                .times(it -> it.after().replyClock().since())
                .times(it -> it.after().replyClock().dueAt())
                .times(it -> it.after().replyClock().nextAt())
                .texts(it -> it.after().replyClock().level().wireName());
        return update.executeUpdate();
    }

    private static int rest(PreparedStatement update, List<ConversationUpdate> some) throws SQLException {
        Columns.of(update, some.stream().map(ConversationUpdate::after).toList())
                .uuids(Conversation::id)
                .texts(c -> c.topic().subject())
                .texts(c -> c.topic().category())
                .texts(c -> c.topic().priority().wireName())
                .texts(c -> arrayLiteral(c.topic().labels()))
                .uuids(c -> idOf(c.topic().department()))
                .texts(c -> c.status().wireName())
                .uuids(c -> idOf(c.assignedAgent()))
                .times(c -> c.times().requestedAgentAt())
                .times(c -> c.times().assignedAt())
                .times(c -> c.times().firstResponseAt())
                .times(c -> c.times().escalatedAt())
                .times(c -> c.times().resolvedAt())
                .times(c -> c.times().closedAt())
                .ints(c -> c.counts().activities())
                .ints(c -> c.rating() == null ? null : c.rating().score())
                .texts(c -> c.rating() == null ? null : c.rating().comment())
                .uuids(c -> c.service().previousAgentId())
                .times(c -> c.service().openedAt())
                .uuids(c -> idOf(c.replyClock().acknowledgedBy()))
                .texts(c -> nameOf(c.replyClock().acknowledgedBy()));
        return update.executeUpdate();
    }

    private static <T> Function<ConversationUpdate, T> ofLast(Function<LastMessage, T> part) {
        return it ->
                it.after().lastMessage() == null ? null : part.apply(it.after().lastMessage());
    }

    private static UUID idOf(NamedRef person) {
        return person == null ? null : person.id();
    }

    private static String nameOf(NamedRef person) {
        return person == null ? null : person.name();
    }

    /// An array as PostgreSQL reads it from text: unnest would flatten arrays of arrays.
    private static String arrayLiteral(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
