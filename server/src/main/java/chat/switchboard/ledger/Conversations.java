package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Decision;
import chat.switchboard.conversation.Expected;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.limit.RateLimiter;
import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.postgres.Database;
import chat.switchboard.texts.TextTemplates;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The door to conversations: every change of one goes through here, every reading through its [#history].
///
/// Changes answer with a future that completes after the commit, on a thread of the ledger, which must not be made to
/// wait there. It fails only by a fault of the server. `open`, `assign` and `edit` look something up first and block on
/// the database: call them on a virtual thread.
///
/// A few [LedgerWriter]s share the conversations. A conversation always has the same one, so its commands run in order;
/// only its opening goes to the writer of its customer.
public final class Conversations implements AutoCloseable {
    private final CommandLookup lookup;
    private final ConversationHistory history;
    private final Surroundings surroundings;
    private final List<LedgerWriter> writers;
    private final UuidV7 ids;
    private final RateLimiter<UUID> customersMessages;
    private final RateLimiter<UUID> staffMessages;
    private final List<Consumer<Committed>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closing;

    /// @param writing the pool of the ledger's writers; at least as many connections as writers
    /// @param reading the pool of everything else
    public Conversations(Database writing, Database reading, Clock clock, Limits limits) {
        this.lookup = new CommandLookup(reading);
        this.history = new ConversationHistory(reading);
        this.surroundings = new Surroundings(new TextTemplates(reading));
        this.ids = new UuidV7(clock);
        this.writers = IntStream.range(0, limits.writers())
                .mapToObj(i -> new LedgerWriter("ledger-" + i, writing, clock, limits, surroundings, this::publish))
                .toList();
        this.customersMessages = new RateLimiter<>(limits.customers(), clock);
        this.staffMessages = new RateLimiter<>(limits.staff(), clock);
    }

    /// @param writers transactions at the same time, each with a connection of its own
    /// @param batch the most commands in one transaction
    /// @param queue the most commands waiting for one writer; beyond it the answer is `unavailable`
    /// @param customers how often one customer or partner may send; asked for each time
    /// @param staff how often one agent or admin may send
    public record Limits(
            int writers, int batch, int queue, Supplier<List<Rate>> customers, Supplier<List<Rate>> staff) {}

    /// Asks a conversation to do something; never blocks.
    public CompletableFuture<Outcome<Committed>> submit(Actor actor, UUID conversationId, Command command) {
        if (command instanceof Command.Send && tooOften(actor) instanceof Refusal refusal) return refused(refusal);
        return queue(new LedgerRequest.Change(actor, conversationId, command, null));
    }

    /// What the server does by itself, as long as it holds the lease of that work.
    public CompletableFuture<Outcome<Committed>> submit(
            FencingToken token, UUID conversationId, Command.ByTheServer command) {
        return queue(new LedgerRequest.Change(Actor.SYSTEM, conversationId, command, token));
    }

    private CompletableFuture<Outcome<Committed>> queue(LedgerRequest request) {
        LedgerWriter writer = writers.get(Math.floorMod(request.key().hashCode(), writers.size()));
        CompletableFuture<Outcome<Committed>> answer = closing ? null : writer.submit(request);
        return answer == null ? refused(LedgerWriter.BUSY) : answer;
    }

    private Refusal tooOften(Actor actor) {
        Outcome<UUID> attempt = switch (actor) {
            case Actor.Requester requester -> customersMessages.attempt(requester.id());
            case Actor.Staff staff -> staffMessages.attempt(staff.id());
            case Actor.Bot _, Actor.System _ -> Outcome.done(null);
        };
        return attempt instanceof Outcome.Refused<UUID>(Refusal refusal) ? refusal : null;
    }

    /// Calls `listener` with what was committed, in commit order for each conversation, on a thread
    /// of the ledger: it must not block. Whoever asked for it is answered right after.
    public void onCommitted(Consumer<Committed> listener) {
        listeners.add(listener);
    }

    private void publish(Committed committed) {
        for (Consumer<Committed> listener : listeners) listener.accept(committed);
    }

    /// An id for a conversation about to be opened, for whoever wants to listen to it first.
    public UUID newId() {
        return ids.next();
    }

    /// Opens a conversation, with its first message if there is one. The same message opens it only once.
    public CompletableFuture<Outcome<Committed>> open(Actor.Requester actor, UUID id, OpenConversation open) {
        if (tooOften(actor) instanceof Refusal refusal) return refused(refusal);
        return then(
                lookup.topic(actor, open), topic -> queue(new LedgerRequest.Open(actor, id, topic, open.message())));
    }

    /// Accepts, takes over or transfers: to an agent, to a department, or (with neither) back to the queue.
    public CompletableFuture<Outcome<Committed>> assign(
            Actor actor, UUID conversationId, UUID agentId, UUID departmentId, String note, Expected expected) {
        if (actor instanceof Actor.Requester) return refused(Decision.STAFF_ONLY);
        return then(
                lookup.assign(actor, agentId, departmentId, note, expected),
                assign -> submit(actor, conversationId, assign));
    }

    /// Changes what a conversation is about.
    public CompletableFuture<Outcome<Committed>> edit(Actor actor, UUID conversationId, EditConversation edit) {
        if (actor instanceof Actor.Requester) return refused(Decision.STAFF_ONLY);
        return then(lookup.edit(actor, edit), resolved -> submit(actor, conversationId, resolved));
    }

    private static <T> CompletableFuture<Outcome<Committed>> then(
            Outcome<T> found, Function<T, CompletableFuture<Outcome<Committed>>> next) {
        return switch (found) {
            case Outcome.Refused<T>(Refusal refusal) -> refused(refusal);
            case Outcome.Done<T>(T value) -> next.apply(value);
        };
    }

    private static CompletableFuture<Outcome<Committed>> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(Outcome.refused(refusal));
    }

    public ConversationHistory history() {
        return history;
    }

    /// What is asked of the rest of the desk while a command is decided.
    public Surroundings surroundings() {
        return surroundings;
    }

    /// Whether the last commits are known to have succeeded. Stays false while conversations are in doubt.
    public boolean commits() {
        return writers.stream().allMatch(LedgerWriter::isCertain);
    }

    /// Commands that wait for a writer, for the metrics.
    public int waiting() {
        return writers.stream().mapToInt(LedgerWriter::waiting).sum();
    }

    /// Takes nothing new, finishes what was accepted, then stops.
    @Override
    public void close() {
        closing = true;
        writers.forEach(LedgerWriter::end);
        writers.forEach(LedgerWriter::join);
    }
}
