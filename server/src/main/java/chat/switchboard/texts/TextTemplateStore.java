package chat.switchboard.texts;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The SQL of a desk's own texts.
final class TextTemplateStore {
    private TextTemplateStore() {}

    static Map<Texts.Key, String> all(Handle handle) {
        Map<Texts.Key, String> texts = new HashMap<>();
        handle.createQuery("SELECT key, language, text FROM text_template")
                .map((row, _) -> texts.put(
                        new Texts.Key(row.getString("key"), row.getString("language")), row.getString("text")))
                .list();
        return texts;
    }
}
