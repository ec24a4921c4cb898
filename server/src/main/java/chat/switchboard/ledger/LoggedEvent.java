package chat.switchboard.ledger;

import chat.switchboard.conversation.Event;
import java.time.Instant;
import java.util.UUID;

/// One event as the log holds it.
///
/// @param state of `Opened` and `Updated`: the conversation's own fields right after, a JSON object as text; else null
public record LoggedEvent(Position position, UUID conversationId, Instant at, Event event, String state) {}
