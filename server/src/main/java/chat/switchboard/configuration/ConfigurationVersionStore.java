package chat.switchboard.configuration;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;

/// The SQL of versions by topic.
final class ConfigurationVersionStore {
    private ConfigurationVersionStore() {}

    static void bump(Handle handle, String topic, Runnable afterCommit) {
        handle.execute("""
                INSERT INTO configuration_version AS v (topic, version) VALUES (?, 1)
                ON CONFLICT (topic) DO UPDATE SET version = v.version + 1""", topic);
        handle.afterCommit(afterCommit);
    }

    static long find(Handle handle, String topic) {
        return handle.createQuery("SELECT version FROM configuration_version WHERE topic = ?")
                .bind(0, topic)
                .mapTo(long.class)
                .findOne()
                .orElse(0L);
    }

    /// The version, which stays until this transaction ends.
    static long lock(Handle handle, String topic) {
        handle.execute(
                "INSERT INTO configuration_version (topic, version) VALUES (?, 0) ON CONFLICT DO NOTHING", topic);
        return handle.createQuery("SELECT version FROM configuration_version WHERE topic = ? FOR UPDATE")
                .bind(0, topic)
                .mapTo(long.class)
                .one();
    }

    static Map<String, Long> all(Handle handle) {
        return handle.createQuery("SELECT topic, version FROM configuration_version")
                .setMapKeyColumn("topic")
                .setMapValueColumn("version")
                .collectInto(new GenericType<Map<String, Long>>() {});
    }
}
