package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/// The SQL and the rules of one kind of configured object.
///
/// Subclasses select their rows with the columns `place_order`, `place_name` and `place_key` ([Place]), and may use the
/// parameters `:words` and `:only` of a [Listing].
abstract class ConfigurationStore<T extends Configured> {
    private final String kind;
    private final String topic;

    /// @param kind its name in the audit log: `faq_entry`
    /// @param topic of the versions that other nodes follow: `faq`
    ConfigurationStore(String kind, String topic) {
        this.kind = kind;
        this.topic = topic;
    }

    final String kind() {
        return kind;
    }

    final String topic() {
        return topic;
    }

    /// A new one, before anything was said of it.
    abstract T blank(String key, Actor.Staff by);

    /// All that the actor may see.
    abstract String rows(Listing listing);

    abstract T read(ResultSet row) throws SQLException;

    /// Why this person may not write any object of the kind, or null.
    Refusal forbids(Actor.Staff by) {
        return by instanceof Actor.Admin ? null : Refusal.of(Refusal.Code.FORBIDDEN, Refusal.Reason.ADMINS_ONLY);
    }

    /// Why this person may not turn `before` into `after`, or null. Asked while nobody else writes objects of the kind.
    ///
    /// @param before null for a new one
    abstract Refusal refuses(Handle handle, Actor.Staff by, T before, T after);

    /// Why it cannot be deleted, or null.
    Refusal refusesToDelete(Handle handle, Actor.Staff by, T object) {
        return null;
    }

    abstract void insert(Handle handle, T object);

    abstract void update(Handle handle, T object);

    abstract void delete(Handle handle, T object);

    /// Until the end of the transaction nobody else writes objects of this kind: what was looked up stays true.
    final void lock(Handle handle) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended('configuration ' || :kind, 0))")
                .bind("kind", kind)
                .mapTo(String.class)
                .one();
    }

    final Optional<T> find(Handle handle, String key) {
        return query(handle, new Listing(null, null, false, null, 1), "WHERE place_key = :key")
                .bind("key", key)
                .map((row, _) -> read(row))
                .findOne();
    }

    final List<T> page(Handle handle, Listing listing, Place after, int limit) {
        String condition = after == null ? "" : "WHERE (place_order, place_name, place_key) > (:order, :name, :key) ";
        Query query = query(handle, listing, condition + "ORDER BY place_order, place_name, place_key LIMIT :limit")
                .bind("limit", limit);
        if (after != null)
            query.bind("order", after.order()).bind("name", after.name()).bind("key", after.key());
        return query.map((row, _) -> read(row)).list();
    }

    private Query query(Handle handle, Listing listing, String rest) {
        Query query = handle.createQuery("SELECT * FROM (" + rows(listing) + ") AS listed " + rest)
                .bind("words", pattern(listing.words()))
                .bind("only", listing.only());
        query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        return query;
    }

    private static String pattern(String words) {
        if (words == null) return "%";
        return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    static Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                row.getString("place_key"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /// Whether there is another object for which this holds.
    static boolean isTaken(Handle handle, String sql, String key, Object... values) {
        Query query = handle.createQuery("SELECT EXISTS (" + sql + ")").bind("key", key);
        for (int i = 0; i < values.length; i++) query.bind("v" + (i + 1), values[i]);
        return query.mapTo(boolean.class).one();
    }

    /// How many of a table the actor may see.
    static int count(Handle handle, String table) {
        return handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Integer.class)
                .one();
    }
}
