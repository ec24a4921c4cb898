package chat.switchboard.ledger;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.DatabaseUnavailable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Runs a batch again that failed for a reason which a new transaction does not have.
final class BatchRecovery {
    /// How often a batch, and a command alone, may find that younger transactions were first.
    private static final int BATCH_OVERTAKEN = 5;
    private static final int ALONE_OVERTAKEN = 100;

    /// Another writer changed a cached conversation.
    static final class Outdated extends RuntimeException {
        Outdated() {
            super("A cached conversation was changed by another writer", null, false, false);
        }
    }

    /// A conversation was locked that a younger transaction has changed already: what this one adds would stand before
    /// that in the event log. A new transaction is younger still.
    static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("A younger transaction was first", null, false, false);
        }
    }

    private final WriteCache cache;
    private final Function<List<LedgerRequest>, List<Outcome<Committed>>> transact;

    BatchRecovery(WriteCache cache, Function<List<LedgerRequest>, List<Outcome<Committed>>> transact) {
        this.cache = cache;
        this.transact = transact;
    }

    /// Whether there is use in trying again. Unless it was overtaken, a failed batch leaves nothing in
    /// the cache: a cached conversation may have been the reason.
    boolean mayHelp(List<LedgerRequest> requests, Throwable fault) {
        if (fault instanceof Overtaken) return true;
        Set<UUID> ids = new HashSet<>();
        for (LedgerRequest request : requests) ids.add(request.conversationId());
        return cache.forget(ids) && !isOutOfReach(fault);
    }

    List<Outcome<Committed>> again(List<LedgerRequest> requests) {
        try {
            return unlessOvertaken(requests);
        } catch (RuntimeException | Error fault) {
            if (fault instanceof Overtaken || !mayHelp(requests, fault)) throw fault;
            return unlessOvertaken(requests);
        }
    }

    /// Each retry means that another transaction committed, so work goes on. A batch gives up sooner: its commands then
    /// run one by one, and a transaction that locks one conversation gets its number when it locks it.
    private List<Outcome<Committed>> unlessOvertaken(List<LedgerRequest> requests) {
        for (int tries = requests.size() == 1 ? ALONE_OVERTAKEN : BATCH_OVERTAKEN; tries > 0; tries--) {
            try {
                return transact.apply(requests);
            } catch (Overtaken _) { // then in a younger transaction
            }
        }
        return transact.apply(requests);
    }

    /// Not a lock that somebody holds too long: that may concern one conversation only.
    static boolean isOutOfReach(Throwable fault) {
        return fault instanceof DatabaseUnavailable unavailable && !unavailable.contended();
    }
}
