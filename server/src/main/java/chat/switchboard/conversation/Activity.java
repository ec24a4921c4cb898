package chat.switchboard.conversation;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A staff-only fact about a conversation; no customer ever sees one.
///
/// @param details short facts by name, for people: `{"from": "medium", "to": "urgent"}`
public record Activity(
        UUID id, UUID conversationId, String type, Message.Sender by, Map<String, String> details, Instant createdAt) {}
