package chat.switchboard.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Content;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Decision;
import chat.switchboard.conversation.Expected;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Opening;
import chat.switchboard.conversation.Priority;
import chat.switchboard.conversation.ReadMark;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.limit.RateLimiter;
import chat.switchboard.limit.RateLimiter.Rate;
import chat.switchboard.postgres.Database;
import chat.switchboard.texts.TextTemplates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// The door to conversations: every change and every read of one goes through here.
///
/// Changes answer with a future that completes after the commit. Reads, and the changes that look something
/// up first (`open`, `assign`, `edit`), block on the database: call them on a virtual thread.
public final class Conversations implements AutoCloseable {
    public static final int MOST_MESSAGES_A_PAGE = 100;
    /// Of a page of history as JSON, about. A page always has one message, if there is any.
    private static final int MOST_BYTES_A_PAGE = 256 * 1024;
    private static final int MOST_ACTIVITIES = 200;
    private static final int MOST_AT_ONCE = 500;

    private final Database requests;
    private final Surroundings surroundings;
    private final Ledger ledger;
    private final UuidV7 ids;
    private final RateLimiter<UUID> customersMessages;
    private final RateLimiter<UUID> staffMessages;
    private final List<Consumer<Committed>> listeners = new CopyOnWriteArrayList<>();

    /// @param writing the pool of the ledger's writers; at least as many connections as writers
    /// @param reading the pool of everything else
    public Conversations(Database writing, Database reading, Clock clock, Limits limits) {
        this.requests = reading;
        this.surroundings = new Surroundings(new EventTexts(new TextTemplates(reading)));
        this.ids = new UuidV7(clock);
        this.ledger = new Ledger(
                writing,
                clock,
                new Ledger.Limits(limits.writers(), limits.batch(), limits.queue()),
                surroundings,
                this::publish);
        this.customersMessages = new RateLimiter<>(limits.customers(), clock);
        this.staffMessages = new RateLimiter<>(limits.staff(), clock);
    }

    /// @param writers transactions at the same time
    /// @param batch the most commands in one transaction
    /// @param queue the most commands waiting for one writer; beyond it the answer is `unavailable`
    /// @param customers how often one customer or partner may send
    /// @param staff how often one agent or admin may send
    public record Limits(int writers, int batch, int queue, List<Rate> customers, List<Rate> staff) {}

    /// What somebody who opens a conversation may say about it; null where nothing was said.
    ///
    /// @param metadata a JSON object as text
    public record Beginning(
            String subject, String category, UUID departmentId, String metadata, Command.Send message) {}

    /// A part of a conversation's history.
    ///
    /// @param hasMore there is more in the direction that was asked for
    public record History(List<Message> messages, boolean hasMore) {
        private History newestWithin(int bytes) {
            int from = messages.size();
            for (int sum = 0; from > 0; from--) {
                sum += messages.get(from - 1).mostBytes();
                if (sum > bytes && from < messages.size()) break;
            }
            return from == 0 ? this : new History(messages.subList(from, messages.size()), true);
        }

        private History oldestWithin(int bytes) {
            int to = 0;
            for (int sum = 0; to < messages.size(); to++) {
                sum += messages.get(to).mostBytes();
                if (sum > bytes && to > 0) break;
            }
            return to == messages.size() ? this : new History(messages.subList(0, to), true);
        }
    }

    /// Calls `listener` with what was committed, in commit order for each conversation, on the writer's
    /// thread: it must not block. Whoever asked for it is answered right after.
    public void onCommitted(Consumer<Committed> listener) {
        listeners.add(listener);
    }

    /// An id for a conversation about to be opened, for whoever wants to listen to it first.
    public UUID newId() {
        return ids.next();
    }

    /// Opens a conversation, with its first message if there is one. The same message opens it only once.
    public CompletableFuture<Outcome<Committed>> open(Actor.Requester actor, UUID id, Beginning beginning) {
        if (tooOften(actor) instanceof Refusal refusal) return refused(refusal);
        Outcome<Opening> opening =
                requests.transaction(actor, handle -> opening(new ConversationStore(handle), beginning));
        return switch (opening) {
            case Outcome.Refused<Opening>(Refusal refusal) -> refused(refusal);
            case Outcome.Done<Opening>(Opening valid) -> ledger.submit(new Request.Open(actor, id, valid));
        };
    }

