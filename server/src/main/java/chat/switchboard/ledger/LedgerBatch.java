package chat.switchboard.ledger;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Decision;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Preconditions.Assignee;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.ledger.EventStore.ReaderKey;
import chat.switchboard.ledger.LedgerStore.MessageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The work of one transaction: read, decide in arrival order, write once.
///
/// A conversation that only gets messages and read marks is taken from [WriteCache], without a lock. Every other one
/// is locked and read, and its messages are looked up, because they may be stored already. If the row of a cached
/// conversation changed meanwhile, or a message comes a second time, writing fails, and the caller runs the batch again
/// with an empty cache.
final class LedgerBatch {
    /// Another writer changed a cached conversation.
    static final class Outdated extends RuntimeException {
        private Outdated() {
            super("A cached conversation was changed by another writer", null, false, false);
        }
    }

    /// A conversation was locked that a younger transaction has changed already: what this one adds would stand before
    /// that in the event log. A new transaction is younger still.
    static final class Overtaken extends RuntimeException {
        private Overtaken() {
            super("A younger transaction was first", null, false, false);
        }
    }

    /// An event at its place in the log.
    ///
    /// @param ordinal within the transaction
    /// @param after the conversation right after it
    record Logged<E>(int ordinal, E event, Conversation after) {
        private <T> Logged<T> with(T content) {
            return new Logged<>(ordinal, content, after);
        }
    }

    private final LedgerStore store;
    private final EventStore eventStore;
    private final Openings openings;
    private final PreconditionStore guard;
    private final Surroundings surroundings;
    private final WriteCache cache;
    private final Instant now;
    private final AgentCapacities agents = new AgentCapacities();
    private final Set<FencingToken> standing = new HashSet<>();
    private final Set<UUID> locked = new LinkedHashSet<>();
    private final Map<MessageKey, Message> stored = new HashMap<>();
    private final Map<UUID, Conversation> current = new HashMap<>();
    private final Map<UUID, VersionedConversation> read = new HashMap<>();
    private final Map<UUID, Conversation> changed = new LinkedHashMap<>();
    private final List<Logged<Event>> events = new ArrayList<>();

    LedgerBatch(Handle handle, Surroundings surroundings, WriteCache cache, Instant now) {
        this.store = new LedgerStore(handle);
        this.eventStore = new EventStore(handle);
        this.guard = new PreconditionStore(handle);
        this.openings = new Openings(this, new OpeningStore(handle), now);
        this.surroundings = surroundings;
        this.cache = cache;
        this.now = now;
    }

    /// One outcome a request, in the order of the requests. What changed is committed when it returns.
    ///
    /// @throws Outdated when a cached conversation has been changed by another writer
    /// @throws Overtaken when the same requests have to run in a new transaction
    List<Outcome<Committed>> run(List<LedgerRequest> requests) {
        load(requests);
        List<Outcome<Committed>> outcomes = new ArrayList<>(requests.size());
        for (LedgerRequest request : requests)
            outcomes.add(
                    switch (request) {
                        case LedgerRequest.Open open -> openings.open(open);
                        case LedgerRequest.Change change ->
                            change(change.actor(), change.conversationId(), change.command(), stands(change.token()));
                    });
        write();
        store.commit();
        return outcomes;
    }

    /// To be called after the commit: what is durable now may be cached.
    void committed() {
        current.forEach((id, conversation) -> {
            VersionedConversation row = read.get(id);
            cache.keep(changed.containsKey(id) ? row.changedTo(conversation) : row, locked.contains(id) ? now : null);
        });
    }

    private void load(List<LedgerRequest> requests) {
        List<LedgerRequest.Change> changes = new ArrayList<>(requests.size());
        for (LedgerRequest request : requests) if (request instanceof LedgerRequest.Change change) changes.add(change);
        for (LedgerRequest.Change change : changes) if (!isCached(change)) locked.add(change.conversationId());
        // With everything cached there is one statement to come, and that is a transaction of its own.
        if (!locked.isEmpty() || changes.size() < requests.size()) store.begin();
        standing.addAll(guard.standing(fences(changes)));
        store.lock(locked, this::know);
        for (LedgerRequest.Change change : changes)
            if (!locked.contains(change.conversationId())) know(cache.find(change.conversationId(), now));
        stored.putAll(store.stored(possiblyStored(changes)));
        eventStore.readUpTo(unknownReaders(changes)).forEach(this::addReadMark);
        agents.add(guard.lockAgents(assignees(changes), now));
    }

