package chat.switchboard.routing;

import chat.switchboard.conversation.Accepted;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/// The lines as a board on the wall: everybody's place, in memory.
///
/// Follows this node's commits at once and the table once a round, so that other nodes' changes appear too.
/// What it says is for people to read; no assignment depends on it.
final class Board {
    /// Somebody's place changed.
    record Moved(UUID conversationId, Place place) {}

    private static final UUID NO_DEPARTMENT = new UUID(0, 0);

    private final Map<UUID, Waiting> waiting = new HashMap<>();
    private final Map<UUID, TreeSet<Waiting>> lines = new HashMap<>();
    private final Map<UUID, Place> places = new HashMap<>();
    /// What changed here since the table was read last: newer than what was read.
    private final Map<UUID, Boolean> touched = new HashMap<>();
    private ServiceRate rate = ServiceRate.UNKNOWN;
    private Predicate<UUID> isServed = _ -> false;

    void committed(Accepted accepted) {
        Conversation after = accepted.conversation();
        boolean waits = after.status() == Status.WAITING;
        if (waits || accepted.before().status() == Status.WAITING) moved(after, waits);
    }

    private synchronized void moved(Conversation conversation, boolean waits) {
        touched.put(conversation.id(), waits);
        if (waits) put(waiting(conversation));
        else remove(conversation.id());
    }

    /// The place of a conversation that waits, else null. Exact as of the last round; somebody new is counted in.
    synchronized Place place(UUID id) {
        Place known = places.get(id);
        Waiting entry = waiting.get(id);
        if (known != null || entry == null) return entry == null ? null : known;
        Place fresh = at(entry, line(entry).headSet(entry).size() + 1);
        places.put(id, fresh);
        return fresh;
    }

    synchronized int size() {
        return waiting.size();
    }

    /// To be called before the table is read.
    synchronized void begin() {
        touched.clear();
    }

    /// Takes over what the table said, and answers whose place changed since the last round.
    ///
    /// @param served whether anybody who serves a department (null: none) is here
    synchronized List<Moved> round(Collection<Waiting> stored, ServiceRate measured, Predicate<UUID> served) {
        rate = measured;
        isServed = served;
        adopt(stored);
        List<Moved> moved = new ArrayList<>();
        places.keySet().retainAll(waiting.keySet());
        for (TreeSet<Waiting> line : lines.values()) {
            int position = 0;
            for (Waiting entry : line) {
                Place place = at(entry, ++position);
                if (!place.equals(places.put(entry.id(), place))) moved.add(new Moved(entry.id(), place));
            }
        }
        return moved;
    }

    private void adopt(Collection<Waiting> stored) {
        Map<UUID, Waiting> table = HashMap.newHashMap(stored.size());
        for (Waiting entry : stored) if (!touched.containsKey(entry.id())) table.put(entry.id(), entry);
        List<UUID> gone = waiting.keySet().stream()
                .filter(id -> !table.containsKey(id) && !touched.containsKey(id))
                .toList();
        gone.forEach(this::remove);
        table.values().forEach(this::put);
    }

    private void put(Waiting entry) {
        Waiting old = waiting.get(entry.id());
        if (old != null && sameTurn(old, entry)) return;
        remove(entry.id());
        waiting.put(entry.id(), entry);
        lines.computeIfAbsent(key(entry.departmentId()), _ -> new TreeSet<>(Waiting.TURN))
                .add(entry);
    }

    private void remove(UUID id) {
        Waiting old = waiting.remove(id);
        places.remove(id);
        if (old != null) line(old).remove(old);
    }

    private TreeSet<Waiting> line(Waiting entry) {
        return lines.get(key(entry.departmentId()));
    }

    private Place at(Waiting entry, int position) {
        boolean served = isServed.test(entry.departmentId());
        return new Place(position, served ? rate.waitAt(entry.departmentId(), position) : null);
    }

    private static boolean sameTurn(Waiting a, Waiting b) {
        return Waiting.TURN.compare(a, b) == 0 && java.util.Objects.equals(a.departmentId(), b.departmentId());
    }

    private static UUID key(UUID departmentId) {
        return departmentId == null ? NO_DEPARTMENT : departmentId;
    }

    static Waiting waiting(Conversation c) {
        return new Waiting(
                c.id(),
                c.topic().department() == null ? null : c.topic().department().id(),
                c.topic().priority().ordinal() + 1,
                c.replyClock().isOverdue(),
                c.times().requestedAgentAt(),
                null,
                c.service().previousAgentId());
    }
}
