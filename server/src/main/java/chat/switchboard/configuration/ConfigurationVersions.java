package chat.switchboard.configuration;

import chat.switchboard.kernel.Actor;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import chat.switchboard.scheduler.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells every node that something it holds in memory was changed: at once on the node that changed it, within about a
/// second on the others.
public final class ConfigurationVersions {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationVersions.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /// Never a version: what was changed before the first look is told with it.
    private static final long NOT_LOOKED = -1;

    private final Database database;
    private final Job job;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private static final class Listener {
        private final String topic;
        private final Runnable listener;
        private long told = NOT_LOOKED;

        Listener(String topic, Runnable listener) {
            this.topic = topic;
            this.listener = listener;
        }

        /// One that fails is told again with the next look.
        void tell(long version) {
            if (version == told) return;
            try {
                listener.run();
                told = version;
            } catch (RuntimeException fault) {
                LOG.warn("A change of {} is not in use here yet: {}", topic, LogText.line(fault));
            }
        }
    }

    public ConfigurationVersions(Database database) {
        this(database, LOOK_EVERY);
    }

    ConfigurationVersions(Database database, Duration lookEvery) {
        this.database = database;
        this.job = Job.onEveryNode("configuration", lookEvery, new Signal(), this::look);
    }

    public Job job() {
        return job;
    }

    /// Says in the transaction that changes `topic` that it does; nothing is told before its commit.
    ///
    /// Whoever changes the same topic waits for that commit.
    ///
    /// @param topic lower-case letters and hyphens: `departments`
    public void bump(Handle handle, String topic) {
        ConfigurationVersionStore.bump(handle, topic, job.signal()::raise);
    }

    /// The version of `topic` now; from 0.
    public long current(Handle handle, String topic) {
        return ConfigurationVersionStore.find(handle, topic);
    }

    /// The same, and nobody else changes `topic` before this transaction ends.
    public long lock(Handle handle, String topic) {
        return ConfigurationVersionStore.lock(handle, topic);
    }

    /// Calls `listener` after each change, and once soon after the start. It may block. Many changes may be one call.
    public void onChange(String topic, Runnable listener) {
        listeners.add(new Listener(topic, listener));
    }

    private void look() {
        Map<String, Long> versions = database.transaction(Actor.SYSTEM, ConfigurationVersionStore::all);
        for (Listener listener : listeners) listener.tell(versions.getOrDefault(listener.topic, 0L));
    }
}
