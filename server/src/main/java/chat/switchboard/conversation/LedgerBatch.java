package chat.switchboard.conversation;

import chat.switchboard.conversation.LedgerStore.MessageKey;
import chat.switchboard.conversation.LedgerStore.ReaderKey;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
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
import java.util.function.Function;

/// The work of one transaction: lock, look for repeats, decide in arrival order, write once.
final class LedgerBatch {
    private final LedgerStore store;
    private final GuardStore guard;
    private final Function<Conversation, ReplyClock.Due> replyDue;
    private final Instant now;
    private final Seats seats = new Seats();
    private final Set<Fence> standing = new HashSet<>();
    private final Map<MessageKey, Message> stored = new HashMap<>();
    private final Map<UUID, Conversation> current = new HashMap<>();
    private final Map<UUID, Conversation> changed = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    /// @param replyDue when a reply that is waited for is due; answers null where there is no target
    LedgerBatch(LedgerStore store, GuardStore guard, Function<Conversation, ReplyClock.Due> replyDue, Instant now) {
        this.store = store;
        this.guard = guard;
        this.replyDue = replyDue;
        this.now = now;
    }

    /// One outcome a request, in the order of the requests. The caller commits.
    List<Outcome<Accepted>> run(List<Request> requests) {
        load(requests);
        List<Outcome<Accepted>> outcomes = new ArrayList<>(requests.size());
        for (Request request : requests)
            outcomes.add(
                    switch (request) {
                        case Request.Open open -> open(open);
                        case Request.Change change when !stands(change.fence()) -> Outcome.refused(leaseLost());
                        case Request.Change change -> change(change.actor(), change.conversationId(), change.command());
                    });
        write();
        return outcomes;
    }

    private void load(List<Request> requests) {
        Set<UUID> ids = new LinkedHashSet<>();
        Set<Fence> fences = new HashSet<>();
        List<MessageKey> keys = new ArrayList<>();
        List<ReaderKey> readers = new ArrayList<>();
        for (Request request : requests) {
            if (!(request instanceof Request.Change(Actor actor, UUID id, Command command, Fence fence))) continue;
            ids.add(id);
            if (fence != null) fences.add(fence);
            if (command instanceof Command.Send send) keys.add(new MessageKey(id, send.id()));
            if (command instanceof Command.MarkRead) readerOf(actor, id, readers);
        }
        standing.addAll(guard.standing(fences));
        current.putAll(store.lock(ids));
        stored.putAll(store.stored(keys));
        store.readUpTo(readers).forEach(this::addReadMark);
        seats.add(guard.lockSeats(seatsToFill(requests), now));
    }

    private Set<UUID> seatsToFill(List<Request> requests) {
        Set<UUID> agents = new HashSet<>();
        for (Request request : requests) {
            if (!(request instanceof Request.Change change)) continue;
            Conversation conversation = current.get(change.conversationId());
            if (conversation == null) continue;
            Person seated = conversation.seatedBy(change.actor(), change.command());
            if (seated != null) agents.add(seated.id());
        }
        return agents;
    }

    private boolean stands(Fence fence) {
        return fence == null || standing.contains(fence);
    }

    private static Refusal leaseLost() {
        return Refusal.of(Refusal.Code.CONFLICT, "Somebody else does this work now.");
    }

    private static void readerOf(Actor actor, UUID conversationId, List<ReaderKey> readers) {
        switch (actor) {
            case Actor.Writer writer -> readers.add(new ReaderKey(conversationId, writer.id()));
            case Actor.Staff staff -> readers.add(new ReaderKey(conversationId, staff.id()));
            case Actor.Bot _, Actor.System _ -> {}
        }
    }

    private void addReadMark(ReaderKey reader, Integer seq) {
        current.computeIfPresent(
                reader.conversationId(), (_, conversation) -> conversation.withReadMark(reader.readerId(), seq));
    }

    private Outcome<Accepted> open(Request.Open open) {
        UUID openingMessage = open.opening().messageId();
        if (openingMessage != null) {
            UUID before = store.openedWith(open.actor().id(), openingMessage);
            if (before != null) return openedBefore(open, before);
        }
        Conversation fresh = Conversation.opened(
                open.conversationId(), customer(open.actor()), open.opening().topic(), now);
        if (open.opening().message() != null
                && fresh.decide(open.actor(), open.opening().message(), now)
                        instanceof Decision.Refused(Refusal refusal)) return Outcome.refused(refusal);
        Conversation opened = store.insert(fresh, openingMessage);
        current.put(opened.id(), opened);
        List<Event> happened = new ArrayList<>(List.of(new Event.Opened()));
        if (openingMessage == null) return Outcome.done(new Accepted(opened, opened, happened, false));
        return change(open.actor(), opened.id(), open.opening().message()).map(said -> {
            happened.addAll(said.events());
            return new Accepted(said.conversation(), said.conversation(), List.copyOf(happened), false);
        });
    }

