package chat.switchboard.identity;

import static chat.switchboard.identity.AccountStore.time;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which access tokens are worth nothing although they are well signed and have not ended.
///
/// A view in memory of what the database says about the last quarter of an hour or so: older tokens have ended by
/// themselves. What this node revokes is in it at once; what other nodes revoke, after the next look.
final class Revocations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    /// Contract: within 5 seconds, everywhere.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    /// More than the clocks of two nodes differ.
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private record Ended(UUID sessionId, Instant at) {}

    /// @param staleSessions those that hold no token from after the change
    private record Changed(UUID accountId, Instant at, List<UUID> staleSessions) {}

    private final Database database;
    private final Duration reach;
    private final Clock clock;
    private final Map<UUID, Instant> endedSessions = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> changedAccounts = new ConcurrentHashMap<>();
    private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("revocations").factory());
    private boolean lastLookFailed;

    /// @param accessToken how long the tokens live that have to be refused
    Revocations(Database database, Duration accessToken, Clock clock) {
        this.database = database;
        this.reach = accessToken.plus(MARGIN);
        this.clock = clock;
    }

    /// Looks once, and from now on every two seconds.
    void start() {
        look();
        looking.scheduleWithFixedDelay(
                this::lookAgain, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// @param accountAsOf when the account was last changed, as the token's maker saw it
    boolean refuses(UUID sessionId, UUID accountId, Instant accountAsOf) {
        if (endedSessions.containsKey(sessionId)) return true;
        Instant changed = changedAccounts.get(accountId);
        return changed != null && changed.isAfter(accountAsOf);
    }

    void ended(UUID sessionId) {
        if (endedSessions.putIfAbsent(sessionId, clock.instant()) == null) tell(sessionId);
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
            ended(handle, since).forEach(ended -> ended(ended.sessionId()));
            changed(handle, since, now).forEach(this::changed);
            return null;
        });
        endedSessions.values().removeIf(since::isAfter);
        changedAccounts.values().removeIf(since::isAfter);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private void lookAgain() {
        try {
            look();
            lastLookFailed = false;
        } catch (RuntimeException e) {
            if (!lastLookFailed) LOG.warn("Revoked sessions cannot be read at the moment: {}", e.getMessage());
            lastLookFailed = true;
        }
    }

    private void changed(Changed changed) {
        Instant known = changedAccounts.put(changed.accountId(), changed.at());
        if (!changed.at().equals(known)) changed.staleSessions().forEach(this::tell);
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

    private static List<Ended> ended(Handle handle, Instant since) {
        return handle.createQuery("SELECT id, revoked_at FROM account_session WHERE revoked_at > :since")
                .bind("since", time(since))
                .map((row, _) -> new Ended(
                        row.getObject("id", UUID.class),
                        row.getObject("revoked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static List<Changed> changed(Handle handle, Instant since, Instant now) {
        return handle.createQuery("""
                        SELECT a.id, a.updated_at,
                               ARRAY(SELECT s.id FROM account_session s
                                     WHERE s.account_id = a.id AND s.rotated_at < a.updated_at
                                       AND s.revoked_at IS NULL AND s.expires_at > :now) AS stale
                        FROM account a WHERE a.updated_at > :since""")
                .bind("since", time(since))
                .bind("now", time(now))
                .map((row, _) -> new Changed(
                        row.getObject("id", UUID.class),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        List.of((UUID[]) row.getArray("stale").getArray())))
                .list();
    }
}
