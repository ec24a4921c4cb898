package chat.switchboard.texts;

import chat.switchboard.audit.AuditLog;
import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import chat.switchboard.postgres.Database;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The door to a desk's own texts: what is said instead of the shipped ones. Blocks: call it on a virtual thread.
public final class OwnTexts {
    /// Of [ConfigurationVersions].
    public static final String TOPIC = "texts";

    /// What is said to customers, as opposed to staff: in conversations, and by the widget around them.
    private static final List<String> FOR_CUSTOMERS = List.of("event.", "bot.", TextTemplates.FOR_WIDGETS);
    /// Anything in braces, and a brace without its other half.
    private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)}|[{}]");

    private final Database database;
    private final ConfigurationVersions versions;

    public OwnTexts(Database database, ConfigurationVersions versions) {
        this.database = database;
        this.versions = versions;
    }

    /// All of them in every language that has one, by id.
    public List<TextTemplate> list(Actor.Staff reader) {
        Map<Texts.Key, TextTemplateStore.Own> own = database.transaction(reader, TextTemplateStore::own);
        Set<String> languages = new TreeSet<>(Texts.LANGUAGES);
        own.keySet().forEach(key -> languages.add(key.language()));
        List<TextTemplate> all = new ArrayList<>();
        for (Texts.Key key : Texts.SHIPPED.templates().keySet())
            if (key.language().equals(Texts.FALLBACK) && isForCustomers(key))
                for (String language : languages) {
                    Texts.Key each = new Texts.Key(key.key(), language);
                    all.add(template(each, own.get(each)));
                }
        all.sort(Comparator.comparing(TextTemplate::id));
        return all;
    }

    /// @param expectedVersion the version that was changed, or null: whatever is there
    public Outcome<TextTemplate> set(
            Actor.Staff by, AuditLog.Origin origin, String id, String text, Integer expectedVersion) {
        return write(by, id, (handle, key, before) -> {
            if (expectedVersion != null && expectedVersion != before.version())
                return Outcome.refused(Refusal.conflict(Reason.CHANGED_MEANWHILE, before.version()));
            if (Text.isBlank(text)) return Outcome.refused(Refusal.invalid("text", Reason.BLANK));
            String unknown = unknown(text, before.parameters());
            if (unknown != null) return Outcome.refused(Refusal.invalid("text", Reason.NO_SUCH_VARIABLE, unknown));
            return text.equals(before.text())
                    ? Outcome.done(before)
                    : Outcome.done(store(handle, origin, key, before, text));
        });
    }

    /// The shipped one again.
    public Outcome<TextTemplate> reset(Actor.Staff by, AuditLog.Origin origin, String id) {
        return write(
                by,
                id,
                (handle, key, before) -> before.text() == null
                        ? Outcome.done(before)
                        : Outcome.done(store(handle, origin, key, before, null)));
    }

    private interface Write {
        Outcome<TextTemplate> apply(Handle handle, Texts.Key key, TextTemplate before);
    }

    private Outcome<TextTemplate> write(Actor.Staff by, String id, Write write) {
        if (!(by instanceof Actor.Admin)) return Outcome.refused(Refusal.of(Code.FORBIDDEN, Reason.ADMINS_ONLY));
        String[] parts = id.split("\\.", 2);
        Texts.Key key = new Texts.Key(parts[1], parts[0]);
        Texts.Key english = new Texts.Key(key.key(), Texts.FALLBACK);
        if (!isForCustomers(key) || !Texts.SHIPPED.templates().containsKey(english))
            return Outcome.refused(Refusal.notFound());
        return database.transaction(by, handle -> {
            TextTemplateStore.lock(handle);
            return write.apply(
                    handle, key, template(key, TextTemplateStore.own(handle).get(key)));
        });
    }

    private static boolean isForCustomers(Texts.Key key) {
        return FOR_CUSTOMERS.stream().anyMatch(key.key()::startsWith);
    }

    private TextTemplate store(Handle handle, AuditLog.Origin origin, Texts.Key key, TextTemplate before, String text) {
        TextTemplateStore.set(handle, key, text);
        TextTemplate after = template(key, TextTemplateStore.own(handle).get(key));
        versions.bump(handle, TOPIC);
        String action = text == null ? "text_template.reset" : "text_template.updated";
        var subject = new AuditLog.Subject("text_template", after.id(), after.id());
        AuditLog.record(handle, origin, action, subject, json(before), json(after));
        return after;
    }

    private static TextTemplate template(Texts.Key key, TextTemplateStore.Own own) {
        Map<Texts.Key, String> shipped = Texts.SHIPPED.templates();
        List<String> parameters = parameters(shipped.get(new Texts.Key(key.key(), Texts.FALLBACK)));
        return own == null
                ? new TextTemplate(key.key(), key.language(), shipped.get(key), null, parameters, null, 0)
                : new TextTemplate(
                        key.key(),
                        key.language(),
                        shipped.get(key),
                        own.text(),
                        parameters,
                        own.updatedAt(),
                        own.version());
    }

    private static List<String> parameters(String text) {
        return IN_BRACES
                .matcher(text)
                .results()
                .map(it -> it.group(1))
                .distinct()
                .toList();
    }

    /// The first thing in braces that is none of these, or null.
    private static String unknown(String text, List<String> parameters) {
        Matcher braces = IN_BRACES.matcher(text);
        while (braces.find()) if (!parameters.contains(braces.group(1))) return braces.group();
        return null;
    }

    private static String json(TextTemplate template) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("text", template.text())
                .toString();
    }
}
