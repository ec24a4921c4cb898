package chat.switchboard.http.routes;

import chat.switchboard.conversation.Event;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Requests that wait until somebody writes. One that waits is an entry in a map and a timer: no thread, no
/// connection to the database.
final class LongPoll {
    private static final Refusal TOO_MANY =
            Refusal.retryLater(Refusal.Code.UNAVAILABLE, "Too many are waiting for news. Ask again later.", 10);
    private static final Refusal TOO_MANY_OF_ONE = Refusal.retryLater(
            Refusal.Code.RATE_LIMITED, "Too many of your requests are waiting for news. Let one end first.", 10);

    private final Map<UUID, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> perPerson = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Routes.LongPolls limits;
    private final Executor virtualThreads =
            work -> Thread.ofVirtual().name("news").start(work);

    LongPoll(Conversations conversations, Routes.LongPolls limits) {
        this.limits = limits;
        conversations.onCommitted(this::tell);
    }

    int waiting() {
        return count.get();
    }

    /// What `read` finds, now if that is enough, else as soon as the conversation has a new message or the time is
    /// over.
    <T> CompletionStage<Outcome<T>> orAfter(
            ApiRequest request, Duration wait, Supplier<Outcome<T>> read, Predicate<T> isEnough) {
        UUID personId = request.personId();
        if (count.get() >= limits.total()) return CompletableFuture.completedFuture(Outcome.refused(TOO_MANY));
        if (!enter(personId)) return CompletableFuture.completedFuture(Outcome.refused(TOO_MANY_OF_ONE));
        // Listens before it reads, so that nothing can be written unnoticed in between.
        CompletableFuture<Void> written = listen(request.id());
        request.onGone(() -> written.complete(null));
        written.whenComplete((_, _) -> leave(personId));
        try {
            Outcome<T> now = read.get();
            if (!(now instanceof Outcome.Done<T>(T value)) || isEnough.test(value)) {
                written.complete(null);
                return CompletableFuture.completedFuture(now);
            }
        } catch (RuntimeException | Error fault) {
            written.complete(null);
            throw fault;
        }
        return written.completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(_ -> read.get(), virtualThreads);
    }

    private boolean enter(UUID personId) {
        if (perPerson.merge(personId, 1, Integer::sum) <= limits.perPerson()) return true;
        leave(personId);
        return false;
    }

    private void leave(UUID personId) {
        perPerson.computeIfPresent(personId, (_, waits) -> waits == 1 ? null : waits - 1);
    }

    private CompletableFuture<Void> listen(UUID conversationId) {
        var written = new CompletableFuture<Void>();
        count.incrementAndGet();
        waiting.compute(conversationId, (_, others) -> {
            Set<CompletableFuture<Void>> all = others == null ? ConcurrentHashMap.newKeySet(1) : others;
            all.add(written);
            return all;
        });
        written.whenComplete((_, _) -> {
            count.decrementAndGet();
            waiting.computeIfPresent(conversationId, (_, others) -> {
                others.remove(written);
                return others.isEmpty() ? null : others;
            });
        });
        return written;
    }

    /// Runs on a thread of the ledger: only wakes.
    private void tell(Committed accepted) {
        if (waiting.isEmpty() || !mayHoldAMessage(accepted.events())) return;
        Set<CompletableFuture<Void>> woken = waiting.get(accepted.conversation().id());
        if (woken != null) woken.forEach(written -> written.complete(null));
    }

    /// None at all means that nobody knows what was stored.
    private static boolean mayHoldAMessage(List<Event> events) {
        return events.isEmpty() || events.stream().anyMatch(event -> event instanceof Event.MessageCreated);
    }
}
