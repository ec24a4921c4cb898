package chat.switchboard.ledger;

import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/// A message's metadata as the JSON that is stored.
final class MessageMetadata {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private MessageMetadata() {}

    /// The one stored form of all kinds: whichever part is there tells which it is.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Stored(
            String event,
            NamedRef agent,
            NamedRef department,
            Boolean inOwnWords,
            List<Message.Metadata.Option> options,
            String value) {}

    static String write(Message.Metadata metadata) {
        if (metadata == null) return null;
        Stored stored = switch (metadata) {
            case Message.Metadata.Fact fact ->
                new Stored(fact.event(), fact.agent(), fact.department(), fact.inOwnWords() ? true : null, null, null);
            case Message.Metadata.QuickReplies replies -> new Stored(null, null, null, null, replies.options(), null);
            case Message.Metadata.Chosen chosen -> new Stored(null, null, null, null, null, chosen.value());
        };
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException(fault);
        }
    }

    static Message.Metadata parse(String json) {
        if (json == null) return null;
        try {
            Stored stored = JSON.readValue(json, Stored.class);
            if (stored.event() != null)
                return new Message.Metadata.Fact(
                        stored.event(), stored.agent(), stored.department(), Boolean.TRUE.equals(stored.inOwnWords()));
            return stored.value() == null
                    ? new Message.Metadata.QuickReplies(stored.options())
                    : new Message.Metadata.Chosen(stored.value());
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("The ledger holds metadata nobody can read", fault);
        }
    }
}
