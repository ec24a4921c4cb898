package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;

/// The SQL and the rules of one kind of configured object.
///
/// Subclasses select their rows with the columns `place_order`, `place_name` and `place_key` ([Place]), and may use the
/// parameters `:words` and `:only` of a [Listing].
abstract class ConfigurationStore<T extends Configured> {
    private static final int BATCH = 500;

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

    /// Why this person may not turn `before` into `after`, whatever else there is; or null.
    ///
    /// @param before null for a new one
    abstract Refusal unfit(Actor.Staff by, T before, T after);

    /// Why `after` does not fit to what else there is, or null. Asked while nobody else writes objects of the kind.
    abstract Refusal refuses(Handle handle, T before, T after);

    final Refusal refuses(Handle handle, Actor.Staff by, T before, T after) {
        return Rules.first(
                () -> unfit(by, before, after),
                () -> refuses(handle, before, after),
                () -> before == null ? Rules.full(count(handle), most()) : null);
    }

    /// How many there may be of those that the actor sees.
    abstract int most();

    /// Why it cannot be deleted, or null.
    Refusal refusesToDelete(Handle handle, Actor.Staff by, T object) {
        return null;
    }

    abstract String insertSql();

    abstract String updateSql();

    abstract <S extends SqlStatement<S>> S bind(S statement, T object);

    void insert(Handle handle, T object) {
        bind(handle.createUpdate(insertSql()), object).execute();
    }

    void update(Handle handle, T object) {
        bind(handle.createUpdate(updateSql()), object).execute();
    }

    final void insertAll(Handle handle, List<T> objects) {
        batch(handle, insertSql(), objects);
    }

    final void updateAll(Handle handle, List<T> objects) {
        batch(handle, updateSql(), objects);
    }

    private void batch(Handle handle, String sql, List<T> objects) {
        for (int from = 0; from < objects.size(); from += BATCH) {
            PreparedBatch batch = handle.prepareBatch(sql);
            objects.subList(from, Math.min(objects.size(), from + BATCH))
                    .forEach(object -> bind(batch, object).add());
            batch.execute();
        }
    }

    final List<T> all(Handle handle) {
        return page(handle, new Listing(null, null, false, null, 0), null, Integer.MAX_VALUE);
    }

    abstract void delete(Handle handle, T object);

    /// What follows from a change that was written.
    ///
    /// @param before null for a new one
    /// @param after null for one that was deleted
    void changed(Handle handle, Actor.Staff by, T before, T after) {}

    /// The kind of the objects that those of this kind refer to, or null.
    String referredKind() {
        return null;
    }

    /// Until the end of the transaction nobody else writes objects of this kind, or of the one they refer to: what was
    /// looked up stays true.
    ///
    /// @return why this person may not write after all, or null
    Refusal lock(Handle handle, Actor.Staff by) {
        if (referredKind() != null) lock(handle, "pg_advisory_xact_lock_shared", referredKind());
        lock(handle, "pg_advisory_xact_lock", kind);
        return null;
    }

    private static void lock(Handle handle, String function, String kind) {
        handle.createQuery("SELECT " + function + "(hashtextextended('configuration ' || :kind, 0))")
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
        return query(handle, listing, rest, "*");
    }

    private Query query(Handle handle, Listing listing, String rest, String columns) {
        Query query = handle.createQuery("SELECT " + columns + " FROM (" + rows(listing) + ") AS listed " + rest)
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

    final Set<String> texts(Handle handle, String sql) {
        return new HashSet<>(handle.createQuery(sql).mapTo(String.class).list());
    }

    private int count(Handle handle) {
        return query(handle, new Listing(null, null, false, null, 0), "", "count(*)")
                .mapTo(Integer.class)
                .one();
    }
}
