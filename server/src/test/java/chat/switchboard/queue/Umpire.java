package chat.switchboard.queue;

import chat.switchboard.postgres.TestPostgres;
import java.util.List;

/// Watches a rush from inside the database: a trigger counts an agent's conversations whenever one becomes active,
/// and the ledger tells who came to whom.
public final class Umpire {
    private final TestPostgres database;

    public Umpire(TestPostgres database) {
        this.database = database;
        execute("CREATE TABLE overload (agent uuid, active int, most int)");
        execute("""
                CREATE FUNCTION count_assignment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                BEGIN
                    INSERT INTO overload
                    SELECT a.id, c.active, a.max_active_chats FROM account a,
                           LATERAL (SELECT count(*) AS active FROM conversation
                                    WHERE assigned_agent_id = a.id AND status = 'active') c
                    WHERE a.id = NEW.assigned_agent_id AND c.active > a.max_active_chats;
                    RETURN NULL;
                END $$
                """);
        execute("""
                CREATE TRIGGER count_assignment AFTER UPDATE ON conversation FOR EACH ROW
                WHEN (NEW.status = 'active' AND OLD.status <> 'active') EXECUTE FUNCTION count_assignment()
                """);
    }

    /// Agents who had more at once than the desk gives them.
    public List<String> overloads() {
        return column("SELECT concat(agent, ' had ', active, ' of ', most) FROM overload");
    }

    /// Conversations to which somebody came while somebody else was there.
    public List<String> twoAgentsAtOnce() {
        return column("""
                SELECT conversation_id::text FROM (
                    SELECT conversation_id, event, lag(event) OVER (PARTITION BY conversation_id ORDER BY seq) AS before
                    FROM (SELECT conversation_id, seq, metadata ->> 'event' AS event FROM message WHERE kind = 'event') e
                    WHERE event IN ('agent.joined', 'agent.lost')) e
                WHERE event = 'agent.joined' AND before = 'agent.joined'
                """);
    }

    /// How often this was told to customers.
    public int told(String event) {
        return column("SELECT conversation_id::text FROM message WHERE metadata ->> 'event' = '%s'".formatted(event))
                .size();
    }

    public List<String> column(String sql) {
        return database.asSuperuser(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private void execute(String sql) {
        database.asSuperuser(handle -> handle.execute(sql));
    }
}
