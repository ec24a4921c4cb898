package chat.switchboard.texts;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;

/// What is said to customers: the texts that come with the program, and what the desk has put in their place.
///
/// Kept in memory: asking never blocks. Until they were read once, and while the database is out of reach, the shipped
/// or last known texts are used.
public final class TextTemplates {
    private final Database database;
    private volatile Texts current = Texts.SHIPPED;
    private volatile BiFunction<UUID, String, String> whenClosed = (_, _) -> null;

    public TextTemplates(Database database) {
        this.database = database;
    }

    /// @param isOwn whether the desk wrote it
    public record Said(String text, boolean isOwn) {}

    /// The sentence of an event in a conversation.
    ///
    /// @param event such as `agent.joined`
    /// @param agent who did it or whom it is about, or null
    /// @param language an IETF tag, or null for English
    public Said event(String event, String agent, String department, String language) {
        Texts texts = current;
        Map<String, String> parameters = new HashMap<>();
        parameters.put("agent", agent);
        parameters.put("department", department);
        String key = "event." + event;
        boolean named = agent != null && texts.has(key + ".by", language);
        return texts.said(named ? key + ".by" : key, language, parameters);
    }

    /// From now on, whoever enters the queue of a department reads what `by` says of it and of a language such as `ur`
    /// (null: the usual text). It must not block.
    public void whenClosed(BiFunction<UUID, String, String> by) {
        whenClosed = by;
    }

    /// What is said instead of the usual text to whoever enters this department's queue now, or null.
    ///
    /// @param language an IETF tag, or null for English
    public Said closed(UUID department, String language) {
        String text = whenClosed.apply(department, Objects.requireNonNullElse(Texts.primary(language), Texts.FALLBACK));
        return text == null ? null : new Said(text, true);
    }

    /// Reads what is stored now. Blocks.
    public void refresh() {
        Map<Texts.Key, String> stored = database.transaction(Actor.SYSTEM, TextTemplateStore::all);
        current = Texts.SHIPPED.replacedBy(stored);
    }
}
