package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Decision;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Message.ReadMark;
import chat.switchboard.conversation.Preconditions.Assignee;
import chat.switchboard.conversation.ReplyClock;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.ledger.LedgerRequest.Change;
import chat.switchboard.ledger.LockStore.MessageKey;
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
/// A conversation that only gets messages and read marks is taken from [WriteCache], without a lock; with nothing else
/// in the batch, writing is one statement ([MessagingStore]). Every other conversation is locked and read by
/// [BatchReader], and its messages are looked up, because they may be stored already. If the row of a cached
/// conversation changed meanwhile, or a message comes a second time, writing fails, and the caller runs the batch again
/// with an empty cache.
final class LedgerBatch {
    private final Handle handle;
    private final BatchReader reader;
    private final Surroundings surroundings;
    private final WriteCache cache;
    private final Instant now;
    private final AgentCapacities agents = new AgentCapacities();
    private final Set<FencingToken> standing = new HashSet<>();
    private final Set<UUID> locked = new LinkedHashSet<>();
    private final Map<MessageKey, Message> stored = new HashMap<>();
    private final Map<UUID, VersionedConversation> read = new HashMap<>();
    private final Map<UUID, Conversation> current = new HashMap<>();
    private final Map<UUID, Conversation> changed = new LinkedHashMap<>();
    private final List<Logged<Event>> events = new ArrayList<>();

    LedgerBatch(Handle handle, Surroundings surroundings, WriteCache cache, Instant now) {
        this.handle = handle;
        this.reader = new BatchReader(this, handle, now);
        this.surroundings = surroundings;
        this.cache = cache;
        this.now = now;
    }

    /// One outcome a request, in the order of the requests. What changed is committed when it returns.
    ///
    /// @throws BatchRecovery.Outdated when a cached conversation has been changed by another writer
    /// @throws BatchRecovery.Overtaken when the same requests have to run in a new transaction
    List<Outcome<Committed>> run(List<LedgerRequest> requests) {
        load(requests);
        List<Outcome<Committed>> outcomes = new ArrayList<>(requests.size());
        for (LedgerRequest request : requests)
            outcomes.add(
                    switch (request) {
                        case LedgerRequest.Open open -> new Openings(this, handle, now).open(open);
                        case Change change ->
                            change(
                                    change.actor(),
                                    change.conversationId(),
                                    change.command(),
                                    change.token() == null || standing.contains(change.token()));
                    });
        write();
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
        List<Change> changes = new ArrayList<>(requests.size());
        for (LedgerRequest request : requests) if (request instanceof Change change) changes.add(change);
        for (Change change : changes) if (cache.findFor(change, now) == null) locked.add(change.conversationId());
        for (Change change : changes)
            if (!locked.contains(change.conversationId())) know(cache.find(change.conversationId(), now));
        boolean opens = changes.size() < requests.size();
        // With everything cached there is one statement to come, and that is a transaction of its own.
        if (opens || !locked.isEmpty() || BatchReader.hasReadMarks(changes)) reader.read(changes, locked, opens);
    }

    /// @param overtaken a transaction with a larger number than this one has changed it
    void know(VersionedConversation row, boolean overtaken) {
        if (overtaken) throw new BatchRecovery.Overtaken();
        know(row);
    }

    void know(VersionedConversation row) {
        current.put(row.conversation().id(), row.conversation());
        read.put(row.conversation().id(), row);
    }

    void knowReadMark(UUID conversationId, UUID readerId, int seq) {
        current.computeIfPresent(conversationId, (_, conversation) -> conversation.withReadMark(readerId, seq));
    }

    void know(Map<MessageKey, Message> messages, Set<FencingToken> tokens, Map<UUID, Assignee> assignees) {
        stored.putAll(messages);
        standing.addAll(tokens);
        agents.add(assignees);
    }

    /// The message if it is stored already, or was said in this batch; else null.
    Message stored(MessageKey key) {
        return stored.computeIfAbsent(key, reader::stored);
    }

    /// Null when it was not read, or there is none.
    Conversation conversation(UUID id) {
        return current.get(id);
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
        Message first = stored(new MessageKey(conversation.id(), send.id()));
        return first == null ? Outcome.refused(refusal) : repeated(actor, conversation, first);
    }

    /// The first result again, for whoever sent it; an id somebody else used is taken.
    private static Outcome<Committed> repeated(Actor actor, Conversation conversation, Message first) {
        if (first.isBy(actor))
            return Outcome.done(
                    new Committed(conversation, conversation, List.of(new Event.MessageCreated(first)), true));
        if (!conversation.visibleTo(actor)) return Outcome.refused(Refusal.notFound());
        return Outcome.refused(Refusal.conflict(Reason.MESSAGE_ID_TAKEN).withField("id"));
    }

    private Outcome<Committed> happened(Conversation before, Conversation decided, List<Event> decisions) {
        ReplyClock.Due due = decided.replyClock().lacksDue() ? surroundings.replyDue(decided) : null;
        Conversation after = due == null ? decided : decided.withReplyDue(due);
        List<Event> happened = surroundings.texts().written(after, decisions);
        agents.moved(before, after);
        current.put(after.id(), after);
        changed.put(after.id(), after);
        for (Event event : happened) {
            log(event, after);
            if (event instanceof Event.MessageCreated(Message message))
                stored.put(new MessageKey(after.id(), message.id()), message);
        }
        return Outcome.done(new Committed(before, after, happened, false));
    }

    void log(Event event, Conversation after) {
        events.add(new Logged<>(events.size(), event, after));
    }

    private void write() {
        List<Logged<Message>> messages = new ArrayList<>();
        List<Logged<ReadMark>> marks = new ArrayList<>();
        List<Logged<Event>> others = new ArrayList<>();
        for (Logged<Event> logged : events)
            if (logged.event() instanceof Event.MessageCreated(Message message)) messages.add(logged.with(message));
            else if (logged.event() instanceof Event.MessagesRead(ReadMark mark)) marks.add(logged.with(mark));
            else others.add(logged);
        List<ConversationUpdate> updates = changed.values().stream()
                .map(after -> new ConversationUpdate(read.get(after.id()), after))
                .toList();
        boolean messagingOnly = others.isEmpty() && updates.stream().allMatch(ConversationUpdate::isMessagingOnly);
        boolean written = messagingOnly
                ? new MessagingStore(handle).write(messages, marks, updates)
                : new LifecycleStore(handle).write(messages, marks, others, updates);
        if (!written) throw new BatchRecovery.Outdated();
    }
}
