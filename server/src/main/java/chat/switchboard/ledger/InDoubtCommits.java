package chat.switchboard.ledger;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Conversations in which something may be stored that nobody was told of, because the answer to its COMMIT was
/// lost. A sender finds out by sending again, but the readers would wait for the next message to see the gap.
///
/// Belongs to one writer's thread.
final class InDoubtCommits {
    /// The most looked at in one transaction.
    private static final int AT_ONCE = 500;

    private final Set<UUID> conversations = new LinkedHashSet<>();

    void add(Collection<LedgerRequest> requests) {
        for (LedgerRequest request : requests) conversations.add(request.conversationId());
    }

    boolean isEmpty() {
        return conversations.isEmpty();
    }

    /// How some of them stand, as news without an event: enough to tell readers up to where there is something to
    /// read. Their rows are locked for it, which waits for the end of a transaction nobody heard of any more.
    ///
    /// @throws chat.switchboard.postgres.DatabaseUnavailable when nobody can say yet; then nothing is forgotten
    List<Committed> settle(Database database) {
        List<UUID> some = conversations.stream().limit(AT_ONCE).toList();
        List<Committed> news = new ArrayList<>(some.size());
        database.transaction(Actor.SYSTEM, handle -> {
            new LedgerStore(handle)
                    .lock(
                            some,
                            (held, _) -> news.add(
                                    new Committed(held.conversation(), held.conversation(), List.of(), false)));
            return null;
        });
        some.forEach(conversations::remove);
        return news;
    }
}