    /// What assigns an agent locks the conversation first: every transaction locks conversations before accounts.
    private boolean isCached(LedgerRequest.Change change) {
        boolean messaging = change.command() instanceof Command.Send || change.command() instanceof Command.MarkRead;
        if (!messaging || change.token() != null) return false;
        VersionedConversation row = cache.find(change.conversationId(), now);
        return row != null && row.conversation().assigneeOf(change.actor(), change.command()) == null;
    }

    private void know(VersionedConversation row, boolean overtaken) {
        if (overtaken) throw new Overtaken();
        know(row);
    }

    private void know(VersionedConversation row) {
        current.put(row.conversation().id(), row.conversation());
        read.put(row.conversation().id(), row);
    }

    private static Set<FencingToken> fences(List<LedgerRequest.Change> changes) {
        Set<FencingToken> fences = new HashSet<>();
        for (LedgerRequest.Change change : changes) if (change.token() != null) fences.add(change.token());
        return fences;
    }

    private List<MessageKey> possiblyStored(List<LedgerRequest.Change> changes) {
        List<MessageKey> keys = new ArrayList<>();
        for (LedgerRequest.Change change : changes)
            if (change.command() instanceof Command.Send send && locked.contains(change.conversationId()))
                keys.add(new MessageKey(change.conversationId(), send.id()));
        return keys;
    }

    private List<ReaderKey> unknownReaders(List<LedgerRequest.Change> changes) {
        List<ReaderKey> readers = new ArrayList<>();
        for (LedgerRequest.Change change : changes) {
            if (!(change.command() instanceof Command.MarkRead)) continue;
            UUID reader = personBehind(change.actor());
            Conversation conversation = current.get(change.conversationId());
            if (reader != null
                    && conversation != null
                    && !conversation.readMarks().containsKey(reader))
                readers.add(new ReaderKey(conversation.id(), reader));
        }
        return readers;
    }

    private static UUID personBehind(Actor actor) {
        return switch (actor) {
            case Actor.Requester writer -> writer.id();
            case Actor.Staff staff -> staff.id();
            case Actor.Bot _, Actor.System _ -> null;
        };
    }

    private Set<UUID> assignees(List<LedgerRequest.Change> changes) {
        Set<UUID> ids = new HashSet<>();
        for (LedgerRequest.Change change : changes) {
            Conversation conversation = current.get(change.conversationId());
            if (conversation == null) continue;
            NamedRef assignee = conversation.assigneeOf(change.actor(), change.command());
            if (assignee != null) ids.add(assignee.id());
        }
        return ids;
    }

    private boolean stands(FencingToken fence) {
        return fence == null || standing.contains(fence);
    }

    private void addReadMark(ReaderKey reader, Integer seq) {
        current.computeIfPresent(
                reader.conversationId(), (_, conversation) -> conversation.withReadMark(reader.readerId(), seq));
    }

    /// The first result of the message a conversation was opened with.
    Outcome<Committed> openedBefore(UUID id, UUID messageId) {
        if (!current.containsKey(id)) store.lock(Set.of(id), this::know);
        MessageKey key = new MessageKey(id, messageId);
        stored.putAll(store.stored(List.of(key)));
        Conversation opened = current.get(id);
        return Outcome.done(new Committed(opened, opened, List.of(new Event.MessageCreated(stored.get(key))), true));
    }

    /// A conversation that was inserted in this batch.
    void opened(Conversation opened) {
        know(new VersionedConversation(opened, 0));
        log(new Event.Opened(), opened);
    }

    Outcome<Committed> change(Actor actor, UUID id, Command command, boolean leaseHeld) {
        Conversation before = current.get(id);
        if (before == null) return Outcome.refused(Refusal.notFound());
        if (command instanceof Command.Send send) {
            Message first = stored.get(new MessageKey(id, send.id()));
            if (first != null) return repeated(actor, before, first);
        }
        return switch (decide(before, actor, command, leaseHeld)) {
            case Decision.Refused(Refusal refusal) -> refusedUnlessStored(actor, before, command, refusal);
            case Decision.Accepted accepted
            when accepted.events().isEmpty() -> Outcome.done(new Committed(before, before, List.of(), false));
            case Decision.Accepted(Conversation after, List<Event> happened) -> happened(before, after, happened);
        };
    }

