package chat.switchboard.bot;

import chat.switchboard.bot.Pending.Key;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.log.LogText;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers messages, each once: hears of them right after their commit, on this node, and from [BotDecisions], which
/// finds those that a node did not come to.
///
/// One message of a conversation at a time. What is decided is a command of the ledger, which does nothing when
/// somebody else has acted since; then the conversation is read anew.
public final class Bot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);
    /// Beyond it messages are left to the event log.
    private static final int MOST_AT_ONCE = 1_000;

    private static final int LANES = 256;
    private static final int MOST_TRIES = 4;
    private static final int COMMIT_WITHIN_SECONDS = 30;

    private final Conversations conversations;
    private final Reading reading;
    private final BotTurns turns;
    private final Supplier<BotSettings> settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Handled handled = new Handled();
    private volatile boolean started;
    private final ReentrantLock[] lanes =
            Stream.generate(ReentrantLock::new).limit(LANES).toArray(ReentrantLock[]::new);

    Bot(Conversations conversations, Reading reading, BotTurns turns, Supplier<BotSettings> settings) {
        this.conversations = conversations;
        this.reading = reading;
        this.turns = turns;
        this.settings = settings;
    }

    /// From now on it hears of commits: not of what is put into a new desk before anybody can reach it.
    void start() {
        started = true;
    }

    /// Right after a commit, on a thread of the ledger: never blocks.
    void committed(Committed committed) {
        if (!started || !isAwake()) return;
        for (Pending pending : Pending.in(committed.conversation(), committed.events()))
            if (places.tryAcquire())
                handled.of(pending.key(), () -> start(pending, committed.conversation()))
                        .whenComplete((_, _) -> places.release());
    }

    /// Completes when the message was dealt with, by whomever.
    CompletableFuture<Void> about(Pending pending) {
        return isAwake()
                ? handled.of(pending.key(), () -> start(pending, null))
                : CompletableFuture.completedFuture(null);
    }

    boolean isAwake() {
        BotSettings now = settings.get();
        return now.bot() || now.offlineReplies();
    }

    private CompletableFuture<Void> start(Pending pending, Conversation known) {
        return CompletableFuture.runAsync(() -> deal(pending, known), threads);
    }

    private void deal(Pending pending, Conversation known) {
        Key key = pending.key();
        ReentrantLock lane = lanes[Math.floorMod(key.conversationId().hashCode(), LANES)];
        lane.lock();
        try {
            Conversation c = known;
            for (int tries = 0; tries < MOST_TRIES; tries++, c = null) {
                if (c == null) c = read(key.conversationId()).orElse(null);
                if (c == null || isDealtWith(c, pending)) return;
                if (isDone(turn(c, pending), c)) return;
            }
            LOG.warn("A message was not dealt with: others are always faster in conversation {}", key);
        } finally {
            lane.unlock();
        }
    }

    private static boolean isDealtWith(Conversation c, Pending pending) {
        boolean isStale = pending.message() == null && c.lastSeq() > 0;
        return isStale || c.service().automation().handledSeq() >= pending.key().seq();
    }

    private Optional<Conversation> read(UUID id) {
        return conversations.history().find(Actor.SYSTEM, id) instanceof Outcome.Done<Conversation>(Conversation found)
                ? Optional.of(found)
                : Optional.empty();
    }

    private Optional<Command.Turn> turn(Conversation c, Pending pending) {
        int seq = pending.key().seq();
        try {
            BotTurns.Basis basis = reading.of(c, seq, pending.message());
            return turns.of(BotRules.decide(basis.now()), basis);
        } catch (RuntimeException | LinkageError fault) {
            LOG.error("The bot failed; a person is asked: {}", LogText.line(fault));
            return c.status() == Status.AUTOMATED ? Optional.of(Fault.turn(c, seq)) : Optional.empty();
        }
    }

    /// False when somebody else acted meanwhile.
    private boolean isDone(Optional<Command.Turn> turn, Conversation c) {
        if (turn.isEmpty()) return true;
        Actor by = conversations.surroundings().isBotActive(c) ? Actor.BOT : Actor.SYSTEM;
        return switch (conversations
                .submit(by, c.id(), turn.get())
                .orTimeout(COMMIT_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join()) {
            case Outcome.Done<Committed>(Committed committed) ->
                !committed.events().isEmpty();
            case Outcome.Refused<Committed>(Refusal refusal) -> isFinal(refusal);
        };
    }

    private static boolean isFinal(Refusal refusal) {
        if (refusal.code() == Refusal.Code.UNAVAILABLE)
            throw new IllegalStateException("The ledger takes nothing at the moment");
        return true;
    }

    /// Finishes what it is at.
    @Override
    public void close() {
        threads.close();
    }
}
