package chat.switchboard.queue;

import chat.switchboard.conversation.Command.Release.Cause;
import chat.switchboard.conversation.NamedRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL that finds conversations whose agent is not there for them.
final class RequeueStore {
    private static final int MOST = 500;

    private final Handle handle;
    private final OffsetDateTime now;

    RequeueStore(Handle handle, Instant now) {
        this.handle = handle;
        this.now = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
    }

    record Held(UUID conversationId, NamedRef agent, Cause cause) {}

    /// Of agents who are gone. Who took a conversation without ever showing a sign of life has the usual time from
    /// then on; who said "offline" has it from then, or from the last answer to a customer. Nobody could
    /// show a sign of life while the server was stopped: silence counts from `begun` at the earliest.
    List<Held> withNobody(Duration offlineAfter, Instant begun) {
        return handle.createQuery("""
                        SELECT c.id, a.id AS agent_id, a.name,
                               CASE WHEN a.active AND a.role IN ('agent', 'admin') THEN 'AGENT_LOST'
                                    ELSE 'ACCOUNT_CLOSED' END AS cause
                        FROM conversation c
                        JOIN account a ON a.id = c.assigned_agent_id
                        LEFT JOIN agent_presence p ON p.account_id = a.id
                        WHERE c.status = 'active'
                          AND (NOT a.active OR a.role NOT IN ('agent', 'admin')
                               OR greatest(CASE WHEN p.expires_at > c.assigned_at THEN p.expires_at
                                                ELSE c.assigned_at + make_interval(secs => :patience) END,
                                           :begun + make_interval(secs => :patience)) < :now
                               OR p.status = 'offline'
                                  AND greatest(p.status_since, p.acted_at, c.assigned_at)
                                      + make_interval(secs => :patience) < :now)
                        ORDER BY c.requested_agent_at LIMIT :most
                        """)
                .bind("patience", offlineAfter.toMillis() / 1000.0)
                .bind("begun", OffsetDateTime.ofInstant(begun, ZoneOffset.UTC))
                .bind("now", now)
                .bind("most", MOST)
                .map((row, _) -> held(row))
                .list();
    }

    List<Held> unopened(Duration limit) {
        return handle.createQuery("""
                        SELECT c.id, a.id AS agent_id, a.name, 'NOT_OPENED' AS cause
                        FROM conversation c JOIN account a ON a.id = c.assigned_agent_id
                        WHERE c.status = 'active' AND c.opened_at IS NULL AND c.assigned_at + make_interval(secs => :limit) < :now
                        ORDER BY c.requested_agent_at LIMIT :most
                        """)
                .bind("limit", limit.toMillis() / 1000.0)
                .bind("now", now)
                .bind("most", MOST)
                .map((row, _) -> held(row))
                .list();
    }

    void makeBusy(List<UUID> agents) {
        if (agents.isEmpty()) return;
        handle.createUpdate("""
                        UPDATE agent_presence SET status = 'busy', status_since = :now
                        WHERE account_id = ANY (:agents) AND status = 'online'
                        """)
                .bindArray("agents", UUID.class, agents)
                .bind("now", now)
                .execute();
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                new NamedRef(row.getObject("agent_id", UUID.class), row.getString("name")),
                Cause.valueOf(row.getString("cause")));
    }
}
