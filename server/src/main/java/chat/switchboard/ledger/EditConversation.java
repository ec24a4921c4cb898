package chat.switchboard.ledger;

import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.Topic.Priority;
import java.util.List;
import java.util.UUID;

/// What staff change of a conversation's topic; null leaves a part as it is.
///
/// @param expected what it was before, as whoever edits it saw it
public record EditConversation(
        String subject,
        Priority priority,
        String category,
        UUID departmentId,
        List<String> labels,
        Expected expected) {}
