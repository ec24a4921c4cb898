package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
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
/// ten times meanwhile is told once, as it is by then. Nobody is told here what they heard in a room.
final class InboxUpdates {
    private static final Client[] NOBODY = {};

    private final Rooms rooms;
    private final Function<UUID, QueuePosition> positionInQueue;
    private final Set<Client> watchers = ConcurrentHashMap.newKeySet();
    private Map<UUID, Change> changed = new LinkedHashMap<>();

    /// @param isToldInRoom whether the members of its room were sent the conversation as it is now
    private record Change(Conversation conversation, boolean isToldInRoom) {}

    /// @param positionInQueue of conversations that wait
    InboxUpdates(Rooms rooms, Function<UUID, QueuePosition> positionInQueue) {
        this.rooms = rooms;
        this.positionInQueue = positionInQueue;
    }

    void join(Client client) {
        watchers.add(client);
        // It may have gone meanwhile, and then nobody else takes it out.
        if (client.isGone()) watchers.remove(client);
    }

    void leave(Client client) {
        watchers.remove(client);
    }

    void created(Conversation conversation) {
        if (watchers.isEmpty()) return;
        tell(Frames.conversationCreated(conversation, place(conversation), Audience.STAFF), conversation, NOBODY);
    }

    /// @param isToldInRoom whether the members of its room were sent the conversation as it is now
    synchronized void changed(Conversation conversation, boolean isToldInRoom) {
        if (!watchers.isEmpty()) changed.put(conversation.id(), new Change(conversation, isToldInRoom));
    }

    /// To everybody who could see the conversation before or can see it now, also those who just lost it; but not to
    /// the members of its room, who were told there.
    void tell(Frame frame, Conversation before, Conversation after, Client[] members) {
        for (Client watcher : watchers)
            if ((watcher.maySee(after) || watcher.maySee(before)) && !Rooms.contains(members, watcher))
                watcher.send(frame);
    }

    /// Tells what was collected.
    void flush() {
        for (Change change : takeChanged().values()) {
            Conversation conversation = change.conversation;
            Client[] told = change.isToldInRoom ? rooms.members(conversation.id()) : NOBODY;
            tell(Frames.conversationUpdated(conversation, place(conversation), Audience.STAFF), conversation, told);
        }
    }

    private void tell(Frame frame, Conversation conversation, Client[] told) {
        tell(frame, conversation, conversation, told);
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
