package chat.switchboard.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of what is configured.
final class DeskStore {
    private DeskStore() {}

    static List<Department> departments(Handle handle) {
        return handle.createQuery("SELECT * FROM department ORDER BY name, id")
                .map((row, _) -> new Department(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("routing"),
                        row.getString("business_hours"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    static List<Category> categories(Handle handle) {
        return handle.createQuery("SELECT slug, name_en, name_ur FROM category ORDER BY display_order, slug")
                .map((row, _) ->
                        new Category(row.getString("slug"), row.getString("name_en"), row.getString("name_ur")))
                .list();
    }

    /// @param language null for all
    static List<FaqEntry> activeFaqEntries(Handle handle, String language) {
        return handle.createQuery("""
                        SELECT id, slug, language, question, answer, display_order FROM faq_entry
                        WHERE active AND language = coalesce(:language, language)
                        ORDER BY display_order, slug, language""")
                .bind("language", language)
                .map((row, _) -> new FaqEntry(
                        row.getObject("id", UUID.class),
                        row.getString("slug"),
                        row.getString("language"),
                        row.getString("question"),
                        row.getString("answer"),
                        row.getInt("display_order")))
                .list();
    }

    static void addDemo(Handle handle) {
        if (isDemoAdded(handle)) return;
        handle.createScript(demo()).execute();
    }

    private static boolean isDemoAdded(Handle handle) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM department WHERE id = '0198c0de-0001-7000-8000-000000000002')")
                .mapTo(Boolean.class)
                .one();
    }

    private static String demo() {
        try (var file = DeskStore.class.getResourceAsStream("demo.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
