package chat.switchboard.gateway;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Tells whoever joined a conversation that changed where it stands, once a round, so that a client notices
/// a missing last message.
final class PositionUpdates {
    private final Rooms rooms;
    private final Map<UUID, Integer> changed = new ConcurrentHashMap<>();

    PositionUpdates(Rooms rooms) {
        this.rooms = rooms;
    }

    void changed(UUID conversationId, int lastSeq) {
        changed.merge(conversationId, lastSeq, Math::max);
    }

    /// One round: at most one frame for each conversation that changed since the last.
    void tell() {
        for (UUID conversationId : changed.keySet()) {
            Integer lastSeq = changed.remove(conversationId);
            if (lastSeq == null || rooms.members(conversationId).length == 0) continue;
            rooms.tell(conversationId, Frames.position(conversationId, lastSeq));
        }
    }
}
