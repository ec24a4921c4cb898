package chat.switchboard.configuration;

import chat.switchboard.settings.SettingValue;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The SQL of settings that admins have changed.
final class SettingStore {
    private SettingStore() {}

    static Map<String, SettingValue> all(Handle handle) {
        Map<String, SettingValue> values = new HashMap<>();
        handle.createQuery("SELECT key, value FROM setting")
                .map((row, _) -> Map.entry(row.getString("key"), SettingJson.parse(row.getString("value"))))
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    static void put(Handle handle, String key, SettingValue value) {
        handle.execute("""
                INSERT INTO setting (key, value) VALUES (?, CAST(? AS jsonb))
                ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = now()""", key, SettingJson.text(value));
    }

    static void remove(Handle handle, String key) {
        handle.execute("DELETE FROM setting WHERE key = ?", key);
    }
}
