package chat.switchboard.bot;

import chat.switchboard.desk.ReplyTemplate;
import chat.switchboard.texts.TextTemplates;
import chat.switchboard.understanding.Language;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// What is said while nobody is here: that, what the desk answers to such a message, and when somebody is back.
final class OfflineWords {
    private static final String DAY_AND_TIME = "EEEE HH:mm";

    private final TextTemplates templates;
    private final Function<UUID, Optional<ZonedDateTime>> opensAt;

    /// @param opensAt when a department (null: any) works again
    OfflineWords(TextTemplates templates, Function<UUID, Optional<ZonedDateTime>> opensAt) {
        this.templates = templates;
        this.opensAt = opensAt;
    }

    /// @param departmentId null: any
    /// @param intent a category, or null
    /// @param text the message
    record About(UUID departmentId, String intent, String text) {}

    String of(About about, Language language, Knowledge knowledge) {
        List<String> parts = new ArrayList<>();
        parts.add(text("offline", language, Map.of()));
        Optional<String> template = template(about, language, knowledge);
        template.ifPresent(parts::add);
        if (template.isEmpty()) parts.add(text("offline.details", language, Map.of()));
        opensAt.apply(about.departmentId)
                .ifPresent(time -> parts.add(text("offline.back", language, Map.of("time", shown(time, language)))));
        return String.join("\n\n", parts);
    }

    private static Optional<String> template(About about, Language language, Knowledge knowledge) {
        if (about.intent == null) return Optional.empty();
        return knowledge.template(about.intent, about.text).map(found -> in(language, found));
    }

    private static String in(Language language, ReplyTemplate template) {
        return language == Language.EN ? template.replyEn() : template.replyUr();
    }

    /// The day of the week and the time on the desk's clocks.
    private static String shown(ZonedDateTime time, Language language) {
        Locale locale = language == Language.EN ? Locale.ENGLISH : Locale.forLanguageTag("ur-PK");
        return DateTimeFormatter.ofPattern(DAY_AND_TIME, locale).format(time);
    }

    private String text(String key, Language language, Map<String, ?> parameters) {
        return templates.bot(key, language.tag(), parameters);
    }
}
