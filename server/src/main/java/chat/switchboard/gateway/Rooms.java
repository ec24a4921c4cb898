package chat.switchboard.gateway;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Who listens to which conversation. Rooms are small, so each is one array that is replaced when it changes.
final class Rooms {
    private static final Client[] NOBODY = {};

    private final ConcurrentMap<UUID, Client[]> rooms = new ConcurrentHashMap<>();
    private final int mostPerClient;

    Rooms(int mostPerClient) {
        this.mostPerClient = mostPerClient;
    }

    /// False when the client has joined as many as it may.
    boolean join(UUID conversationId, Client client) {
        if (!client.remember(conversationId, mostPerClient)) return false;
        rooms.compute(conversationId, (_, members) -> with(members, client));
        return true;
    }

    void leave(UUID conversationId, Client client) {
        client.forget(conversationId);
        rooms.computeIfPresent(conversationId, (_, members) -> without(members, client));
    }

    /// Answers what was left.
    Set<UUID> leaveAll(Client client) {
        Set<UUID> left = client.leaveEverything();
        for (UUID conversationId : left)
            rooms.computeIfPresent(conversationId, (_, members) -> without(members, client));
        return left;
    }

    /// A snapshot; never changed afterwards.
    Client[] members(UUID conversationId) {
        return rooms.getOrDefault(conversationId, NOBODY);
    }

    boolean isIn(UUID conversationId, Client client) {
        return Arrays.asList(members(conversationId)).contains(client);
    }

    /// Whether any socket of this person is in the conversation.
    boolean isOpenFor(UUID personId, UUID conversationId) {
        for (Client member : members(conversationId)) if (member.personId().equals(personId)) return true;
        return false;
    }

    int count() {
        return rooms.size();
    }

    private static Client[] with(Client[] members, Client client) {
        if (members == null) return new Client[] {client};
        if (Arrays.asList(members).contains(client)) return members;
        Client[] more = Arrays.copyOf(members, members.length + 1);
        more[members.length] = client;
        return more;
    }

    /// Null, which removes the room, when nobody is left.
    private static Client[] without(Client[] members, Client client) {
        Client[] rest =
                Arrays.stream(members).filter(member -> member != client).toArray(Client[]::new);
        return rest.length == 0 ? null : rest;
    }
}
