package chat.switchboard.conversation;

import java.time.Instant;
import java.util.UUID;

/// How a conversation was served so far: what routing needs to know of its past.
///
/// @param previousConversationId the closed conversation the customer had before this one, or null
/// @param previousAgentId who had it last before whoever has it now, or null
/// @param openedAt when the assigned agent first read or answered it, or null
public record Service(UUID previousConversationId, UUID previousAgentId, Instant openedAt) {
    static final Service NONE = new Service(null, null, null);
}
