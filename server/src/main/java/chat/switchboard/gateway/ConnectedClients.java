package chat.switchboard.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/// Who is connected, by session. Nearly every session has one socket, so each is an array that is replaced when it
/// changes: a set would cost more than all else that a socket keeps here.
final class ConnectedClients {
    private static final Client[] NOBODY = {};

    private final ConcurrentMap<UUID, Client[]> sessions = new ConcurrentHashMap<>();

    void add(Client client) {
        sessions.merge(client.sessionId(), new Client[] {client}, ConnectedClients::joined);
    }

    void remove(Client client) {
        sessions.computeIfPresent(client.sessionId(), (_, clients) -> without(clients, client));
    }

    int count(UUID sessionId) {
        return of(sessionId).length;
    }

    /// All sockets of all sessions.
    int count() {
        return sessions.values().stream().mapToInt(clients -> clients.length).sum();
    }

    void forEach(UUID sessionId, Consumer<Client> each) {
        List.of(of(sessionId)).forEach(each);
    }

    void forEach(Consumer<Client> each) {
        for (Client[] clients : sessions.values()) for (Client client : clients) each.accept(client);
    }

    private Client[] of(UUID sessionId) {
        return sessions.getOrDefault(sessionId, NOBODY);
    }

    private static Client[] joined(Client[] before, Client[] added) {
        Client[] more = Arrays.copyOf(before, before.length + 1);
        more[before.length] = added[0];
        return more;
    }

    /// Null, which forgets the session, when nobody is left.
    private static Client[] without(Client[] clients, Client gone) {
        Client[] rest = Arrays.stream(clients).filter(client -> client != gone).toArray(Client[]::new);
        return rest.length == 0 ? null : rest;
    }
}