    Decision decide(Conversation conversation, Actor actor, Command command, boolean leaseHeld) {
        Assignee assignee = agents.of(conversation.assigneeOf(actor, command));
        return conversation.decide(
                actor, command, surroundings.of(conversation, actor, command, leaseHeld, assignee, now));
    }

    /// A repeat is answered with its first result, also where a new message would be refused now.
    private Outcome<Committed> refusedUnlessStored(
            Actor actor, Conversation conversation, Command command, Refusal refusal) {
        if (!(command instanceof Command.Send send) || locked.contains(conversation.id()))
            return Outcome.refused(refusal);
        MessageKey key = new MessageKey(conversation.id(), send.id());
        Message first = store.stored(List.of(key)).get(key);
        return first == null ? Outcome.refused(refusal) : repeated(actor, conversation, first);
    }

    private Outcome<Committed> happened(Conversation before, Conversation decided, List<Event> decisions) {
        Conversation after = withReplyDue(decided);
        List<Event> happened = surroundings.texts().written(after, decisions);
        agents.moved(before, after);
        remember(after, happened);
        return Outcome.done(new Committed(before, after, happened, false));
    }

    private Conversation withReplyDue(Conversation conversation) {
        ReplyClock.Due due = conversation.replyClock().lacksDue() ? surroundings.replyDue(conversation) : null;
        return due == null ? conversation : conversation.withReplyDue(due);
    }

    /// The first result again, for whoever sent it; an id somebody else used is taken.
    private static Outcome<Committed> repeated(Actor actor, Conversation conversation, Message first) {
        UUID sender = first.sender().id();
        boolean own = switch (actor) {
            case Actor.Requester writer -> writer.id().equals(sender);
            case Actor.Staff staff -> staff.id().equals(sender);
            case Actor.Bot _, Actor.System _ -> sender == null;
        };
        if (own)
            return Outcome.done(
                    new Committed(conversation, conversation, List.of(new Event.MessageCreated(first)), true));
        if (!conversation.visibleTo(actor)) return Outcome.refused(Refusal.notFound());
        return Outcome.refused(Refusal.conflict(Reason.MESSAGE_ID_TAKEN).withField("id"));
    }

    private void remember(Conversation after, List<Event> happened) {
        current.put(after.id(), after);
        changed.put(after.id(), after);
        for (Event event : happened)
            if (event instanceof Event.MessageCreated(Message message))
                stored.put(new MessageKey(after.id(), message.id()), message);
        for (Event event : happened) log(event, after);
    }

    private void log(Event event, Conversation after) {
        events.add(new Logged<>(events.size(), event, after));
    }

    private void write() {
        if (events.isEmpty()) return;
        List<Logged<Message>> messages = new ArrayList<>();
        List<Logged<ReadMark>> marks = new ArrayList<>();
        List<Logged<Activity>> activities = new ArrayList<>();
        List<Logged<Event>> others = new ArrayList<>();
        for (Logged<Event> logged : events)
            switch (logged.event()) {
                case Event.MessageCreated(Message message) -> messages.add(logged.with(message));
                case Event.MessagesRead(ReadMark mark) -> marks.add(logged.with(mark));
                case Event.ActivityCreated(Activity activity) -> activities.add(logged.with(activity));
                case Event.Opened _,
                        Event.AgentAssigned _,
                        Event.Updated _,
                        Event.ChatClosed _,
                        Event.Escalated _,
                        Event.ReplyDue _ -> others.add(logged);
            }
        List<ConversationUpdate> updates = changed.values().stream()
                .map(after -> new ConversationUpdate(read.get(after.id()), after))
                .toList();
        boolean messagingOnly = activities.isEmpty()
                && others.isEmpty()
                && updates.stream().allMatch(ConversationUpdate::isMessagingOnly);
        boolean written = messagingOnly
                ? store.writeMessaging(messages, marks, updates)
                : writeAll(messages, marks, activities, others, updates);
        if (!written) throw new Outdated();
    }

    private boolean writeAll(
            List<Logged<Message>> messages,
            List<Logged<ReadMark>> marks,
            List<Logged<Activity>> activities,
            List<Logged<Event>> others,
            List<ConversationUpdate> updates) {
        store.begin();
        store.insertMessages(messages);
        eventStore.insertReadMarks(marks);
        eventStore.insertActivities(activities);
        eventStore.insertEvents(others);
        return store.update(updates) == updates.size();
    }
}
