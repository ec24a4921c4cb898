package chat.switchboard.queue;

import chat.switchboard.conversation.Command.Release;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Takes conversations back to the queue from whoever is not there for them: the agent is gone, the account is
/// closed, nobody opened what was assigned.
public final class Requeue {
    private final Database database;
    private final Conversations conversations;
    private final Clock clock;
    private final Supplier<Duration> offlineAfter;
    private final Supplier<Optional<Duration>> unopenedFor;
    private final Instant begun;

    /// Both are asked for each time, so that they may change.
    ///
    /// @param offlineAfter without a sign of life an agent counts as gone
    /// @param unopenedFor so long an assignment may stay unopened; empty: for ever
    public Requeue(
            Database database,
            Conversations conversations,
            Clock clock,
            Supplier<Duration> offlineAfter,
            Supplier<Optional<Duration>> unopenedFor) {
        this.database = database;
        this.conversations = conversations;
        this.clock = clock;
        this.offlineAfter = offlineAfter;
        this.unopenedFor = unopenedFor;
        this.begun = clock.instant();
    }

    public Job job() {
        return Job.onOneNode("requeue", Duration.ofSeconds(1), this::sweep);
    }

    /// One sweep; answers how many were taken back.
    public int sweep(FencingToken token) {
        List<RequeueStore.Held> held = database.transaction(Actor.SYSTEM, handle -> {
            RequeueStore store = new RequeueStore(handle, clock.instant());
            List<RequeueStore.Held> found = store.withNobody(offlineAfter.get(), begun);
            unopenedFor.get().ifPresent(limit -> found.addAll(store.unopened(limit)));
            // Who missed one shall not be given the next: it would come back to her at once.
            store.makeBusy(found.stream()
                    .filter(it -> it.cause() == Release.Cause.NOT_OPENED)
                    .map(it -> it.agent().id())
                    .toList());
            return found;
        });
        List<CompletableFuture<Outcome<Committed>>> answers = held.stream()
                .map(it -> conversations.submit(token, it.conversationId(), new Release(it.agent(), it.cause())))
                .toList();
        return (int) answers.stream().filter(Requeue::happened).count();
    }

    private static boolean happened(CompletableFuture<Outcome<Committed>> answer) {
        return answer.join() instanceof Outcome.Done<Committed>(Committed committed)
                && !committed.events().isEmpty();
    }
}
