package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The SQL of reply templates.
final class ReplyTemplateStore extends ConfigurationStore<ReplyTemplate> {
    private static final int MOST = 20_000;

    ReplyTemplateStore() {
        super("reply_template", "reply-templates");
    }

    @Override
    ReplyTemplate blank(String key, Actor.Staff by) {
        return new ReplyTemplate(Revision.first(key), null, List.of(), null, null, true);
    }

    @Override
    String rows(Listing listing) {
        return """
                SELECT *, 0 AS place_order, category AS place_name, id::text AS place_key FROM reply_template
                WHERE (reply_en ILIKE :words OR reply_ur ILIKE :words OR keywords::text ILIKE :words)
                  AND category = coalesce(CAST(:only AS text), category)""";
    }

    @Override
    ReplyTemplate read(ResultSet row) throws SQLException {
        return new ReplyTemplate(
                revision(row),
                row.getString("category"),
                texts(row, "keywords"),
                row.getString("reply_en"),
                row.getString("reply_ur"),
                row.getBoolean("active"));
    }

    @Override
    Refusal refuses(Handle handle, Actor.Staff by, ReplyTemplate before, ReplyTemplate after) {
        String category = "SELECT FROM category WHERE slug = :key";
        return Rules.first(
                () -> Rules.blank("replyEn", after.replyEn()),
                () -> Rules.blank("replyUr", after.replyUr()),
                () -> Rules.blank("keywords", after.keywords()),
                () -> Rules.unknown("category", isTaken(handle, category, after.category())),
                () -> before == null ? Rules.full(count(handle, "reply_template"), MOST) : null);
    }

    @Override
    void insert(Handle handle, ReplyTemplate template) {
        bind(handle.createUpdate("""
                        INSERT INTO reply_template (id, category, keywords, reply_en, reply_ur, active)
                        VALUES (:id, :category, :keywords, :en, :ur, :active)"""), template).execute();
    }

    @Override
    void update(Handle handle, ReplyTemplate template) {
        bind(handle.createUpdate("""
                        UPDATE reply_template SET category = :category, keywords = :keywords, reply_en = :en,
                               reply_ur = :ur, active = :active, updated_at = now(), version = version + 1
                        WHERE id = :id"""), template).execute();
    }

    private static Update bind(Update update, ReplyTemplate template) {
        return update.bind("id", template.revision().id())
                .bind("category", template.category())
                .bindArray("keywords", String.class, template.keywords())
                .bind("en", template.replyEn())
                .bind("ur", template.replyUr())
                .bind("active", template.active());
    }

    @Override
    void delete(Handle handle, ReplyTemplate template) {
        handle.execute(
                "DELETE FROM reply_template WHERE id = ?", template.revision().id());
    }
}
