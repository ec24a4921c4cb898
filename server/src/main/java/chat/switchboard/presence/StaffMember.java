package chat.switchboard.presence;

import chat.switchboard.conversation.NamedRef;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Somebody who answers customers, as they stand now.
///
/// @param status as it counts: what was said, or offline without a sign of life
/// @param since when they said so, or fell silent
/// @param active conversations they have now
/// @param most how many the desk gives them
/// @param languages lower-case tags: `en`, `ur`
/// @param seenAt the last sign of life, or null
public record StaffMember(
        NamedRef person,
        boolean admin,
        Status status,
        Instant since,
        int active,
        int most,
        Set<UUID> departmentIds,
        Set<String> languages,
        Instant seenAt) {

    public UUID id() {
        return person.id();
    }

    public boolean serves(UUID departmentId) {
        return departmentId == null || departmentIds.contains(departmentId);
    }
}
