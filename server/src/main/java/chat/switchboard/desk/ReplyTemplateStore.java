package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The SQL of reply templates.
final class ReplyTemplateStore extends ConfigurationStore<ReplyTemplate> implements FileFormat<ReplyTemplate> {
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
    String referredKind() {
        return CategoryStore.KIND;
    }

    @Override
    int most() {
        return MOST;
    }

    @Override
    Refusal unfit(Actor.Staff by, ReplyTemplate before, ReplyTemplate after) {
        return Rules.first(
                () -> Rules.blank("replyEn", after.replyEn()),
                () -> Rules.blank("replyUr", after.replyUr()),
                () -> Rules.blank("keywords", after.keywords()));
    }

    @Override
    Refusal refuses(Handle handle, ReplyTemplate before, ReplyTemplate after) {
        String category = "SELECT FROM category WHERE slug = :key";
        return Rules.unknown("category", isTaken(handle, category, after.category()));
    }

    @Override
    String insertSql() {
        return """
                        INSERT INTO reply_template (id, category, keywords, reply_en, reply_ur, active)
                        VALUES (:id, :category, :keywords, :en, :ur, :active)""";
    }

    @Override
    String updateSql() {
        return """
                        UPDATE reply_template SET category = :category, keywords = :keywords, reply_en = :en,
                               reply_ur = :ur, active = :active, updated_at = now(), version = version + 1
                        WHERE id = :id""";
    }

    @Override
    <S extends SqlStatement<S>> S bind(S statement, ReplyTemplate template) {
        return statement
                .bind("id", template.revision().id())
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

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("category"),
                Column.list("keywords"),
                Column.text("replyEn"),
                Column.text("replyUr"),
                Column.truth("active"));
    }

    @Override
    public String schema() {
        return "NewReplyTemplate";
    }

    @Override
    public Class<ReplyTemplate.Change> change() {
        return ReplyTemplate.Change.class;
    }

    @Override
    public Object identity(ReplyTemplate template) {
        return List.of(template.category(), template.replyEn());
    }

    @Override
    public String identifyingField() {
        return "replyEn";
    }

    @Override
    public Reference reference() {
        return new Reference("category", "SELECT slug FROM category");
    }

    @Override
    public String referenced(ReplyTemplate template) {
        return template.category();
    }
}
