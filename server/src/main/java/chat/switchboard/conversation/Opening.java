package chat.switchboard.conversation;

import java.util.List;
import java.util.UUID;

/// How a conversation begins.
///
/// @param message the first message, or null; its id opens a conversation only once
/// @param metadata a JSON object as text, at most 8 KB, or null
public record Opening(String subject, String category, NamedRef department, String metadata, Command.Send message) {
    public static final int MOST_IN_SUBJECT = 200;
    public static final int MOST_BYTES_OF_METADATA = 8 * 1024;

    public Conversation.Topic topic() {
        return new Conversation.Topic(
                subject, category, Priority.MEDIUM, department, metadata == null ? "{}" : metadata, List.of());
    }

    public UUID messageId() {
        return message == null ? null : message.id();
    }
}
