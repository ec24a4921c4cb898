package chat.switchboard.texts;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.HashMap;
import java.util.Map;

/// What is said to customers: the texts that come with the program, and what the desk has put in their place.
///
/// Kept in memory: asking never blocks. Until they were read once, and while the database is out of reach, the shipped
/// or last known texts are used.
public final class TextTemplates {
    private final Database database;
    private volatile Texts current = Texts.SHIPPED;

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

    /// Reads what is stored now. Blocks.
    public void refresh() {
        Map<Texts.Key, String> stored = database.transaction(Actor.SYSTEM, TextTemplateStore::all);
        current = Texts.SHIPPED.replacedBy(stored);
    }
}
