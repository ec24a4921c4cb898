package chat.switchboard.queue;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door to the queue: assigns conversations as soon as somebody is free, knows every position, and says why.
public final class ConversationQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationQueue.class);

    /// @param sweepEvery how often the queue is looked at without being told of a change
    /// @param roundEvery how often positions and presence are told; also the least time between two tellings
    /// @param previousAgentFirst whether the agent a customer knows is preferred while she has room
    public record Settings(Duration sweepEvery, Duration roundEvery, boolean previousAgentFirst) {}

    private final Presence presence;
    private final Settings settings;
    private final QueueBoard board = new QueueBoard();
    private final BoardUpdates updates;
    private final Assigner assigner;
    private final TakeNext takeNext;
    private final Explainer explainer;
    private final Semaphore woken = new Semaphore(0);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long assigned;

    public ConversationQueue(
            Database database, Conversations conversations, Presence presence, Clock clock, Settings settings) {
        var policy = new AgentSelection.Policy(settings.previousAgentFirst());
        this.presence = presence;
        this.settings = settings;
        this.updates = new BoardUpdates(database, conversations, presence, board, clock);
        this.assigner = new Assigner(database, presence, conversations, policy);
        this.takeNext = new TakeNext(database, conversations);
        this.explainer = new Explainer(database, conversations, presence, board, policy);
        conversations.onCommitted(this::committed);
        presence.onChange(_ -> wake());
    }

    /// Begins to assign and to tell positions. Everybody who wants to listen has registered before.
    public void start() {
        threads.add(Thread.ofVirtual().name("assigner").start(this::assignForEver));
        threads.add(Thread.ofVirtual().name("queue-positions").start(this::tellForEver));
    }

    /// Calls `listener` when a position or an expected wait changed, at most once a round for each conversation.
    public void onPosition(BiConsumer<UUID, QueuePosition> listener) {
        updates.onPosition(listener);
    }

    public void onAvailability(Consumer<Availability> listener) {
        updates.onAvailability(listener);
    }

    public Availability availability() {
        return updates.availability();
    }

    /// The position of a conversation that waits, else null. Costs nothing.
    public QueuePosition position(UUID conversationId) {
        return board.position(conversationId);
    }

    /// Conversations that wait now.
    public int waiting() {
        return board.size();
    }

    /// Conversations assigned by this node since it started.
    public long assigned() {
        return assigned;
    }

    /// Assigns the next conversation to `staff`, whatever the department's mode; empty when none waits. Blocks.
    ///
    /// @param departmentId null: any department that `staff` serves, and none
    public Outcome<Optional<Conversation>> takeNext(Actor.Staff staff, UUID departmentId) {
        return takeNext.run(staff, departmentId);
    }

    /// Why a conversation has the agent it has, or still none. Blocks.
    public Outcome<Explanation> explain(Actor.Staff staff, UUID conversationId) {
        return explainer.explain(staff, conversationId);
    }

    /// One round of the board.
    void updateBoard() {
        updates.run();
    }

    /// Finishes the round it is in.
    @Override
    public void close() {
        closing.countDown();
        woken.release();
        try {
            for (Thread thread : threads) thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (woken.availablePermits() == 0) woken.release();
    }

    /// Runs on the ledger's writer: it must not block.
    private void committed(Committed committed) {
        board.committed(committed);
        presence.committed(committed);
        if (mayServeSomebody(committed)) wake();
    }

    /// A conversation entered the queue or moved in it, or an agent has room again. A commit without events is one
    /// whose outcome was unknown for a while: it may have been any of these.
    private static boolean mayServeSomebody(Committed committed) {
        Conversation before = committed.before();
        Conversation after = committed.conversation();
        boolean moved = before.status() != after.status() || !before.topic().equals(after.topic());
        return committed.events().isEmpty()
                || moved && (after.status() == Status.WAITING || before.status() == Status.ACTIVE);
    }

    private void assignForEver() {
        try {
            while (closing.getCount() > 0) {
                attempt("Assigning", () -> assigned += assigner.run());
                woken.tryAcquire(settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellForEver() {
        try {
            do {
                attempt("Telling presence", presence::round);
                attempt("Telling positions", updates::run);
            } while (!closing.await(settings.roundEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.warn("{} failed and will be tried again: {}", what, LogText.line(fault));
        }
    }
}
