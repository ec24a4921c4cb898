package chat.switchboard.presence;

import chat.switchboard.conversation.NamedRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of presence. Runs as the system: an agent may not see how many conversations others have.
final class PresenceStore {
    private static final int MOST_LOST = 50;
    /// Counts by agent, each out of an index of active conversations only. Grouped and joined, the planner may count
    /// all of them anew for every agent: behind row-level security it takes them for very few.
    private static final String STAFF = """
            SELECT a.id, a.name, a.role, a.max_active_chats, a.languages,
                   (SELECT count(*) FROM conversation c
                    WHERE c.assigned_agent_id = a.id AND c.status = 'active') AS active,
                   ARRAY(SELECT department_id FROM account_department d WHERE d.account_id = a.id) AS departments,
                   p.status, p.status_since, p.seen_at, p.expires_at
            FROM account a LEFT JOIN agent_presence p ON p.account_id = a.id
            WHERE a.active AND a.role IN ('agent', 'admin')
            """;

    private final Handle handle;
    private final Instant now;

    PresenceStore(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    /// Everybody who answers customers, by name.
    List<StaffMember> staff() {
        return handle.createQuery(STAFF + " ORDER BY a.name, a.id")
                .map((row, _) -> staffMember(row))
                .list();
    }

    /// One of them; empty for whoever does not, or not any more.
    Optional<StaffMember> staffMember(UUID id) {
        return handle.createQuery(STAFF + " AND a.id = :id")
                .bind("id", id)
                .map((row, _) -> staffMember(row))
                .findOne();
    }

    /// When this one was last seen before the absence she has not been told about, if there was one; else lately.
    Optional<Instant> seenAt(UUID id) {
        return handle.createQuery("SELECT seen_at FROM agent_presence WHERE account_id = :id")
                .bind("id", id)
                .map((row, _) -> instant(row, "seen_at"))
                .findOne();
    }

    /// Waits for any assignment to this agent that is being decided, and is seen by every later one.
    void set(UUID id, Status status, Instant expires) {
        handle.createQuery("SELECT id FROM account WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
        handle.createUpdate("""
                        INSERT INTO agent_presence AS p (account_id, status, status_since, seen_at, expires_at, acted_at)
                        VALUES (:id, :status, :now, :now, :expires, :now)
                        ON CONFLICT (account_id) DO UPDATE SET
                            status = excluded.status, expires_at = excluded.expires_at,
                            status_since = CASE WHEN p.status = excluded.status THEN p.status_since
                                                ELSE excluded.status_since END
                        """)
                .bind("id", id)
                .bind("status", status.wireName())
                .bind("now", time(now))
                .bind("expires", time(expires))
                .execute();
    }

    /// Signs of life, in id order so that two nodes never wait for each other in a circle. After an absence the time
    /// of the last one before it stays: a socket opens before its agent asks what she lost.
    void seen(Collection<UUID> ids, Instant expires) {
        handle.createUpdate("""
                        INSERT INTO agent_presence AS p (account_id, status_since, seen_at, expires_at, acted_at)
                        SELECT a.id, :now, :now, :expires, :now
                        FROM account a WHERE a.id = ANY (:ids) ORDER BY a.id
                        ON CONFLICT (account_id) DO UPDATE SET
                            seen_at = CASE WHEN p.seen_at + (excluded.expires_at - excluded.seen_at) < excluded.seen_at
                                           THEN p.seen_at ELSE excluded.seen_at END,
                            expires_at = excluded.expires_at
                        """)
                .bindArray("ids", UUID.class, List.copyOf(ids))
                .bind("now", time(now))
                .bind("expires", time(expires))
                .execute();
    }

    /// Nobody counts as here any longer without a sign of life.
    void expireBy(Instant latest) {
        handle.createUpdate("""
                        UPDATE agent_presence SET expires_at = :latest
                        WHERE account_id IN (SELECT account_id FROM agent_presence WHERE expires_at > :latest
                                             ORDER BY account_id FOR UPDATE)
                        """).bind("latest", time(latest)).execute();
    }

    /// She is here and has been told what she lost.
    void told(UUID id) {
        handle.createUpdate("UPDATE agent_presence SET seen_at = :now WHERE account_id = :id")
                .bind("id", id)
                .bind("now", time(now))
                .execute();
    }

    void acted(Collection<UUID> ids) {
        handle.createUpdate("""
                        UPDATE agent_presence SET acted_at = :now
                        WHERE account_id IN (SELECT account_id FROM agent_presence WHERE account_id = ANY (:ids)
                                             ORDER BY account_id FOR UPDATE)
                        """)
                .bindArray("ids", UUID.class, List.copyOf(ids))
                .bind("now", time(now))
                .execute();
    }

    /// What was taken away from this agent since then, newest first.
    List<Arrival.Lost> lostSince(UUID id, Instant since) {
        return handle.createQuery("""
                        SELECT a.conversation_id, c.number, a.created_at
                        FROM activity a JOIN conversation c ON c.id = a.conversation_id
                        WHERE a.type = 'conversation.requeued' AND a.details -> 'agent' ->> 'id' = :id
                          AND a.created_at > :since
                        ORDER BY a.created_at DESC LIMIT :most
                        """)
                .bind("id", id.toString())
                .bind("since", time(since))
                .bind("most", MOST_LOST)
                .map((row, _) -> new Arrival.Lost(
                        row.getObject("conversation_id", UUID.class),
                        row.getLong("number"),
                        instant(row, "created_at")))
                .list();
    }

    private StaffMember staffMember(ResultSet row) throws SQLException {
        Instant expires = instant(row, "expires_at");
        boolean alive = expires != null && expires.isAfter(now);
        String said = row.getString("status");
        Status status = alive && said != null ? Status.of(said) : Status.OFFLINE;
        return new StaffMember(
                new NamedRef(row.getObject("id", UUID.class), row.getString("name")),
                row.getString("role").equals("admin"),
                status,
                alive ? instant(row, "status_since") : expires,
                row.getInt("active"),
                row.getInt("max_active_chats"),
                Set.of((UUID[]) row.getArray("departments").getArray()),
                Set.of((String[]) row.getArray("languages").getArray()),
                instant(row, "seen_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
