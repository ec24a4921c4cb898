package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.insight.Inbox;
import chat.switchboard.kernel.Actor;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.socketio.Frame;
import chat.switchboard.wire.Audience;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Staff who watch the list. New conversations are told at once, changes collected for a moment: what changes
/// ten times meanwhile is told once, as it is by then. Nobody is told here what they heard in a room. Who wants changes
/// in batches is told them by [InboxBatches], and everything else here.
final class InboxUpdates {
    private static final Client[] NOBODY = {};

    private final Rooms rooms;
    private final Function<UUID, QueuePosition> positionInQueue;
    private final InboxBatches batches;
    private final Set<Client> watchers = ConcurrentHashMap.newKeySet();
    private Map<UUID, Change> changed = new LinkedHashMap<>();

    /// @param isToldInRoom whether the members of its room were sent the conversation as it is now
    private record Change(Conversation conversation, boolean isToldInRoom) {}

    /// @param positionInQueue of conversations that wait
    InboxUpdates(Rooms rooms, Function<UUID, QueuePosition> positionInQueue, InboxBatches batches) {
        this.rooms = rooms;
        this.positionInQueue = positionInQueue;
        this.batches = batches;
    }

    void join(Client client) {
        watchers.add(client);
        batches.leave(client);
        leaveIfGone(client);
    }

    /// The same in batches. Answers the counts, which each batch tells anew. Blocks.
    Inbox.Counts joinBatched(Client client, Actor.Staff staff) {
        Inbox.Counts counts = batches.join(client, staff);
        watchers.remove(client);
        leaveIfGone(client);
        return counts;
    }

    /// It may have gone meanwhile, and then nobody else takes it out.
    private void leaveIfGone(Client client) {
        if (client.isGone()) leave(client);
    }

    void leave(Client client) {
        watchers.remove(client);
        batches.leave(client);
    }

    void created(Conversation conversation) {
        if (watchers.isEmpty() && batches.isEmpty()) return;
        Frame frame = Frames.conversationCreated(conversation, place(conversation), Audience.STAFF);
        tell(frame, conversation, conversation, NOBODY);
    }

    /// @param isNew whether its creation is told
    /// @param isToldInRoom whether the members of its room were sent the conversation as it is now
    void changed(Conversation before, Conversation after, boolean isNew, boolean isToldInRoom) {
        batches.changed(before, after);
        if (!isNew && !watchers.isEmpty()) collect(after, isToldInRoom);
    }

    private synchronized void collect(Conversation conversation, boolean isToldInRoom) {
        changed.put(conversation.id(), new Change(conversation, isToldInRoom));
    }

    /// To everybody who could see the conversation before or can see it now, also those who just lost it; but not to
    /// the members of its room, who were told there.
    void tell(Frame frame, Conversation before, Conversation after, Client[] members) {
        for (Client watcher : watchers) tell(watcher, frame, before, after, members);
        batches.forEach(watcher -> tell(watcher, frame, before, after, members));
    }

    private static void tell(Client watcher, Frame frame, Conversation before, Conversation after, Client[] members) {
        if ((watcher.maySee(after) || watcher.maySee(before)) && !Rooms.contains(members, watcher)) watcher.send(frame);
    }

    /// Tells what was collected.
    void flush() {
        for (Change change : takeChanged().values()) {
            Conversation conversation = change.conversation;
            Client[] told = change.isToldInRoom ? rooms.members(conversation.id()) : NOBODY;
            Frame frame = Frames.conversationUpdated(conversation, place(conversation), Audience.STAFF);
            for (Client watcher : watchers) tell(watcher, frame, conversation, conversation, told);
        }
    }

    private QueuePosition place(Conversation conversation) {
        return positionInQueue.apply(conversation.id());
    }

    private synchronized Map<UUID, Change> takeChanged() {
        if (changed.isEmpty()) return Map.of();
        Map<UUID, Change> taken = changed;
        changed = new LinkedHashMap<>();
        return taken;
    }
}