    /// Asks a conversation to do something; never blocks.
    public CompletableFuture<Outcome<Committed>> submit(Actor actor, UUID conversationId, Command command) {
        if (command instanceof Command.Send && tooOften(actor) instanceof Refusal refusal) return refused(refusal);
        return ledger.submit(new Request.Change(actor, conversationId, command, null));
    }

    /// What the server does by itself, as long as it holds the lease of that work.
    public CompletableFuture<Outcome<Committed>> submit(
            FencingToken fence, UUID conversationId, Command.ByTheServer command) {
        return ledger.submit(new Request.Change(Actor.SYSTEM, conversationId, command, fence));
    }

    /// Closes what has been resolved since `before` or earlier; answers how many. Blocks until they are.
    public int closeResolved(FencingToken fence, Instant before) {
        List<UUID> resolved = requests.transaction(
                Actor.SYSTEM, handle -> new ConversationStore(handle).resolvedBefore(before, MOST_AT_ONCE));
        List<CompletableFuture<Outcome<Committed>>> answers = resolved.stream()
                .map(id -> submit(fence, id, new Command.Expire(before)))
                .toList();
        return (int) answers.stream().filter(Conversations::happened).count();
    }

    /// Where no bot is active (any more), puts into the queue what waits for its answer; answers how many.
    /// Blocks until they are. Idempotent, so it needs no fence.
    public int queueWhatNoBotAnswers() {
        if (isBotActive()) return 0;
        List<UUID> unanswered = requests.transaction(
                Actor.SYSTEM, handle -> new ConversationStore(handle).automatedUnanswered(MOST_AT_ONCE));
        List<CompletableFuture<Outcome<Committed>>> answers = unanswered.stream()
                .map(id -> submit(Actor.SYSTEM, id, new Command.Handoff()))
                .toList();
        return (int) answers.stream().filter(Conversations::happened).count();
    }

    private static boolean happened(CompletableFuture<Outcome<Committed>> answer) {
        return answer.join() instanceof Outcome.Done<Committed>(Committed accepted)
                && !accepted.events().isEmpty();
    }

    /// Whether the last commits are known to have succeeded. Stays false while conversations are in doubt.
    public boolean commits() {
        return ledger.commits();
    }

    /// From now on, replies are due when `by` says (null: no target). Runs on the writers' threads: it must not block.
    public void repliesDue(Function<Conversation, ReplyClock.Due> by) {
        surroundings.repliesDue(by);
    }

    /// From now on, an agent has a conversation open, or had a moment ago, when `by` says so of their two ids. Runs on
    /// the writers' threads: it must not block.
    public void attendedWhen(BiPredicate<UUID, UUID> by) {
        surroundings.attendedWhen(by);
    }

    /// From now on, a bot answers new conversations when `by` says so. Until this is called there is none, and the
    /// first message goes to the queue. Runs on the writers' threads: it must not block.
    public void botActiveWhen(BooleanSupplier by) {
        surroundings.botActiveWhen(by);
    }

    public boolean isBotActive() {
        return surroundings.isBotActive();
    }

    /// From now on, a customer's messages within `length` of the first of them count as one unanswered message.
    public void countAsOneWithin(Duration length) {
        surroundings.countAsOneWithin(length);
    }

    /// Accepts, takes over or transfers: to an agent, to a department, or (with neither) back to the queue.
    public CompletableFuture<Outcome<Committed>> assign(
            Actor actor, UUID conversationId, UUID agentId, UUID departmentId, String note, Expected expected) {
        if (actor instanceof Actor.Requester) return refused(Decision.STAFF_ONLY);
        Outcome<Command.Assign> assign = requests.transaction(actor, handle -> {
            ConversationStore store = new ConversationStore(handle);
            return resolve(agentId, "agentId", store::staffMember)
                    .then(agent -> resolve(departmentId, "departmentId", store::department)
                            .map(department -> new Command.Assign(agent, department, note, expected)));
        });
        return switch (assign) {
            case Outcome.Refused<Command.Assign>(Refusal refusal) -> refused(refusal);
            case Outcome.Done<Command.Assign>(Command.Assign valid) -> submit(actor, conversationId, valid);
        };
    }

