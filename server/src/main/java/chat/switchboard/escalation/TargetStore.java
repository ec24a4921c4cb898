package chat.switchboard.escalation;

import chat.switchboard.conversation.Priority;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The SQL of reply targets, business hours and clocks that have come due.
final class TargetStore {
    private static final Logger LOG = LoggerFactory.getLogger(TargetStore.class);
    private static final ObjectMapper JSON = new ObjectMapper();
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

    Set<UUID> departments() {
        return new HashSet<>(handle.createQuery("SELECT id FROM department")
                .mapTo(UUID.class)
                .list());
    }

    /// Departments that do not always work.
    Map<UUID, BusinessHours> hours() {
        Map<UUID, BusinessHours> hours = new HashMap<>();
        handle.createQuery("SELECT id, business_hours FROM department WHERE business_hours IS NOT NULL")
                .map((row, _) -> Map.entry(row.getObject("id", UUID.class), row.getString("business_hours")))
                .forEach(entry -> {
                    BusinessHours parsed = parse(entry.getValue());
                    if (parsed != null) hours.put(entry.getKey(), parsed);
                });
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

    /// Hours that cannot be read count as none: a target is then due sooner, never forgotten.
    static BusinessHours parse(String json) {
        try {
            JsonNode hours = JSON.readTree(json);
            List<BusinessHours.Span> days = new ArrayList<>();
            for (JsonNode day : hours.path("days"))
                days.add(new BusinessHours.Span(
                        DayOfWeek.valueOf(day.path("day").asText().toUpperCase(Locale.ROOT)),
                        time(day.path("from").asText()),
                        time(day.path("to").asText())));
            Set<LocalDate> holidays = new HashSet<>();
            for (JsonNode date : hours.path("holidays")) holidays.add(LocalDate.parse(date.asText()));
            return new BusinessHours(ZoneId.of(hours.path("timeZone").asText("UTC")), List.copyOf(days), holidays);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException unreadable) {
            LOG.warn("Business hours cannot be read and count as always open: {}", unreadable.toString());
            return null;
        }
    }

    private static LocalTime time(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
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
