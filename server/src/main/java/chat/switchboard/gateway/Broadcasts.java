package chat.switchboard.gateway;

import chat.switchboard.kernel.Actor;
import chat.switchboard.presence.Change;
import chat.switchboard.queue.Availability;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.socketio.Frame;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What is told to many at once without anybody having written anything: places in the queue, who of the staff is
/// here, whether anybody is. May be lost: the next one says it all again.
final class Broadcasts {
    /// Every socket that is open.
    interface Everybody {
        void forEach(Consumer<Client> each);
    }

    private final Rooms rooms;
    private final Everybody everybody;

    Broadcasts(Rooms rooms, Everybody everybody) {
        this.rooms = rooms;
        this.everybody = everybody;
    }

    void place(UUID conversationId, QueuePosition place) {
        if (rooms.members(conversationId).length > 0)
            rooms.tell(conversationId, Frames.queueUpdated(conversationId, place));
    }

    void presence(List<Change> changes) {
        for (Change change : changes)
            to(client -> client.actor() instanceof Actor.Staff, Frames.presenceChanged(change));
    }

    void availability(Availability availability) {
        to(client -> client.actor() instanceof Actor.Requester, Frames.availability(availability));
    }

    private void to(Predicate<Client> whom, Frame frame) {
        everybody.forEach(client -> {
            if (whom.test(client)) client.send(frame);
        });
    }
}
