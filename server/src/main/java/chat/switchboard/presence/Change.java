package chat.switchboard.presence;

import chat.switchboard.conversation.NamedRef;
import java.time.Instant;

/// Somebody came, left, or became busy.
public record Change(NamedRef agent, Status status, Instant at) {}
