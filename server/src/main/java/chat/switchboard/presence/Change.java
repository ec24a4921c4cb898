package chat.switchboard.presence;

import chat.switchboard.conversation.Person;
import java.time.Instant;

/// Somebody came, left, or became busy.
public record Change(Person agent, Status status, Instant at) {}
