package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.Metadata.Fact;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.texts.TextTemplates;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;

/// Writes the text of event messages, in the customer's language, before they are stored.
///
/// The language is the conversation's `metadata.language` where that is a text, else the customer's locale.
final class EventTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TextTemplates templates;

    EventTexts(TextTemplates templates) {
        this.templates = templates;
    }

    List<Event> written(Conversation conversation, List<Event> events) {
        for (Event event : events)
            if (lacksText(event)) {
                String language = language(conversation);
                return events.stream().map(it -> written(it, language)).toList();
            }
        return events;
    }

    private static boolean lacksText(Event event) {
        return event instanceof Event.MessageCreated(Message message) && message.metadata() instanceof Fact;
    }

    private Event written(Event event, String language) {
        if (event instanceof Event.MessageCreated(Message message) && message.metadata() instanceof Fact fact)
            return new Event.MessageCreated(said(message, fact, sentence(fact, language)));
        return event;
    }

    private TextTemplates.Said sentence(Fact fact, String language) {
        if (fact.event().equals(Fact.QUEUE_ENTERED)) {
            UUID department =
                    fact.department() == null ? null : fact.department().id();
            TextTemplates.Said closed = templates.closed(department, language);
            if (closed != null) return closed;
        }
        return templates.event(fact.event(), name(fact.agent()), name(fact.department()), language);
    }

    private static Message said(Message message, Fact fact, TextTemplates.Said said) {
        Fact told = new Fact(fact.event(), fact.agent(), fact.department(), said.isOwn());
        return message.withContent(said.text(), told);
    }

    private static String name(NamedRef named) {
        return named == null ? null : named.name();
    }

    private static String language(Conversation conversation) {
        String locale = conversation.customer().contact().locale();
        String metadata = conversation.topic().metadata();
        if (!metadata.contains("language")) return locale;
        try {
            return JSON.readTree(metadata).path("language").asText(locale);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Metadata is a JSON object", impossible);
        }
    }
}
