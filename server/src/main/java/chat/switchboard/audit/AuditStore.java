package chat.switchboard.audit;

import chat.switchboard.kernel.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of the audit log.
final class AuditStore {
    private AuditStore() {}

    /// Position, time and hash are the database's.
    static void insert(
            Handle handle,
            UUID id,
            AuditLog.Origin origin,
            String action,
            AuditLog.Subject subject,
            String before,
            String after) {
        handle.createUpdate("""
                        INSERT INTO audit_entry (id, actor_type, actor_id, actor_name, action, subject_type, subject_id,
                                                 subject_name, before, after, session_id, network)
                        VALUES (:id, :actorType, CAST(:actorId AS uuid), :actorName, :action, :subjectType, :subjectId,
                                :subjectName, CAST(:before AS json), CAST(:after AS json), CAST(:session AS uuid), :network)
                        """)
                .bind("id", id)
                .bind(
                        "actorType",
                        origin.actor() == null ? "unknown" : origin.actor().type())
                .bind("actorId", id(origin.actor()))
                .bind("actorName", name(origin.actor()))
                .bind("action", action)
                .bind("subjectType", subject.type())
                .bind("subjectId", subject.id())
                .bind("subjectName", subject.name())
                .bind("before", before)
                .bind("after", after)
                .bind("session", origin.sessionId())
                .bind("network", origin.address())
                .execute();
    }

    /// In their order, beginning behind a position.
    static List<AuditEntry> after(Handle handle, long position, int limit) {
        return handle.createQuery("SELECT * FROM audit_entry WHERE position > :position ORDER BY position LIMIT :limit")
                .bind("position", position)
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list();
    }

    /// Newest first, before a position.
    static List<AuditEntry> list(Handle handle, AuditEntries.Filter filter, long before, int limit) {
        return handle.createQuery("""
                        SELECT * FROM audit_entry
                        WHERE position < :before
                          AND (CAST(:actor AS uuid) IS NULL OR actor_id = CAST(:actor AS uuid))
                          AND (CAST(:action AS text) IS NULL OR action = :action OR starts_with(action, :action || '.'))
                          AND (CAST(:subject AS text) IS NULL OR subject_id = :subject OR subject_type = :subject
                               OR strpos(lower(subject_name), lower(:subject)) > 0)
                          AND (CAST(:from AS timestamptz) IS NULL OR at >= CAST(:from AS timestamptz))
                          AND (CAST(:to AS timestamptz) IS NULL OR at < CAST(:to AS timestamptz))
                        ORDER BY position DESC LIMIT :limit
                        """)
                .bind("before", before)
                .bind("actor", filter.actorId())
                .bind("action", filter.action())
                .bind("subject", filter.subject())
                .bind("from", time(filter.from()))
                .bind("to", time(filter.to()))
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("position"),
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new AuditEntry.Who(
                        row.getString("actor_type"),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_name")),
                row.getString("action"),
                new AuditLog.Subject(
                        row.getString("subject_type"), row.getString("subject_id"), row.getString("subject_name")),
                row.getString("before"),
                row.getString("after"),
                row.getObject("session_id", UUID.class),
                row.getString("network"),
                Hash.of(row.getBytes("hash")));
    }

    private static UUID id(Actor actor) {
        return switch (actor) {
            case Actor.Requester requester -> requester.id();
            case Actor.Staff staff -> staff.id();
            case Actor.Bot _, Actor.System _ -> null;
            case null -> null;
        };
    }

    private static String name(Actor actor) {
        return switch (actor) {
            case Actor.Requester requester -> requester.name();
            case Actor.Staff staff -> staff.name();
            case Actor.Bot _, Actor.System _ -> null;
            case null -> null;
        };
    }
}
