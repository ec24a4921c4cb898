package chat.switchboard.desk;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The SQL of categories.
final class CategoryStore extends ConfigurationStore<Category> {
    static final String KIND = "category";

    private static final int MOST = 200;

    CategoryStore() {
        super(KIND, "categories");
    }

    @Override
    Category blank(String key, Actor.Staff by) {
        return new Category(Revision.first(key), null, null, List.of(), 0, true);
    }

    @Override
    String rows(Listing listing) {
        return "SELECT *, display_order AS place_order, slug AS place_name, slug AS place_key FROM category"
                + (listing.activeOnly() ? " WHERE active" : "");
    }

    @Override
    Category read(ResultSet row) throws SQLException {
        return new Category(
                revision(row),
                row.getString("name_en"),
                row.getString("name_ur"),
                texts(row, "keywords"),
                row.getInt("display_order"),
                row.getBoolean("active"));
    }

    @Override
    int most() {
        return MOST;
    }

    @Override
    Refusal unfit(Actor.Staff by, Category before, Category after) {
        return Rules.first(
                () -> Rules.blank("nameEn", after.nameEn()),
                () -> Rules.blank("nameUr", after.nameUr()),
                () -> Rules.blank("keywords", after.keywords()),
                () -> isNeeded(after) && !after.active() ? Refusal.invalid("active", Reason.NEEDED) : null);
    }

    @Override
    Refusal refuses(Handle handle, Category before, Category after) {
        String other = "SELECT FROM category WHERE slug = :key";
        return before == null ? Rules.taken("slug", isTaken(handle, other, after.slug())) : null;
    }

    @Override
    Refusal refusesToDelete(Handle handle, Actor.Staff by, Category category) {
        if (isNeeded(category)) return Refusal.conflict(Reason.NEEDED);
        boolean isUsed = isTaken(handle, "SELECT FROM reply_template WHERE category = :key", category.slug());
        return isUsed ? Refusal.conflict(Reason.IN_USE) : null;
    }

    private static boolean isNeeded(Category category) {
        return category.slug().equals(Category.OTHER);
    }

    @Override
    String insertSql() {
        return """
                        INSERT INTO category (slug, name_en, name_ur, keywords, display_order, active)
                        VALUES (:slug, :en, :ur, :keywords, :order, :active)""";
    }

    @Override
    String updateSql() {
        return """
                        UPDATE category SET name_en = :en, name_ur = :ur, keywords = :keywords, display_order = :order,
                               active = :active, updated_at = now(), version = version + 1
                        WHERE slug = :slug""";
    }

    @Override
    <S extends SqlStatement<S>> S bind(S statement, Category category) {
        return statement
                .bind("slug", category.slug())
                .bind("en", category.nameEn())
                .bind("ur", category.nameUr())
                .bindArray("keywords", String.class, category.keywords())
                .bind("order", category.displayOrder())
                .bind("active", category.active());
    }

    @Override
    void delete(Handle handle, Category category) {
        handle.execute("DELETE FROM category WHERE slug = ?", category.slug());
    }
}
