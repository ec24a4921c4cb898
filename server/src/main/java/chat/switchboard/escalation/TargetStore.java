package chat.switchboard.escalation;

import chat.switchboard.conversation.Topic.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of reply targets, business hours and clocks that have come due.
final class TargetStore {
    private static final int MOST_DUE = 500;

    private final Handle handle;

    TargetStore(Handle handle) {
        this.handle = handle;
    }

    List<ReplyTarget> targets() {
        return handle.createQuery("""
                        SELECT department_id, priority, first_reply_seconds, next_reply_seconds FROM reply_target
                        ORDER BY department_id NULLS FIRST, priority NULLS FIRST
                        """)
                .map((row, _) -> new ReplyTarget(
                        row.getObject("department_id", UUID.class),
                        row.getString("priority") == null ? null : Priority.of(row.getString("priority")),
                        seconds(row, "first_reply_seconds"),
                        seconds(row, "next_reply_seconds")))
                .list();
    }

    void replace(List<ReplyTarget> targets) {
        handle.execute("DELETE FROM reply_target");
        for (ReplyTarget target : targets)
            handle.createUpdate("""
                            INSERT INTO reply_target (id, department_id, priority, first_reply_seconds, next_reply_seconds)
                            VALUES (gen_random_uuid(), CAST(:department AS uuid), :priority, :first, :next)
                            """)
                    .bind("department", target.departmentId())
                    .bind(
                            "priority",
                            target.priority() == null ? null : target.priority().wireName())
                    .bind("first", seconds(target.firstReply()))
                    .bind("next", seconds(target.nextReply()))
                    .execute();
    }

    /// Until the transaction's end none of them is deleted.
    Set<UUID> departments() {
        return new HashSet<>(
                handle.createQuery("SELECT id FROM department WHERE deleted_at IS NULL ORDER BY id FOR SHARE")
                        .mapTo(UUID.class)
                        .list());
    }

    /// The hours, as stored, of departments that do not always work.
    Map<UUID, String> hours() {
        Map<UUID, String> hours = new HashMap<>();
        handle.createQuery(
                        "SELECT id, business_hours FROM department WHERE business_hours IS NOT NULL AND deleted_at IS NULL")
                .map((row, _) -> Map.entry(row.getObject("id", UUID.class), row.getString("business_hours")))
                .forEach(entry -> hours.put(entry.getKey(), entry.getValue()));
        return hours;
    }

    /// A clock whose next level has come.
    record DueClock(UUID conversationId, Instant since, Instant dueAt, String level) {}

    List<DueClock> due(Instant now) {
        return handle.createQuery("""
                        SELECT id, reply_since, reply_due_at, reply_level FROM conversation
                        WHERE status IN ('waiting', 'active') AND reply_next_at <= :now
                        ORDER BY reply_next_at LIMIT :most
                        """)
                .bind("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .bind("most", MOST_DUE)
                .map((row, _) -> new DueClock(
                        row.getObject("id", UUID.class),
                        instant(row, "reply_since"),
                        instant(row, "reply_due_at"),
                        row.getString("reply_level")))
                .list();
    }

    private static Duration seconds(ResultSet row, String column) throws SQLException {
        int seconds = row.getInt(column);
        return row.wasNull() ? null : Duration.ofSeconds(seconds);
    }

    private static Integer seconds(Duration duration) {
        return duration == null ? null : Math.toIntExact(duration.toSeconds());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
