package chat.switchboard.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of reading the event log.
final class EventLogStore {
    /// A part of the union, already in order and limited: each comes from an index.
    private static final String PART = """
            (SELECT e.xid, e.ordinal, %s AS type, e.conversation_id, e.%s AS at, %s AS data
             FROM %s e
             WHERE e.xid IS NOT NULL AND (e.xid, e.ordinal) > (:xid, :ordinal)
               AND e.xid < (SELECT ledger_settled_xid()) AND %s
             ORDER BY e.xid, e.ordinal LIMIT :limit)
            """;

    private static final String ALL = "true";
    private static final String AFTER = union(
            part("'message'", "created_at", "to_jsonb(e)", "message", ALL),
            part("'read'", "at", "to_jsonb(e)", "read_mark", ALL),
            part("'activity'", "created_at", "to_jsonb(e)", "activity", ALL),
            part("e.type", "at", "e.data", "event_log", ALL));

    private static final String QUESTIONS_AND_DECISIONS_AFTER = union(
            part("'message'", "created_at", "to_jsonb(e)", "message", """
                    (e.sender_type IN ('customer', 'partner')
                     OR e.sender_type = 'system' AND e.metadata ->> 'event' = 'queue.entered')"""),
            part("'activity'", "created_at", "to_jsonb(e)", "activity", "e.type = 'bot.decided'"),
            part("e.type", "at", "e.data", "event_log", "e.type = 'opened'"));

    private final Handle handle;

    EventLogStore(Handle handle) {
        this.handle = handle;
    }

    private static String union(String... parts) {
        return "SELECT * FROM (\n" + String.join("UNION ALL\n", parts) + ") e ORDER BY xid, ordinal LIMIT :limit";
    }

    private static String part(String type, String at, String data, String table, String which) {
        return String.format(Locale.ROOT, PART, type, at, data, table, which);
    }

    List<LoggedEvent> after(Position position, int limit, EventConsumer.Interest interest) {
        return switch (interest) {
            case EVERYTHING -> after(AFTER, position, limit);
            case QUESTIONS_AND_DECISIONS -> after(QUESTIONS_AND_DECISIONS_AFTER, position, limit);
            case NOTHING -> List.of();
        };
    }

    private List<LoggedEvent> after(String sql, Position position, int limit) {
        // Statistics of tables that grew quickly mislead the planner into reading and sorting all of them.
        handle.execute("SET LOCAL enable_seqscan = off");
        return handle.createQuery(sql)
                .bind("xid", position.xid())
                .bind("ordinal", position.ordinal())
                .bind("limit", limit)
                .map((row, _) -> read(position.epoch(), row))
                .list();
    }

    private static LoggedEvent read(UUID epoch, ResultSet row) throws SQLException {
        return EventData.read(
                new Position(epoch, row.getLong("xid"), row.getInt("ordinal")),
                row.getString("type"),
                row.getObject("conversation_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("data"));
    }

    Position oldest() {
        return position("horizon");
    }

    Position newest() {
        return position("ledger_settled_xid() - 1");
    }

    /// After everything of a transaction.
    private Position position(String xid) {
        return handle.createQuery("SELECT epoch, " + xid + " FROM ledger_epoch")
                .map((row, _) -> new Position(row.getObject(1, UUID.class), row.getLong(2), Integer.MAX_VALUE))
                .one();
    }

    int maintain(Duration keep) {
        return handle.createQuery("SELECT event_log_maintain(make_interval(secs => :seconds))")
                .bind("seconds", keep.toSeconds())
                .mapTo(int.class)
                .one();
    }

    /// Where a consumer stands, locked until the transaction ends; empty while another transaction works for it.
    Optional<Position> lockConsumer(String name) {
        return handle.createQuery("""
                        SELECT l.epoch, c.xid, c.ordinal FROM event_consumer c, ledger_epoch l
                        WHERE c.name = :name FOR UPDATE OF c SKIP LOCKED
                        """)
                .bind("name", name)
                .map((row, _) -> new Position(row.getObject(1, UUID.class), row.getLong(2), row.getInt(3)))
                .findOne();
    }

    /// A consumer that is not known yet begins at `start`.
    void addConsumer(String name, Position start) {
        handle.createUpdate("""
                        INSERT INTO event_consumer (name, xid, ordinal) VALUES (:name, :xid, :ordinal)
                        ON CONFLICT (name) DO NOTHING
                        """)
                .bind("name", name)
                .bind("xid", start.xid())
                .bind("ordinal", start.ordinal())
                .execute();
    }

    void moveConsumer(String name, Position next) {
        handle.createUpdate("""
                        UPDATE event_consumer SET xid = :xid, ordinal = :ordinal, updated_at = clock_timestamp()
                        WHERE name = :name
                        """)
                .bind("name", name)
                .bind("xid", next.xid())
                .bind("ordinal", next.ordinal())
                .execute();
    }
}
