package chat.switchboard.ledger;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Conversations whose COMMIT outcome is unknown, because the answer was lost. A sender finds out by sending again;
/// other readers would not notice a stored message before the next one.
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

    /// The state of some of them, as commits without an event: enough to tell readers the last `seq`. Locks their rows,
    /// which waits for the end of the lost transaction.
    ///
    /// @throws chat.switchboard.postgres.DatabaseUnavailable when nobody can say yet; then nothing is forgotten
    List<Committed> settle(Database database) {
        List<UUID> some = conversations.stream().limit(AT_ONCE).toList();
        List<Committed> states = new ArrayList<>(some.size());
        database.transaction(Actor.SYSTEM, handle -> {
            new LedgerStore(handle)
                    .lock(
                            some,
                            (row, _) -> states.add(
                                    new Committed(row.conversation(), row.conversation(), List.of(), false)));
            return null;
        });
        some.forEach(conversations::remove);
        return states;
    }
}
