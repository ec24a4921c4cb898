package chat.switchboard.texts;

import chat.switchboard.kernel.Actor;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door to a desk's texts: those that come with the program, and what the desk has put in their place.
///
/// Kept in memory and read again in the background at most once a minute, when they are used: asking never blocks.
/// Until they were read once, and while the database is out of reach, the shipped or last known texts are used.
public final class TextTemplates {
    private static final Logger LOG = LoggerFactory.getLogger(TextTemplates.class);
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Database database;
    private final AtomicLong nextRead = new AtomicLong(System.nanoTime());
    private volatile Texts current = Texts.SHIPPED;

    public TextTemplates(Database database) {
        this.database = database;
    }

    /// The sentence of an event in a conversation.
    ///
    /// @param event such as `agent.joined`
    /// @param agent who did it or whom it is about, or null
    /// @param language an IETF tag, or null for English
    public String event(String event, String agent, String department, String language) {
        readAgainIfOld();
        Map<String, String> parameters = new HashMap<>();
        parameters.put("agent", agent);
        parameters.put("department", department);
        String key = "event." + event;
        boolean named = agent != null && current.has(key + ".by", language);
        return current.render(named ? key + ".by" : key, language, parameters);
    }

    /// Reads them now: on this node at once, on the others within a minute.
    public void refresh() {
        Map<Texts.Key, String> stored = database.transaction(Actor.SYSTEM, TextTemplateStore::all);
        current = Texts.SHIPPED.replacedBy(stored);
    }

    private void readAgainIfOld() {
        long due = nextRead.get();
        long now = System.nanoTime();
        if (now - due < 0 || !nextRead.compareAndSet(due, now + MAX_AGE.toNanos())) return;
        Thread.ofVirtual().name("texts").start(this::attemptRefresh);
    }

    private void attemptRefresh() {
        try {
            refresh();
        } catch (RuntimeException fault) {
            LOG.warn("Texts could not be read; the last ones stay in use: {}", LogText.line(fault));
        }
    }
}
