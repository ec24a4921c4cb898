package chat.switchboard.insight;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.ledger.ConversationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The SQL of lists.
final class InboxStore {
    private final Handle handle;

    InboxStore(Handle handle) {
        this.handle = handle;
    }

    List<Conversation> list(Inbox.Filter filter, Cursor from, int limit) {
        String sql = ConversationRow.SELECT + "WHERE " + String.join(" AND ", conditions(filter, from))
                + " ORDER BY c.last_activity_at DESC, c.id DESC LIMIT :limit";
        Query query = handle.createQuery(sql).bind("limit", limit);
        if (filter.statuses() != null) query.bindArray("statuses", String.class, filter.statuses());
        if (filter.assigneeId() != null) query.bind("assignee", filter.assigneeId());
        if (filter.priority() != null) query.bind("priority", filter.priority());
        if (filter.category() != null) query.bind("category", filter.category());
        if (filter.departmentId() != null) query.bind("department", filter.departmentId());
        if (filter.label() != null) query.bind("label", filter.label());
        if (filter.search() != null) bindSearch(query, filter.search());
        if (from != null) query.bind("second", from.activitySecond()).bind("id", from.id());
        return query.map((row, _) -> ConversationRow.read(row)).list();
    }

    Inbox.Counts counts(UUID me) {
        return handle.createQuery("""
                        SELECT count(*) FILTER (WHERE status = 'automated') AS automated,
                               count(*) FILTER (WHERE status = 'waiting') AS waiting,
                               count(*) FILTER (WHERE status = 'active') AS active,
                               count(*) FILTER (WHERE status = 'active' AND assigned_agent_id = :me) AS mine,
                               count(*) FILTER (WHERE escalated_at IS NOT NULL) AS escalated,
                               count(*) FILTER (WHERE is_overdue(reply_level)) AS overdue
                        FROM conversation WHERE status IN ('automated', 'waiting', 'active')
                        """)
                .bind("me", me)
                .map((row, _) -> new Inbox.Counts(
                        row.getInt("automated"),
                        row.getInt("waiting"),
                        row.getInt("active"),
                        row.getInt("mine"),
                        row.getInt("escalated"),
                        row.getInt("overdue")))
                .one();
    }

    private static List<String> conditions(Inbox.Filter filter, Cursor from) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (filter.statuses() != null) conditions.add("c.status = ANY (:statuses)");
        if (filter.assigneeId() != null) conditions.add("c.assigned_agent_id = :assignee");
        if (filter.unassigned()) conditions.add("c.assigned_agent_id IS NULL");
        if (filter.priority() != null) conditions.add("c.priority = :priority");
        if (filter.category() != null) conditions.add("c.category = :category");
        if (filter.departmentId() != null) conditions.add("c.department_id = :department");
        if (filter.label() != null) conditions.add("c.labels @> ARRAY[:label]::text[]");
        if (filter.escalated() != null)
            conditions.add("c.escalated_at IS " + (filter.escalated() ? "NOT NULL" : "NULL"));
        if (filter.overdue() != null) conditions.add("is_overdue(c.reply_level) = " + filter.overdue());
        if (filter.search() != null)
            conditions.add("(c.subject ILIKE :words OR cu.name ILIKE :words OR c.number::text = :number)");
        if (from != null) conditions.add("(c.last_activity_at, c.id) < (to_timestamp(:second), :id)");
        return conditions;
    }

    private static void bindSearch(Query query, String search) {
        String literal = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        query.bind("words", "%" + literal + "%").bind("number", search.startsWith("#") ? search.substring(1) : search);
    }
}
