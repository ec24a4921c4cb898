package chat.switchboard.ledger;

import chat.switchboard.conversation.Preconditions.Assignee;
import chat.switchboard.kernel.FencingToken;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of what a batch checks beside its conversations: whether a lease is still held, who has room.
final class PreconditionStore {
    private final Handle handle;

    PreconditionStore(Handle handle) {
        this.handle = handle;
    }

    /// The tokens whose lease is still held. Nobody else can take such a lease before this transaction ends.
    Set<FencingToken> standing(Collection<FencingToken> tokens) {
        if (tokens.isEmpty()) return Set.of();
        List<String> names = tokens.stream().map(FencingToken::lease).distinct().toList();
        return new HashSet<>(
                handle.createQuery("SELECT name, token FROM lease WHERE name = ANY (:names) ORDER BY name FOR SHARE")
                        .bindArray("names", String.class, names)
                        .map((row, _) -> new FencingToken(row.getString("name"), row.getLong("token")))
                        .list());
    }

    /// Locks the accounts, in id order, then looks: the second statement sees what whoever held a lock committed.
    /// Always after the conversations, so that two batches never wait for each other in a circle.
    Map<UUID, Assignee> lockAgents(Collection<UUID> agentIds, Instant now) {
        if (agentIds.isEmpty()) return Map.of();
        handle.createQuery("SELECT id FROM account WHERE id = ANY (:ids) ORDER BY id FOR NO KEY UPDATE")
                .bindArray("ids", UUID.class, List.copyOf(agentIds))
                .mapTo(UUID.class)
                .list();
        Map<UUID, Assignee> agents = new HashMap<>();
        handle.createQuery("""
                        SELECT a.id, a.name, a.role = 'admin' AS admin, a.max_active_chats,
                               coalesce(p.status = 'online' AND p.expires_at > :now, false) AS online,
                               coalesce(p.status IS DISTINCT FROM 'offline' AND p.expires_at > :now, false) AS here,
                               (SELECT count(*) FROM conversation c
                                WHERE c.assigned_agent_id = a.id AND c.status = 'active') AS active,
                               ARRAY(SELECT department_id FROM account_department d WHERE d.account_id = a.id) AS departments
                        FROM account a LEFT JOIN agent_presence p ON p.account_id = a.id
                        WHERE a.id = ANY (:ids) AND a.active
                        """)
                .bindArray("ids", UUID.class, List.copyOf(agentIds))
                .bind("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .map((row, _) -> new Assignee(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        true,
                        row.getBoolean("admin"),
                        row.getBoolean("online"),
                        row.getBoolean("here"),
                        row.getInt("active"),
                        row.getInt("max_active_chats"),
                        Set.of((UUID[]) row.getArray("departments").getArray())))
                .forEach(agent -> agents.put(agent.agentId(), agent));
        return agents;
    }
}
