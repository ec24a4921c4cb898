package chat.switchboard.ledger;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import chat.switchboard.postgres.DatabaseUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Conversations whose COMMIT outcome is unknown, because the answer was lost. A sender finds out by sending again;
/// other readers would not notice a stored message before the next one.
///
/// Belongs to one [LedgerWriter].
final class InDoubtCommits {
    /// The most looked at in one transaction.
    private static final int AT_ONCE = 500;

    private static final Logger LOG = LoggerFactory.getLogger(InDoubtCommits.class);

    private final Database database;
    private final Set<UUID> conversations = new LinkedHashSet<>();

    InDoubtCommits(Database database) {
        this.database = database;
    }

    void add(Collection<LedgerRequest> requests) {
        for (LedgerRequest request : requests) conversations.add(request.conversationId());
    }

    boolean isEmpty() {
        return conversations.isEmpty();
    }

    /// The state of some of them, as commits without an event: enough to tell readers the last `seq`. Locks their rows,
    /// which waits for the end of the lost transaction.
    ///
    /// None, and nothing is forgotten, while nobody can say. Never fails: whoever asks has other work to do.
    List<Committed> settle() {
        try {
            return states();
        } catch (DatabaseUnavailable _) { // then later
            return List.of();
        } catch (RuntimeException | Error fault) {
            LOG.error("{} conversations stay in doubt", conversations.size(), fault);
            return List.of();
        }
    }

    private List<Committed> states() {
        List<UUID> some = conversations.stream().limit(AT_ONCE).toList();
        List<Committed> states = new ArrayList<>(some.size());
        database.transaction(Actor.SYSTEM, handle -> {
            new LockStore(handle)
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