    /// Changes what a conversation is about; null leaves a part as it is.
    public CompletableFuture<Outcome<Committed>> edit(Actor actor, UUID conversationId, Edition edition) {
        if (actor instanceof Actor.Requester) return refused(Decision.STAFF_ONLY);
        Outcome<Command.Edit> edit = requests.transaction(actor, handle -> {
            ConversationStore store = new ConversationStore(handle);
            if (edition.category != null && !store.categoryExists(edition.category)) return noSuch("category");
            if (unfit(edition.labels) instanceof Refusal refusal) return Outcome.refused(refusal);
            return resolve(edition.departmentId, "departmentId", store::department)
                    .map(department -> new Command.Edit(
                            edition.subject,
                            edition.priority,
                            edition.category,
                            department,
                            edition.labels,
                            edition.expected));
        });
        return switch (edit) {
            case Outcome.Refused<Command.Edit>(Refusal refusal) -> refused(refusal);
            case Outcome.Done<Command.Edit>(Command.Edit valid) -> submit(actor, conversationId, valid);
        };
    }

    /// What staff may change of a conversation's subject matter; null leaves a part as it is.
    ///
    /// @param expected what it was before, as whoever edits it saw it
    public record Edition(
            String subject,
            Priority priority,
            String category,
            UUID departmentId,
            List<String> labels,
            Expected expected) {}

    public Outcome<Conversation> find(Actor actor, UUID conversationId) {
        return requests.transaction(actor, handle -> visible(new ConversationStore(handle), conversationId));
    }

    /// Up to `limit` messages after `seq`, oldest first.
    public Outcome<History> after(Actor actor, UUID conversationId, int seq, int limit) {
        return history(actor, conversationId, limit, store -> store.after(conversationId, seq, limit + 1), true);
    }

    /// Up to `limit` messages before `seq`, oldest first; the newest when `seq` is beyond the last.
    public Outcome<History> before(Actor actor, UUID conversationId, int seq, int limit) {
        return history(actor, conversationId, limit, store -> store.before(conversationId, seq, limit + 1), false);
    }

    public Outcome<List<ReadMark>> readMarks(Actor actor, UUID conversationId) {
        return requests.transaction(actor, conversationId, handle -> {
            ConversationStore store = new ConversationStore(handle);
            return visible(store, conversationId).map(_ -> store.readMarks(conversationId));
        });
    }

    /// What only staff may know, newest first.
    public Outcome<List<Activity>> activities(Actor actor, UUID conversationId) {
        if (actor instanceof Actor.Requester) return Outcome.refused(Decision.STAFF_ONLY);
        return requests.transaction(actor, handle -> {
            ConversationStore store = new ConversationStore(handle);
            return visible(store, conversationId).map(_ -> store.activities(conversationId, MOST_ACTIVITIES));
        });
    }

    /// Everything a reader needs to begin or go on: state, messages and read marks of one moment.
    ///
    /// @param messages after the seq asked for, else the newest
    /// @param epoch changes only when the ledger was restored from a backup
    public record Snapshot(
            Conversation conversation, List<Message> messages, boolean hasMore, List<ReadMark> readMarks, UUID epoch) {}

    /// What a page of messages may hold. There is always one message, if there is any.
    ///
    /// @param bytes of the messages as JSON, at most about
    public record PageLimit(int messages, int bytes) {}

    /// A snapshot for somebody who listens from now on.
    ///
    /// @param after the last seq the reader holds, or null for the newest messages
    /// @param listen begins to listen, or refuses. Called once it is certain that the actor may see the
    ///     conversation, and before its state is read, so nothing that is committed later can be missed
    public Outcome<Snapshot> snapshot(
            Actor actor,
            UUID conversationId,
            Integer after,
            PageLimit limit,
            Function<Conversation, Outcome<Conversation>> listen) {
        return requests.transaction(actor, conversationId, handle -> {
            ConversationStore store = new ConversationStore(handle);
            return visible(store, conversationId)
                    .then(listen)
                    .then(_ -> visible(store, conversationId))
                    .map(conversation -> snapshot(store, conversation, after, limit));
        });
    }

