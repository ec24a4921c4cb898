package chat.switchboard.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The conversations a writer committed last, so that the next message in one of them need not read it again.
///
/// A hint, never the truth: the row's version is compared when the next change is written, and if anybody else
/// changed it the batch is decided again on what the table says. Names of people and departments, which live in
/// other tables, are as old as the last reading: [#TRUSTED_FOR] at most.
///
/// Belongs to one writer's thread.
final class WriteCache {
    static final Duration TRUSTED_FOR = Duration.ofSeconds(5);
    private static final int MOST = 2_000;

    private record Known(VersionedConversation held, Instant readAt) {}

    private final Map<UUID, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Known> eldest) {
            return size() > MOST;
        }
    };

    /// The conversation, or null when it is not held or was read too long ago.
    VersionedConversation find(UUID id, Instant now) {
        Known found = known.get(id);
        if (found == null) return null;
        Duration age = Duration.between(found.readAt, now);
        return age.isNegative() || age.compareTo(TRUSTED_FOR) > 0 ? null : found.held;
    }

    /// @param readAt when its row was read, or null if it was found here
    void keep(VersionedConversation held, Instant readAt) {
        UUID id = held.conversation().id();
        Known before = known.get(id);
        if (readAt != null) known.put(id, new Known(held, readAt));
        else if (before != null) known.put(id, new Known(held, before.readAt));
    }

    /// True when any of them was held.
    boolean forget(Set<UUID> ids) {
        return known.keySet().removeAll(ids);
    }
}
