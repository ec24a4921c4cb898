package chat.switchboard.queue;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import chat.switchboard.scheduler.Job;
import chat.switchboard.scheduler.Signal;
import chat.switchboard.settings.Setting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The door to the queue: assigns conversations as soon as somebody is free, knows every position, and says why.
public final class ConversationQueue {
    /// @param queueSweep how often the queue is looked at without being told of a change
    /// @param queueUpdates how often positions are told; also the least time between two tellings
    /// @param previousAgentFirst whether the agent a customer knows is preferred while she has room
    /// @param unopenedReturn so long an assignment may stay unopened before it returns; empty: for ever
    public record Settings(
            @Setting(says = "How often the queue is looked at without being told of a change.", fallback = "500ms")
            Duration queueSweep,

            @Setting(says = "How often positions in the queue are told, at most.", fallback = "1s")
            Duration queueUpdates,

            @Setting(
                    says = "Whether customers get the agent they know, if there is room.",
                    fallback = "true",
                    desk = "queue.previousAgentFirst")
            boolean previousAgentFirst,

            @Setting(
                    says = "An assignment not opened for so long goes back to the queue. Without it, none does.",
                    desk = "queue.unopenedReturn",
                    deskLeast = "10s",
                    deskMost = "1d")
            Optional<Duration> unopenedReturn) {}

    private final Presence presence;
    private final Supplier<Settings> settings;
    private final QueueBoard board = new QueueBoard();
    private final BoardUpdates updates;
    private final Assigner assigner;
    private final TakeNext takeNext;
    private final Explainer explainer;
    private final Signal mayServe = new Signal();
    private volatile long assigned;

    /// @param settings asked for each time, so that they may change; how often it looks stays as it is now
    public ConversationQueue(
            Database database,
            Conversations conversations,
            Presence presence,
            Clock clock,
            Supplier<Settings> settings) {
        Supplier<AgentSelection.Policy> policy =
                () -> new AgentSelection.Policy(settings.get().previousAgentFirst());
        this.presence = presence;
        this.settings = settings;
        this.updates = new BoardUpdates(database, conversations, presence, board, clock);
        this.assigner = new Assigner(database, presence, conversations, policy);
        this.takeNext = new TakeNext(database, conversations);
        this.explainer = new Explainer(database, conversations, presence, board, policy);
        conversations.onCommitted(this::committed);
        presence.onChange(_ -> mayServe.raise());
    }

    /// Every node assigns: each step is judged by the ledger. Whoever wants to listen has registered before these run.
    public List<Job> jobs() {
        return List.of(
                Job.onEveryNode("assign", settings.get().queueSweep(), mayServe, () -> assigned += assigner.run()),
                Job.onEveryNode("queue-positions", settings.get().queueUpdates(), updates::run));
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

    /// Runs on a thread of the ledger: it must not block.
    private void committed(Committed committed) {
        board.committed(committed);
        presence.committed(committed);
        if (mayServeSomebody(committed)) mayServe.raise();
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
}
