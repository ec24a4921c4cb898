package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.routing.Place;
import chat.switchboard.socketio.Frame;
import chat.switchboard.wire.Audience;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Staff who watch the list. New conversations are told at once, changes collected for a moment: what changes
/// ten times meanwhile is told once, as it is by then.
final class Inboxes {
    private final Set<Client> watchers = ConcurrentHashMap.newKeySet();
    private final Function<UUID, Place> places;
    private Map<UUID, Conversation> changed = new LinkedHashMap<>();

    /// @param places of conversations that wait
    Inboxes(Function<UUID, Place> places) {
        this.places = places;
    }

    void join(Client client) {
        watchers.add(client);
    }

    void leave(Client client) {
        watchers.remove(client);
    }

    void created(Conversation conversation) {
        if (watchers.isEmpty()) return;
        Frame frame = Frames.conversationCreated(conversation, places.apply(conversation.id()), Audience.STAFF);
        for (Client watcher : watchers) if (watcher.maySee(conversation)) watcher.send(frame);
    }

    synchronized void changed(Conversation conversation) {
        if (!watchers.isEmpty()) changed.put(conversation.id(), conversation);
    }

    /// To everybody who could see the conversation before or can see it now: also those who just lost it.
    void tell(Frame frame, Conversation before, Conversation after) {
        for (Client watcher : watchers) if (watcher.maySee(after) || watcher.maySee(before)) watcher.send(frame);
    }

    /// Tells what was collected.
    void flush() {
        for (Conversation conversation : takeChanged().values()) {
            Frame frame = Frames.conversationUpdated(conversation, places.apply(conversation.id()), Audience.STAFF);
            for (Client watcher : watchers) if (watcher.maySee(conversation)) watcher.send(frame);
        }
    }

    private synchronized Map<UUID, Conversation> takeChanged() {
        if (changed.isEmpty()) return Map.of();
        Map<UUID, Conversation> taken = changed;
        changed = new LinkedHashMap<>();
        return taken;
    }
}
