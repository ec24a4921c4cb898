package chat.switchboard.conversation;

import java.time.Instant;
import java.util.UUID;

/// How a conversation was served so far: what routing and the bot need to know of its past.
///
/// @param previousConversationId the closed conversation the customer had before this one, or null
/// @param previousAgentId who had it last before whoever has it now, or null
/// @param openedAt when the assigned agent first read or answered it, or null
public record Service(UUID previousConversationId, UUID previousAgentId, Instant openedAt, Automation automation) {
    public static final Service NONE = after(null, null);

    /// Of a conversation that begins.
    public static Service after(UUID previousConversationId, UUID previousAgentId) {
        return new Service(previousConversationId, previousAgentId, null, Automation.NONE);
    }

    Service withPreviousAgent(UUID agentId) {
        return new Service(previousConversationId, agentId, openedAt, automation);
    }

    Service withOpenedAt(Instant at) {
        return new Service(previousConversationId, previousAgentId, at, automation);
    }

    Service withAutomation(Automation other) {
        return new Service(previousConversationId, previousAgentId, openedAt, other);
    }
}
