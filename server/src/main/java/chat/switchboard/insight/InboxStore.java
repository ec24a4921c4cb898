package chat.switchboard.insight;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.Standing;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.ledger.ConversationRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The SQL of lists.
final class InboxStore {
    private final Handle handle;

    InboxStore(Handle handle) {
        this.handle = handle;
    }

    List<Conversation> list(Actor actor, Inbox.Filter filter, Cursor from, int limit) {
        String conditions = String.join(" AND ", conditions(filter, from));
        String pages = parts(actor).stream()
                .filter(part -> part.mayHave(filter.statuses()))
                .map(part -> "(" + ConversationRow.SELECT + "WHERE " + part.condition + " AND " + conditions
                        + " ORDER BY c.last_activity_at DESC, c.id DESC LIMIT :limit)")
                .collect(Collectors.joining(" UNION ALL "));
        if (pages.isEmpty()) return List.of();
        Query query = handle.createQuery(
                        "SELECT * FROM (" + pages + ") AS page ORDER BY last_activity_at DESC, id DESC LIMIT :limit")
                .bind("limit", limit);
        if (pages.contains(":me")) query.bind("me", me(actor));
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

    /// Everything that is neither resolved nor closed, as far as it is counted.
    Map<UUID, LiveCounts.Open> open() {
        Map<UUID, LiveCounts.Open> open = new HashMap<>();
        handle.createQuery("""
                        SELECT id, status, assigned_agent_id, department_id, escalated_at IS NOT NULL AS escalated,
                               is_overdue(reply_level) AS overdue
                        FROM conversation WHERE status IN ('automated', 'waiting', 'active')
                        """)
                .map((row, _) -> open.put(row.getObject("id", UUID.class), counted(row)))
                .list();
        return open;
    }

    private static LiveCounts.Open counted(ResultSet row) throws SQLException {
        Standing standing = new Standing(
                Status.of(row.getString("status")),
                null,
                row.getObject("assigned_agent_id", UUID.class),
                row.getObject("department_id", UUID.class));
        return new LiveCounts.Open(standing, row.getBoolean("escalated"), row.getBoolean("overdue"));
    }

    /// A part of what an actor sees, in the order of an index.
    ///
    /// @param statuses of the conversations in it
    private record Part(String condition, Set<String> statuses) {
        static final Set<String> ANY = Set.of("automated", "waiting", "active", "resolved", "closed");

        /// @param wanted null for any
        boolean mayHave(List<String> wanted) {
            return wanted == null || wanted.stream().anyMatch(statuses::contains);
        }
    }

    /// Row-level security decides what an actor sees. It asks for one kind of actor or another, which no index answers,
    /// so a page would be looked for among all conversations. Each part here is a superset of its share.
    private static List<Part> parts(Actor actor) {
        return switch (actor) {
            case Actor.Requester _ -> List.of(new Part("c.customer_id = :me", Part.ANY));
            case Actor.Agent _ ->
                List.of(
                        new Part("c.status = 'waiting'", Set.of("waiting")),
                        new Part("c.status = 'automated'", Set.of("automated")),
                        new Part(
                                "c.assigned_agent_id = :me AND c.status IN ('active', 'resolved', 'closed')",
                                Set.of("active", "resolved", "closed")));
            case Actor.Admin _, Actor.Bot _, Actor.System _ -> List.of(new Part("true", Part.ANY));
        };
    }

    private static UUID me(Actor actor) {
        return switch (actor) {
            case Actor.Requester requester -> requester.id();
            case Actor.Staff staff -> staff.id();
            case Actor.Bot _, Actor.System _ -> throw new IllegalArgumentException("The server has no id");
        };
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
