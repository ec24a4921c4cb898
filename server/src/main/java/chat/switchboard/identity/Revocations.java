package chat.switchboard.identity;

import chat.switchboard.kernel.Actor;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which access tokens are worth nothing although they are well signed and have not ended.
///
/// A view in memory of what the database says about the last quarter of an hour or so: older tokens have ended by
/// themselves. What this node revokes is in it at once; what other nodes revoke, after the next look.
final class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    /// Contract: within 5 seconds, everywhere.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    /// More than the clocks of two nodes differ.
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration MAKING = Duration.ofSeconds(1);
    /// The database does not say from where.
    private static final String NOWHERE = "-";

    private final Database database;
    private final Duration reach;
    private final Supplier<Set<Account.Role>> rolesWithSecondFactor;
    private final Clock clock;
    private final Map<UUID, Instant> endedSessions = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> changedAccounts = new ConcurrentHashMap<>();
    private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();
    private Set<Account.Role> requiredBefore = Set.of();
    /// What the first look finds happened before this node started.
    private volatile boolean looked;

    /// @param accessToken how long the tokens live that have to be refused
    /// @param rolesWithSecondFactor that must have one, at this moment
    Revocations(
            Database database, Duration accessToken, Supplier<Set<Account.Role>> rolesWithSecondFactor, Clock clock) {
        this.database = database;
        this.reach = accessToken.plus(MARGIN);
        this.rolesWithSecondFactor = rolesWithSecondFactor;
        this.clock = clock;
    }

    Job job() {
        return Job.onEveryNode("revocations", LOOK_EVERY, this::look);
    }

    /// Whether the session has ended, or the account was changed after the token was made.
    boolean refuses(Principal principal) {
        if (endedSessions.containsKey(principal.sessionId())) return true;
        if (principal.accountId() == null) return false;
        Instant changed = changedAccounts.get(principal.accountId());
        return changed != null && changed.isAfter(principal.accountAsOf());
    }

    void ended(UUID sessionId) {
        if (endedSessions.putIfAbsent(sessionId, clock.instant()) != null) return;
        if (looked) SecurityLog.session(Event.SESSION_ENDED, sessionId, NOWHERE);
        tell(sessionId);
    }

    /// Called from any thread, at most once for each session that ended, and once for each change of its account.
    void onRevoked(Consumer<UUID> listener) {
        listeners.add(listener);
    }

    /// Brings the view up to date with the database.
    void look() {
        Instant now = clock.instant();
        Instant since = now.minus(reach);
        database.transaction(Actor.SYSTEM, handle -> {
            var store = new RevocationStore(handle);
            store.ended(since).forEach(ended -> ended(ended.sessionId()));
            store.changed(since, now).forEach(this::changed);
            tellOfMissingFactors(store, now);
            return null;
        });
        looked = true;
        endedSessions.values().removeIf(since::isAfter);
        changedAccounts.values().removeIf(since::isAfter);
    }

    /// Whose role has to have a second factor since a moment ago: their tokens are good for setting it up, and their
    /// sockets for nothing.
    private synchronized void tellOfMissingFactors(RevocationStore store, Instant now) {
        Set<Account.Role> required = rolesWithSecondFactor.get();
        if (!requiredBefore.containsAll(required))
            store.withoutSecondFactor(required, now).forEach(this::tell);
        requiredBefore = required;
    }

    private void changed(RevocationStore.Changed changed) {
        Instant known = changedAccounts.put(changed.accountId(), changed.at());
        if (changed.at().equals(known)) return;
        // One that is made gets its departments a moment later.
        boolean isNew = changed.at().isBefore(changed.madeAt().plus(MAKING));
        if (looked && !isNew) SecurityLog.account(Event.ACCOUNT_CHANGED, changed.accountId(), NOWHERE);
        changed.staleSessions().forEach(this::tell);
    }

    private void tell(UUID sessionId) {
        for (Consumer<UUID> listener : listeners) {
            try {
                listener.accept(sessionId);
            } catch (RuntimeException e) {
                LOG.error("A listener failed for revoked session {}", sessionId, e);
            }
        }
    }
}