    private Outcome<Accepted> openedBefore(Request.Open open, UUID id) {
        if (!current.containsKey(id)) current.putAll(store.lock(Set.of(id)));
        MessageKey key = new MessageKey(id, open.opening().messageId());
        stored.putAll(store.stored(List.of(key)));
        return Outcome.done(new Accepted(
                current.get(id), current.get(id), List.of(new Event.MessageCreated(stored.get(key))), true));
    }

    private static Conversation.Customer customer(Actor.Writer actor) {
        return switch (actor) {
            case Actor.Customer c ->
                new Conversation.Customer(c.id(), c.name(), Message.Sender.Type.CUSTOMER, Conversation.Contact.UNKNOWN);
            case Actor.Partner p ->
                new Conversation.Customer(p.id(), p.name(), Message.Sender.Type.PARTNER, Conversation.Contact.UNKNOWN);
        };
    }

    private Outcome<Accepted> change(Actor actor, UUID id, Command command) {
        Conversation before = current.get(id);
        if (before == null) return Outcome.refused(Refusal.notFound());
        if (command instanceof Command.Send send) {
            Message first = stored.get(new MessageKey(id, send.id()));
            if (first != null) return repeated(actor, before, first);
        }
        return switch (before.decide(actor, command, now)) {
            case Decision.Refused(Refusal refusal) -> Outcome.refused(refusal);
            case Decision.Accepted accepted
            when accepted.events().isEmpty() -> Outcome.done(new Accepted(before, before, List.of(), false));
            case Decision.Accepted(Conversation after, List<Event> happened) -> {
                Refusal refusal = seats.refuses(actor, command, before, after);
                yield refusal == null ? happened(before, after, happened) : Outcome.refused(refusal);
            }
        };
    }

    private Outcome<Accepted> happened(Conversation before, Conversation decided, List<Event> happened) {
        Conversation after = withReplyDue(decided);
        seats.moved(before, after);
        remember(after, happened);
        return Outcome.done(new Accepted(before, after, happened, false));
    }

    private Conversation withReplyDue(Conversation conversation) {
        ReplyClock.Due due = conversation.replyClock().lacksDue() ? replyDue.apply(conversation) : null;
        return due == null ? conversation : conversation.withReplyDue(due);
    }

    /// The first result again, for whoever sent it; an id somebody else used is taken.
    private static Outcome<Accepted> repeated(Actor actor, Conversation conversation, Message first) {
        UUID sender = first.sender().id();
        boolean own = switch (actor) {
            case Actor.Writer writer -> writer.id().equals(sender);
            case Actor.Staff staff -> staff.id().equals(sender);
            case Actor.Bot _, Actor.System _ -> sender == null;
        };
        if (own)
            return Outcome.done(
                    new Accepted(conversation, conversation, List.of(new Event.MessageCreated(first)), true));
        if (!conversation.visibleTo(actor)) return Outcome.refused(Refusal.notFound());
        return Outcome.refused(
                new Refusal(Refusal.Code.CONFLICT, "This id belongs to somebody else's message.", "id", null));
    }

    private void remember(Conversation after, List<Event> happened) {
        current.put(after.id(), after);
        changed.put(after.id(), after);
        for (Event event : happened)
            if (event instanceof Event.MessageCreated(Message message))
                stored.put(new MessageKey(after.id(), message.id()), message);
        events.addAll(happened);
    }

    private void write() {
        List<Message> messages = new ArrayList<>();
        List<ReadMark> marks = new ArrayList<>();
        List<Activity> activities = new ArrayList<>();
        for (Event event : events)
            switch (event) {
                case Event.MessageCreated(Message message) -> messages.add(message);
                case Event.MessagesRead(ReadMark mark) -> marks.add(mark);
                case Event.ActivityCreated(Activity activity) -> activities.add(activity);
                case Event.Opened _,
                        Event.AgentAssigned _,
                        Event.Updated _,
                        Event.ChatClosed _,
                        Event.Escalated _,
                        Event.ReplyDue _ -> {}
            }
        store.insertMessages(messages);
        store.insertReadMarks(marks);
        store.insertActivities(activities);
        store.update(List.copyOf(changed.values()));
    }
}
