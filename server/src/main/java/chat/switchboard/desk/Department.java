package chat.switchboard.desk;

import java.time.Instant;
import java.util.UUID;

/// Some of the staff, and the conversations that wait for them.
///
/// @param routing `automatic` or `manual`
/// @param businessHours a JSON object as text, or null for always
public record Department(
        UUID id, String name, String routing, String businessHours, Instant createdAt, Instant updatedAt) {}
