package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.Standing;
import chat.switchboard.socketio.Frame;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Who listens to which conversation, and who of them may. Rooms are small, so each is one array that is replaced
/// when it changes.
final class Rooms {
    private static final Client[] NOBODY = {};

    /// @param standing as last published or read; null of a conversation that is just being opened
    /// @param published how often it was published since the room is there
    private record Room(Client[] members, Standing standing, int published) {}

    private final ConcurrentMap<UUID, Room> rooms = new ConcurrentHashMap<>();
    private final int mostPerClient;

    Rooms(int mostPerClient) {
        this.mostPerClient = mostPerClient;
    }

    /// False when the client has joined as many as it may, or is gone.
    ///
    /// @param seen the standing on which it was allowed
    boolean join(UUID conversationId, Client client, Standing seen) {
        if (!client.remember(conversationId, mostPerClient)) return false;
        rooms.compute(conversationId, (_, room) -> with(room, client, seen));
        // It may have gone after it was remembered, and then nobody else takes it out.
        if (client.isGone()) leave(conversationId, client);
        return !client.isGone();
    }

    void leave(UUID conversationId, Client client) {
        client.forget(conversationId);
        rooms.computeIfPresent(conversationId, (_, room) -> without(room, client));
    }

    /// Answers what was left.
    Set<UUID> leaveAll(Client client) {
        Set<UUID> left = client.leaveEverything();
        for (UUID conversationId : left) rooms.computeIfPresent(conversationId, (_, room) -> without(room, client));
        return left;
    }

    /// A snapshot; never changed afterwards.
    Client[] members(UUID conversationId) {
        Room room = rooms.get(conversationId);
        return room == null ? NOBODY : room.members;
    }

    /// A number that changes with what is published; to be given back to [#read].
    int published(UUID conversationId) {
        Room room = rooms.get(conversationId);
        return room == null ? 0 : room.published;
    }

    /// It was published as it is now. Who may not see it any more has no place here from now on.
    void publish(Conversation conversation) {
        UUID id = conversation.id();
        Standing standing = conversation.standing();
        rooms.computeIfPresent(
                id,
                (_, room) ->
                        standing.equals(room.standing) ? room : new Room(room.members, standing, room.published + 1));
    }

    /// It was read, unless something newer was published meanwhile.
    void read(Conversation conversation, int publishedBefore) {
        rooms.computeIfPresent(
                conversation.id(),
                (_, room) -> room.published == publishedBefore
                        ? new Room(room.members, conversation.standing(), publishedBefore)
                        : room);
    }

    /// How a conversation stands for a client that listens to it and may; else null.
    Standing standing(UUID conversationId, Client client) {
        Room room = rooms.get(conversationId);
        if (room == null || !contains(room.members, client)) return null;
        return room.standing != null && room.standing.visibleTo(client.actor()) ? room.standing : null;
    }

    /// To everybody who listens and may.
    void tell(UUID conversationId, Frame frame) {
        for (Client member : members(conversationId)) if (standing(conversationId, member) != null) member.send(frame);
    }

    /// Whether any socket of this person is in the conversation.
    boolean isOpenFor(UUID personId, UUID conversationId) {
        for (Client member : members(conversationId)) if (member.personId().equals(personId)) return true;
        return false;
    }

    int count() {
        return rooms.size();
    }

    static boolean contains(Client[] members, Client client) {
        for (Client member : members) if (member == client) return true;
        return false;
    }

    private static Room with(Room room, Client client, Standing seen) {
        if (room == null) return new Room(new Client[] {client}, seen, 0);
        if (contains(room.members, client)) return room;
        Client[] more = Arrays.copyOf(room.members, room.members.length + 1);
        more[room.members.length] = client;
        return new Room(more, room.standing == null ? seen : room.standing, room.published);
    }

    /// Null, which removes the room, when nobody is left.
    private static Room without(Room room, Client client) {
        Client[] rest =
                Arrays.stream(room.members).filter(member -> member != client).toArray(Client[]::new);
        return rest.length == 0 ? null : new Room(rest, room.standing, room.published);
    }
}
