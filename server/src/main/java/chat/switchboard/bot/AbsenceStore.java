package chat.switchboard.bot;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of when somebody was here last.
final class AbsenceStore {
    private final Handle handle;

    AbsenceStore(Handle handle) {
        this.handle = handle;
    }

    /// When the last of those who serve a department went offline, by hand or without a sign of life; empty where
    /// nobody ever came.
    ///
    /// @param departmentId null: any
    Optional<Instant> since(UUID departmentId) {
        return handle.createQuery("""
                        SELECT max(CASE WHEN p.status = 'offline' THEN p.status_since ELSE p.expires_at END) AS at
                        FROM agent_presence p
                        WHERE p.status IS NOT NULL
                          AND (CAST(:department AS uuid) IS NULL
                               OR EXISTS (SELECT FROM account_department d
                                          WHERE d.account_id = p.account_id
                                            AND d.department_id = CAST(:department AS uuid)))""")
                .bind("department", departmentId)
                .map((row, _) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .one();
    }
}
