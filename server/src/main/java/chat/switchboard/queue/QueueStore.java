package chat.switchboard.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of the queue. Each department's line is one partial index, read from its front.
final class QueueStore {
    private static final String COLUMNS = """
            c.id, c.department_id, priority_rank(c.priority) AS rank, is_overdue(c.reply_level) AS overdue,
            c.requested_agent_at, c.previous_agent_id,
            coalesce(c.metadata ->> 'language', cu.locale) AS language
            """;
    private static final String ORDER_BY =
            " ORDER BY priority_rank(c.priority) DESC, is_overdue(c.reply_level) DESC, c.requested_agent_at, c.id ";

    private final Handle handle;

    QueueStore(Handle handle) {
        this.handle = handle;
    }

    List<Department> departments() {
        return handle.createQuery("SELECT id, name, routing FROM department WHERE deleted_at IS NULL ORDER BY name")
                .map((row, _) -> new Department(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("routing").equals("automatic")))
                .list();
    }

    /// The front of each department's line, and of the line of those without a department.
    ///
    /// @param most of each, by department; those without one under null
    List<QueueEntry> front(Map<UUID, Integer> most) {
        List<QueueEntry> front = new ArrayList<>();
        most.forEach((department, limit) -> front.addAll(line(department, limit)));
        return front;
    }

    List<QueueEntry> line(UUID department, int most) {
        String where = department == null ? "c.department_id IS NULL" : "c.department_id = :department";
        var query = handle.createQuery("SELECT " + COLUMNS
                        + " FROM conversation c JOIN customer cu ON cu.id = c.customer_id WHERE c.status = 'waiting' AND "
                        + where + ORDER_BY + "LIMIT :most")
                .bind("most", most);
        if (department != null) query.bind("department", department);
        return query.map((row, _) -> waiting(row)).list();
    }

    Optional<QueueEntry> find(UUID id) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM conversation c JOIN customer cu ON cu.id = c.customer_id"
                        + " WHERE c.status = 'waiting' AND c.id = :id")
                .bind("id", id)
                .map((row, _) -> waiting(row))
                .findOne();
    }

    /// Everybody in every line, for the places.
    List<QueueEntry> everybody() {
        return handle.createQuery("""
                        SELECT c.id, c.department_id, priority_rank(c.priority) AS rank,
                               is_overdue(c.reply_level) AS overdue, c.requested_agent_at,
                               NULL::uuid AS previous_agent_id, NULL AS language
                        FROM conversation c WHERE c.status = 'waiting'
                        """).map((row, _) -> waiting(row)).list();
    }

    /// How many conversations each department's agents were given since then, and when the first of them.
    Map<UUID, ServiceRate.Served> servedSince(Instant since) {
        Map<UUID, ServiceRate.Served> served = new HashMap<>();
        handle.createQuery("""
                        SELECT department_id, count(*) AS served, min(assigned_at) AS first
                        FROM conversation WHERE assigned_at > :since GROUP BY department_id
                        """)
                .bind("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .map((row, _) -> Map.entry(
                        Optional.ofNullable(row.getObject("department_id", UUID.class)),
                        new ServiceRate.Served(row.getInt("served"), instant(row, "first"))))
                .forEach(entry -> served.put(entry.getKey().orElse(null), entry.getValue()));
        return served;
    }

    private static QueueEntry waiting(ResultSet row) throws SQLException {
        return new QueueEntry(
                row.getObject("id", UUID.class),
                row.getObject("department_id", UUID.class),
                row.getInt("rank"),
                row.getBoolean("overdue"),
                instant(row, "requested_agent_at"),
                language(row.getString("language")),
                row.getObject("previous_agent_id", UUID.class));
    }

    /// `en-GB` is `en`: agents name languages, not countries.
    private static String language(String tag) {
        if (tag == null || tag.isBlank()) return null;
        return tag.strip().split("[-_]")[0].toLowerCase(Locale.ROOT);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
