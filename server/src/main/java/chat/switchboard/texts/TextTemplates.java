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
    /// What the widget itself says for the desk, beside the messages of a conversation.
    static final String FOR_WIDGETS = "widget.";
    private static final String QUEUE_CLOSED = "event.queue.entered.closed";

    private final Database database;
    private volatile Texts current = Texts.SHIPPED;
    private volatile BiFunction<UUID, String, Closed> whenClosed = (_, _) -> null;

    public TextTemplates(Database database) {
        this.database = database;
    }

    /// @param isOwn whether the desk wrote it
    public record Said(String text, boolean isOwn) {}

    /// A department is closed now.
    ///
    /// @param ownText what it says itself, or null: what all closed ones say
    public record Closed(String ownText) {}

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

    /// What the bot says: a text of the keys that begin with `bot.`.
    ///
    /// @param language an IETF tag, or null for English
    /// @param parameters by name
    public String bot(String key, String language, Map<String, ?> parameters) {
        return current.render("bot." + key, language, parameters);
    }

    /// From now on, a department is closed when `by` says so of it (null: it is open), with its text in a language such
    /// as `ur`. It must not block.
    public void whenClosed(BiFunction<UUID, String, Closed> by) {
        whenClosed = by;
    }

    /// What is said instead of the usual text to whoever enters this department's queue now, or null.
    ///
    /// @param department null: none
    /// @param language an IETF tag, or null for English
    public Said closed(UUID department, String language) {
        Closed closed =
                whenClosed.apply(department, Objects.requireNonNullElse(Texts.primary(language), Texts.FALLBACK));
        if (closed == null) return null;
        // Clients know no words of their own for it: whatever it says, it is shown as it is.
        String text = closed.ownText == null ? current.render(QUEUE_CLOSED, language, Map.of()) : closed.ownText;
        return new Said(text, true);
    }

    /// What the desk has put in the place of the shipped texts of widgets, by key, without a look at other languages.
    ///
    /// @param language such as `ur`
    public Map<String, String> ownForWidgets(String language) {
        return current.own(FOR_WIDGETS, language);
    }

    /// Reads what is stored now. Blocks.
    public void refresh() {
        Map<Texts.Key, String> stored = database.transaction(Actor.SYSTEM, TextTemplateStore::all);
        current = Texts.SHIPPED.replacedBy(stored);
    }
}