    private static Snapshot snapshot(
            ConversationStore store, Conversation conversation, Integer after, PageLimit limit) {
        UUID id = conversation.id();
        int rows = limit.messages() + 1;
        History history = after == null
                ? backward(store.before(id, Integer.MAX_VALUE, rows), limit.messages())
                : forward(store.after(id, after, rows), limit.messages());
        History page = after == null ? history.newestWithin(limit.bytes()) : history.oldestWithin(limit.bytes());
        return new Snapshot(conversation, page.messages, page.hasMore, store.readMarks(id), store.epoch());
    }

    /// Commands that wait for a writer, for the metrics.
    public int waiting() {
        return ledger.waiting();
    }

    /// Finishes what was accepted, then stops.
    @Override
    public void close() {
        ledger.close();
    }

    private Refusal tooOften(Actor actor) {
        Outcome<UUID> attempt = switch (actor) {
            case Actor.Requester writer -> customersMessages.attempt(writer.id());
            case Actor.Staff staff -> staffMessages.attempt(staff.id());
            case Actor.Bot _, Actor.System _ -> Outcome.done(null);
        };
        return attempt instanceof Outcome.Refused<UUID>(Refusal refusal) ? refusal : null;
    }

    private void publish(Committed committed) {
        for (Consumer<Committed> listener : listeners) listener.accept(committed);
    }

    private static Outcome<Opening> opening(ConversationStore store, Beginning beginning) {
        String category = beginning.category == null ? "other" : beginning.category;
        if (!store.categoryExists(category)) return noSuch("category");
        String subject = Text.orNull(beginning.subject);
        Refusal tooLong = Content.tooLong("subject", subject, Opening.MOST_IN_SUBJECT);
        if (tooLong != null) return Outcome.refused(tooLong);
        if (beginning.metadata != null && beginning.metadata.getBytes(UTF_8).length > Opening.MOST_BYTES_OF_METADATA)
            return Outcome.refused(Refusal.invalid("metadata", "At most 8 KB."));
        return resolve(beginning.departmentId, "departmentId", store::department)
                .map(department -> new Opening(subject, category, department, beginning.metadata, beginning.message));
    }

    private static Refusal unfit(List<String> labels) {
        if (labels == null) return null;
        if (labels.stream().anyMatch(Text::isBlank)) return Refusal.invalid("labels", "A label must not be empty.");
        return Set.copyOf(labels).size() < labels.size()
                ? Refusal.invalid("labels", "Every entry may stand there once.")
                : null;
    }

    private static Outcome<Conversation> visible(ConversationStore store, UUID id) {
        return store.find(id).map(Outcome::done).orElseGet(() -> Outcome.refused(Refusal.notFound()));
    }

    private static Outcome<NamedRef> resolve(
            UUID id, String field, Function<UUID, java.util.Optional<NamedRef>> lookup) {
        if (id == null) return Outcome.done(null);
        return lookup.apply(id).map(Outcome::done).orElseGet(() -> noSuch(field));
    }

    private static <T> Outcome<T> noSuch(String field) {
        return Outcome.refused(Refusal.invalid(field, "There is no such thing, or it is not active."));
    }

    private Outcome<History> history(
            Actor actor, UUID id, int limit, Function<ConversationStore, List<Message>> read, boolean forward) {
        return requests.transaction(actor, id, handle -> {
            ConversationStore store = new ConversationStore(handle);
            List<Message> found = read.apply(store);
            // Who sees a message may see its conversation; only where there is none has this to be asked.
            if (found.isEmpty()) return visible(store, id).map(_ -> new History(found, false));
            return Outcome.done(
                    forward
                            ? forward(found, limit).oldestWithin(MOST_BYTES_A_PAGE)
                            : backward(found, limit).newestWithin(MOST_BYTES_A_PAGE));
        });
    }

    /// One row more than the page was asked for, so that it is known whether there is more.
    private static History forward(List<Message> found, int limit) {
        return found.size() > limit ? new History(found.subList(0, limit), true) : new History(found, false);
    }

    private static History backward(List<Message> found, int limit) {
        return found.size() > limit
                ? new History(found.subList(found.size() - limit, found.size()), true)
                : new History(found, false);
    }

    private static CompletableFuture<Outcome<Committed>> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(Outcome.refused(refusal));
    }
}
