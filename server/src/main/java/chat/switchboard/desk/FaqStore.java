package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The SQL of frequent questions.
final class FaqStore extends ConfigurationStore<FaqEntry> implements FileFormat<FaqEntry> {
    private static final int MOST = 20_000;

    FaqStore() {
        super("faq_entry", "faq");
    }

    @Override
    FaqEntry blank(String key, Actor.Staff by) {
        return new FaqEntry(Revision.first(key), null, null, null, List.of(), null, 0, true);
    }

    @Override
    String rows(Listing listing) {
        return """
                SELECT *, display_order AS place_order, slug AS place_name, id::text AS place_key FROM faq_entry
                WHERE (slug ILIKE :words OR question ILIKE :words OR answer ILIKE :words OR phrasings::text ILIKE :words)
                  AND lower(language) = lower(coalesce(CAST(:only AS text), language))""" + (listing.activeOnly() ? " AND active" : "");
    }

    @Override
    FaqEntry read(ResultSet row) throws SQLException {
        return new FaqEntry(
                revision(row),
                row.getString("slug"),
                row.getString("language"),
                row.getString("question"),
                texts(row, "phrasings"),
                row.getString("answer"),
                row.getInt("display_order"),
                row.getBoolean("active"));
    }

    @Override
    int most() {
        return MOST;
    }

    @Override
    Refusal unfit(Actor.Staff by, FaqEntry before, FaqEntry after) {
        return Rules.first(
                () -> Rules.blank("question", after.question()),
                () -> Rules.blank("answer", after.answer()),
                () -> Rules.blank("phrasings", after.phrasings()));
    }

    @Override
    Refusal refuses(Handle handle, FaqEntry before, FaqEntry after) {
        String other = "SELECT FROM faq_entry WHERE slug = :v1 AND language = :v2 AND id::text <> :key";
        return Rules.taken("slug", isTaken(handle, other, after.revision().key(), after.slug(), after.language()));
    }

    @Override
    String insertSql() {
        return """
                        INSERT INTO faq_entry (id, slug, language, question, phrasings, answer, display_order, active)
                        VALUES (:id, :slug, :language, :question, :phrasings, :answer, :order, :active)""";
    }

    @Override
    String updateSql() {
        return """
                        UPDATE faq_entry SET slug = :slug, language = :language, question = :question,
                               phrasings = :phrasings, answer = :answer, display_order = :order, active = :active,
                               updated_at = now(), version = version + 1
                        WHERE id = :id""";
    }

    @Override
    <S extends SqlStatement<S>> S bind(S statement, FaqEntry entry) {
        return statement
                .bind("id", entry.revision().id())
                .bind("slug", entry.slug())
                .bind("language", entry.language())
                .bind("question", entry.question())
                .bindArray("phrasings", String.class, entry.phrasings())
                .bind("answer", entry.answer())
                .bind("order", entry.displayOrder())
                .bind("active", entry.active());
    }

    @Override
    void delete(Handle handle, FaqEntry entry) {
        handle.execute("DELETE FROM faq_entry WHERE id = ?", entry.revision().id());
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("slug"),
                Column.text("language"),
                Column.text("question"),
                Column.list("phrasings"),
                Column.text("answer"),
                Column.number("displayOrder"),
                Column.truth("active"));
    }

    @Override
    public String schema() {
        return "NewFaqEntry";
    }

    @Override
    public Class<FaqEntry.Change> change() {
        return FaqEntry.Change.class;
    }

    @Override
    public Object identity(FaqEntry entry) {
        return List.of(entry.slug(), entry.language());
    }

    @Override
    public String identifyingField() {
        return "slug";
    }

    @Override
    public Reference reference() {
        return null;
    }

    @Override
    public String referenced(FaqEntry entry) {
        return null;
    }
}
