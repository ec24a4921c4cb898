package chat.switchboard.queue;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import chat.switchboard.presence.StaffMember;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/// The door to the queue: gives conversations out as soon as somebody is free, knows everybody's place, and says why.
public final class Routing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);
    private static final Duration RATE_AGE = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofHours(1);
    /// How many of a line are tried before "take next" gives up against faster colleagues.
    private static final int MOST_TRIES = 20;
    private static final int MOST_EXPLAINED = 50;
    private static final Refusal NOT_SERVED =
            Refusal.invalid("departmentId", "There is no such department, or you do not serve it.");

    /// @param sweepEvery how often the queue is looked at without being told of a change
    /// @param roundEvery how often places and presence are told; also the least time between two tellings
    /// @param previousAgentFirst whether the agent a customer knows is preferred while she has room
    public record Settings(Duration sweepEvery, Duration roundEvery, boolean previousAgentFirst) {}

    private final Database database;
    private final Conversations conversations;
    private final Presence presence;
    private final Clock clock;
    private final Settings settings;
    private final AgentSelection.Policy policy;
    private final Assigner router;
    private final QueueBoard board = new QueueBoard();
    private final Semaphore woken = new Semaphore(0);
    private final List<BiConsumer<UUID, QueuePosition>> placeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Availability>> availabilityListeners = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile Availability availability = Availability.NOBODY;
    private ServiceRate rate = ServiceRate.UNKNOWN;
    private volatile long given;
    private final CountDownLatch closing = new CountDownLatch(1);

    public Routing(Database database, Conversations conversations, Presence presence, Clock clock, Settings settings) {
        this.database = database;
        this.conversations = conversations;
        this.presence = presence;
        this.clock = clock;
        this.settings = settings;
        this.policy = new AgentSelection.Policy(settings.previousAgentFirst());
        this.router = new Assigner(database, presence, conversations, policy);
        conversations.onCommitted(this::committed);
        presence.onChange(_ -> wake());
    }

    /// Begins to give out and to tell places. Everybody who wants to listen has registered before.
    public void start() {
        threads.add(Thread.ofVirtual().name("router").start(this::routeForEver));
        threads.add(Thread.ofVirtual().name("places").start(this::tellForEver));
    }

    /// Something changed that may let somebody be served: who is here, what they may have, who waits.
    public void wake() {
        if (woken.availablePermits() == 0) woken.release();
    }

    /// Calls `listener` when somebody's place or expected wait changed, at most once a round for each.
    public void onPlace(BiConsumer<UUID, QueuePosition> listener) {
        placeListeners.add(listener);
    }

    public void onAvailability(Consumer<Availability> listener) {
        availabilityListeners.add(listener);
    }

    public Availability availability() {
        return availability;
    }

    /// The place of a conversation that waits, else null. Costs nothing.
    public QueuePosition place(UUID conversationId) {
        return board.place(conversationId);
    }

    /// Conversations now waiting, and given out by this node since it started: for the metrics.
    public int waiting() {
        return board.size();
    }

    public long given() {
        return given;
    }

    /// The next one for `staff` out of the lines she serves, whatever the department's mode; empty when nobody waits.
    ///
    /// @param departmentId null: any of her lines
    public Outcome<Optional<Conversation>> takeNext(Actor.Staff staff, UUID departmentId) {
        return front(staff, departmentId).then(front -> take(staff, front));
    }

    private Outcome<Optional<Conversation>> take(Actor.Staff staff, List<QueueEntry> front) {
        Command.Route route =
                new Command.Route(new NamedRef(staff.id(), staff.name()), Map.of("rule", "taken by hand"));
        for (QueueEntry waiting : front) {
            Outcome<Committed> outcome =
                    conversations.submit(staff, waiting.id(), route).join();
            if (outcome instanceof Outcome.Refused<Committed>(Refusal refusal)
                    && refusal.code() != Refusal.Code.NOT_FOUND) return Outcome.refused(refusal);
            if (outcome instanceof Outcome.Done<Committed>(Committed accepted)
                    && !accepted.events().isEmpty()) return Outcome.done(Optional.of(accepted.conversation()));
        }
        return Outcome.done(Optional.empty());
    }

    private Outcome<List<QueueEntry>> front(Actor.Staff staff, UUID departmentId) {
        return database.transaction(Actor.SYSTEM, handle -> {
            QueueStore queue = new QueueStore(handle);
            Collection<UUID> served = departmentsOf(staff, queue);
            if (departmentId != null && !served.contains(departmentId)) return Outcome.refused(NOT_SERVED);
            Map<UUID, Integer> lines = new HashMap<>();
            if (departmentId == null) {
                lines.put(null, MOST_TRIES);
                served.forEach(department -> lines.put(department, MOST_TRIES));
            } else lines.put(departmentId, MOST_TRIES);
            return Outcome.done(queue.front(lines).stream()
                    .sorted(QueueEntry.TURN)
                    .limit(MOST_TRIES)
                    .toList());
        });
    }

    private static Collection<UUID> departmentsOf(Actor.Staff staff, QueueStore queue) {
        return switch (staff) {
            case Actor.Agent agent -> agent.departmentIds();
            case Actor.Admin _ ->
                queue.departments().stream().map(Department::id).toList();
        };
    }

    /// Why a conversation has the agent it has, or still none.
    public Outcome<Explanation> explain(Actor.Staff staff, UUID conversationId) {
        return conversations.find(staff, conversationId).map(this::explain);
    }

    private Explanation explain(Conversation conversation) {
        if (conversation.status() != Status.WAITING) return settled(conversation);
        QueueEntry waiting = database.transaction(
                        Actor.SYSTEM, handle -> new QueueStore(handle).find(conversation.id()))
                .orElseGet(() -> QueueBoard.waiting(conversation));
        AgentSelection choice = AgentSelection.of(waiting, presence.staff(), policy);
        return new Explanation(
                conversation.status().wireName(),
                whyWaiting(waiting, choice),
                place(conversation.id()),
                choice.candidates().stream()
                        .limit(MOST_EXPLAINED)
                        .map(it -> new Explanation.Candidate(it.person(), it.active(), it.most()))
                        .toList(),
                choice.excluded().stream()
                        .sorted(Comparator.comparing(it -> it.reason().equals("another department")))
                        .limit(MOST_EXPLAINED)
                        .toList());
    }

    private static Explanation settled(Conversation conversation) {
        String summary = switch (conversation.status()) {
            case AUTOMATED -> "Nobody has asked for a person.";
            case ACTIVE -> conversation.assignedAgent().name() + " has it; the activity says why.";
            case RESOLVED -> "It is resolved.";
            case CLOSED -> "It is closed.";
            case WAITING -> throw new IllegalStateException("Explained elsewhere");
        };
        return new Explanation(conversation.status().wireName(), summary, null, List.of(), List.of());
    }

    private String whyWaiting(QueueEntry waiting, AgentSelection choice) {
        if (!isAutomatic(waiting.departmentId())) return "Its department takes conversations by hand.";
        if (choice.chosen() != null)
            return "It is about to be given to " + choice.chosen().person().name() + ".";
        long serving = choice.excluded().stream()
                .filter(it -> !it.reason().equals("another department")
                        && !it.reason().equals("offline"))
                .count();
        if (serving == 0) return "Nobody who serves it is online.";
        return String.format(Locale.ROOT, "All %d who serve it are busy or full.", serving);
    }

    private boolean isAutomatic(UUID departmentId) {
        if (departmentId == null) return true;
        return database.transaction(
                Actor.SYSTEM,
                handle -> new QueueStore(handle)
                        .departments().stream().anyMatch(it -> it.id().equals(departmentId) && it.automatic()));
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

    /// On the ledger's writer: only notes and wakes.
    private void committed(Committed accepted) {
        board.committed(accepted);
        presence.committed(accepted);
        if (mayServeSomebody(accepted)) wake();
    }

    /// Somebody got in line, stands in another place or line, or gave up a seat. News without events is of a commit
    /// whose answer was lost: then nobody knows.
    private static boolean mayServeSomebody(Committed accepted) {
        Conversation before = accepted.before();
        Conversation after = accepted.conversation();
        boolean moved = before.status() != after.status() || !before.topic().equals(after.topic());
        return accepted.events().isEmpty()
                || moved && (after.status() == Status.WAITING || before.status() == Status.ACTIVE);
    }

    private void routeForEver() {
        try {
            while (closing.getCount() > 0) {
                attempt("Routing", () -> given += router.run());
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
                attempt("Telling places", this::tellPlaces);
            } while (!closing.await(settings.roundEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// One round of the board.
    void tellPlaces() {
        Instant now = clock.instant();
        board.begin();
        List<QueueEntry> stored = database.transaction(Actor.SYSTEM, handle -> {
            QueueStore queue = new QueueStore(handle);
            if (rate.at().plus(RATE_AGE).isBefore(now))
                rate = new ServiceRate(queue.servedSince(now.minus(MEASURED)), now);
            return queue.everybody();
        });
        List<StaffMember> here = presence.known().stream()
                .filter(it -> it.status() != chat.switchboard.presence.Status.OFFLINE)
                .toList();
        List<QueueBoard.Moved> moved =
                board.round(stored, rate, department -> here.stream().anyMatch(member -> member.serves(department)));
        for (QueueBoard.Moved it : moved)
            for (BiConsumer<UUID, QueuePosition> listener : placeListeners)
                listener.accept(it.conversationId(), it.place());
        tellAvailability(new Availability(
                !here.isEmpty(),
                here.isEmpty() ? null : rate.waitOfNewcomer(stored.size()),
                conversations.isBotActive()));
    }

    private void tellAvailability(Availability now) {
        if (now.equals(availability)) return;
        availability = now;
        availabilityListeners.forEach(listener -> listener.accept(now));
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.warn("{} failed and will be tried again: {}", what, LogText.line(fault));
        }
    }
}
