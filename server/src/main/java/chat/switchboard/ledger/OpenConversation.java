package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import java.util.UUID;

/// What somebody who opens a conversation says about it; null where nothing was said.
///
/// @param metadata a JSON object as text
/// @param message the first message; its id opens a conversation only once
public record OpenConversation(
        String subject, String category, UUID departmentId, String metadata, Command.Send message) {
    public static final int MOST_IN_SUBJECT = 200;
    public static final int MOST_BYTES_OF_METADATA = 8 * 1024;
}
