package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import chat.switchboard.ledger.LedgerRequest.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The conversations a writer committed last, so that the next message in one of them need not read it again.
///
/// Optimistic: the row's version is compared when the next change is written. If another writer changed it, the batch
/// runs again on what the table says. Names of people and departments, which live in other tables, are as old as the
/// last reading: [#TRUSTED_FOR] at most.
///
/// Belongs to one [LedgerWriter].
final class WriteCache {
    static final Duration TRUSTED_FOR = Duration.ofSeconds(5);
    private static final int MOST_CONVERSATIONS = 2_000;

    private record Cached(VersionedConversation row, Instant readAt) {}

    private final Map<UUID, Cached> byId = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Cached> eldest) {
            return size() > MOST_CONVERSATIONS;
        }
    };

    /// The conversation, or null when it is not cached or was read too long ago.
    VersionedConversation find(UUID id, Instant now) {
        Cached found = byId.get(id);
        if (found == null) return null;
        Duration age = Duration.between(found.readAt, now);
        return age.isNegative() || age.compareTo(TRUSTED_FOR) > 0 ? null : found.row;
    }

    /// The same for a change that needs no lock: a message or a read mark that assigns nobody. What
    /// assigns an agent locks the conversation first: every transaction locks conversations before
    /// accounts.
    VersionedConversation findFor(Change change, Instant now) {
        boolean messaging = change.command() instanceof Command.Send || change.command() instanceof Command.MarkRead;
        if (!messaging || change.token() != null) return null;
        VersionedConversation row = find(change.conversationId(), now);
        boolean assigns = row != null && row.conversation().assigneeOf(change.actor(), change.command()) != null;
        return assigns ? null : row;
    }

    /// @param readAt when its row was read, or null if it came from this cache
    void keep(VersionedConversation row, Instant readAt) {
        UUID id = row.conversation().id();
        Cached before = byId.get(id);
        if (readAt != null) byId.put(id, new Cached(row, readAt));
        else if (before != null) byId.put(id, new Cached(row, before.readAt));
    }

    /// True when any of them was cached.
    boolean forget(Set<UUID> ids) {
        return byId.keySet().removeAll(ids);
    }
}
