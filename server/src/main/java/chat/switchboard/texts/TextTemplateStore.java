package chat.switchboard.texts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The SQL of a desk's own texts.
final class TextTemplateStore {
    private TextTemplateStore() {}

    /// @param text null: the shipped one is used again
    record Own(String text, Instant updatedAt, int version) {}

    static Map<Texts.Key, String> all(Handle handle) {
        Map<Texts.Key, String> texts = new HashMap<>();
        own(handle).forEach((key, own) -> {
            if (own.text() != null) texts.put(key, own.text());
        });
        return texts;
    }

    static Map<Texts.Key, Own> own(Handle handle) {
        Map<Texts.Key, Own> texts = new HashMap<>();
        handle.createQuery("SELECT key, language, text, updated_at, version FROM text_template")
                .map((row, _) -> texts.put(
                        new Texts.Key(row.getString("key"), row.getString("language")),
                        new Own(
                                row.getString("text"),
                                row.getObject("updated_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getInt("version"))))
                .list();
        return texts;
    }

    /// Until the end of the transaction nobody else writes texts.
    static void lock(Handle handle) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended('configuration text_template', 0))")
                .mapTo(String.class)
                .one();
    }

    static void set(Handle handle, Texts.Key key, String text) {
        handle.createUpdate("""
                        INSERT INTO text_template AS t (key, language, text, version) VALUES (:key, :language, :text, 1)
                        ON CONFLICT (key, language) DO UPDATE
                        SET text = excluded.text, updated_at = now(), version = t.version + 1""")
                .bind("key", key.key())
                .bind("language", key.language())
                .bind("text", text)
                .execute();
    }
}
