package chat.switchboard.site;

import chat.switchboard.site.Site.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The SQL of sites.
final class SiteStore {
    private static final String SELECT = "SELECT s.*, x.created_at AS secret_at FROM site s"
            + " LEFT JOIN site_secret x ON x.site_id = s.id AND x.ends_at IS NULL ";

    private final Handle handle;

    SiteStore(Handle handle) {
        this.handle = handle;
    }

    /// Oldest first.
    ///
    /// @param after the last of the page before, or null
    List<Site> page(UUID after, int limit) {
        return handle.createQuery(SELECT + """
                        WHERE CAST(:after AS uuid) IS NULL OR s.id > CAST(:after AS uuid)
                        ORDER BY s.id LIMIT :limit""")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list();
    }

    List<Site> all() {
        return handle.createQuery(SELECT).map((row, _) -> read(row)).list();
    }

    Optional<Site> find(UUID id) {
        return handle.createQuery(SELECT + "WHERE s.id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    /// Nobody else changes it until this transaction ends.
    Optional<Site> lock(UUID id) {
        return handle.createQuery(SELECT + "WHERE s.id = :id FOR UPDATE OF s")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    int count() {
        return handle.createQuery("SELECT count(*) FROM site")
                .mapTo(Integer.class)
                .one();
    }

    /// As the columns begin; false when the key is taken.
    boolean insert(UUID id, String key, String name) {
        return handle.createUpdate("""
                                INSERT INTO site (id, key, name) VALUES (:id, :key, :name)
                                ON CONFLICT (key) DO NOTHING""")
                        .bind("id", id)
                        .bind("key", key)
                        .bind("name", name)
                        .execute()
                > 0;
    }

    void update(Site site, int version) {
        var update = handle.createUpdate("""
                UPDATE site SET name = :name, allowed_origins = :origins, color = :color, logo = :logo,
                    position = :position, languages = :languages, greeting_en = :en, greeting_ur = :ur,
                    field_name = :fieldName, field_email = :fieldEmail, field_phone = :fieldPhone,
                    field_category = :fieldCategory, pre_chat = :preChat, out_of_hours = :outOfHours,
                    typing_preview = :typingPreview, bot = :bot, active = :active, updated_at = now(), version = :version
                WHERE id = :id""");
        bind(update, site).bind("version", version).execute();
    }

    void delete(UUID id) {
        handle.createUpdate("DELETE FROM site WHERE id = :id").bind("id", id).execute();
    }

    /// Does nothing when it was seen after `unlessSince`.
    void seen(UUID id, Site.Seen seen, Instant unlessSince) {
        handle.createUpdate("""
                        UPDATE site SET seen_at = :at, seen_page = :page
                        WHERE id = :id AND (seen_at IS NULL OR seen_at < :since)""")
                .bind("id", id)
                .bind("at", OffsetDateTime.ofInstant(seen.at(), ZoneOffset.UTC))
                .bind("page", seen.pageUrl())
                .bind("since", OffsetDateTime.ofInstant(unlessSince, ZoneOffset.UTC))
                .execute();
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Site site) {
        return statement
                .bind("id", site.id())
                .bind("name", site.name())
                .bindArray("origins", String.class, site.allowedOrigins())
                .bind("color", site.color())
                .bind("logo", site.logo())
                .bind("position", site.position().wireName())
                .bindArray("languages", String.class, site.languages())
                .bind("en", site.greeting().en())
                .bind("ur", site.greeting().ur())
                .bind("fieldName", site.fields().name().wireName())
                .bind("fieldEmail", site.fields().email().wireName())
                .bind("fieldPhone", site.fields().phone().wireName())
                .bind("fieldCategory", site.fields().category().wireName())
                .bind("preChat", site.preChat())
                .bind("outOfHours", site.outOfHours().wireName())
                .bind("typingPreview", site.typingPreview())
                .bind("bot", site.bot())
                .bind("active", site.active());
    }

    private static Site read(ResultSet row) throws SQLException {
        Instant seenAt = time(row, "seen_at");
        return new Site(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getString("name"),
                texts(row, "allowed_origins"),
                row.getString("color"),
                row.getString("logo"),
                Site.Position.of(row.getString("position")),
                texts(row, "languages"),
                new Site.Greeting(row.getString("greeting_en"), row.getString("greeting_ur")),
                new Site.Fields(
                        Field.of(row.getString("field_name")),
                        Field.of(row.getString("field_email")),
                        Field.of(row.getString("field_phone")),
                        Field.of(row.getString("field_category"))),
                row.getBoolean("pre_chat"),
                Site.OutOfHours.of(row.getString("out_of_hours")),
                row.getBoolean("typing_preview"),
                row.getBoolean("bot"),
                row.getBoolean("active"),
                seenAt == null ? null : new Site.Seen(seenAt, row.getString("seen_page")),
                time(row, "secret_at"),
                time(row, "created_at"),
                time(row, "updated_at"),
                row.getInt("version"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
