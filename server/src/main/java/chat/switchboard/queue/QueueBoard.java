package chat.switchboard.queue;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import chat.switchboard.ledger.Committed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/// The position of every waiting conversation, in memory.
///
/// Follows this node's commits at once and the table once a round, so that other nodes' changes appear too.
/// Positions are for people to read; no assignment depends on them.
final class QueueBoard {
    /// A position or an expected wait changed.
    record Moved(UUID conversationId, QueuePosition position) {}

    private static final UUID NO_DEPARTMENT = new UUID(0, 0);

    private final Map<UUID, QueueEntry> waiting = new HashMap<>();
    private final Map<UUID, TreeSet<QueueEntry>> lines = new HashMap<>();
    private final Map<UUID, QueuePosition> positions = new HashMap<>();
    /// What changed here since the table was read last: newer than what was read.
    private final Map<UUID, Boolean> touched = new HashMap<>();
    private ServiceRate rate = ServiceRate.UNKNOWN;
    private Predicate<UUID> isServed = _ -> false;

    void committed(Committed committed) {
        Conversation after = committed.conversation();
        boolean waits = after.status() == Status.WAITING;
        if (waits || committed.before().status() == Status.WAITING) moved(after, waits);
    }

    private synchronized void moved(Conversation conversation, boolean waits) {
        touched.put(conversation.id(), waits);
        if (waits) put(waiting(conversation));
        else remove(conversation.id());
    }

    /// The position of a conversation that waits, else null. Exact as of the last round; a new conversation is counted
    /// in.
    synchronized QueuePosition position(UUID id) {
        QueuePosition known = positions.get(id);
        QueueEntry entry = waiting.get(id);
        if (known != null || entry == null) return entry == null ? null : known;
        QueuePosition fresh = at(entry, line(entry).headSet(entry).size() + 1);
        positions.put(id, fresh);
        return fresh;
    }

    synchronized int size() {
        return waiting.size();
    }

    /// To be called before the table is read.
    synchronized void begin() {
        touched.clear();
    }

    /// Takes over what the table said, and answers which positions changed since the last round.
    ///
    /// @param served whether anybody who serves a department (null: none) is here
    synchronized List<Moved> round(Collection<QueueEntry> stored, ServiceRate measured, Predicate<UUID> served) {
        rate = measured;
        isServed = served;
        adopt(stored);
        List<Moved> moved = new ArrayList<>();
        positions.keySet().retainAll(waiting.keySet());
        for (TreeSet<QueueEntry> line : lines.values()) {
            int position = 0;
            for (QueueEntry entry : line) {
                QueuePosition now = at(entry, ++position);
                if (!now.equals(positions.put(entry.id(), now))) moved.add(new Moved(entry.id(), now));
            }
        }
        return moved;
    }

    private void adopt(Collection<QueueEntry> stored) {
        Map<UUID, QueueEntry> table = HashMap.newHashMap(stored.size());
        for (QueueEntry entry : stored) if (!touched.containsKey(entry.id())) table.put(entry.id(), entry);
        List<UUID> gone = waiting.keySet().stream()
                .filter(id -> !table.containsKey(id) && !touched.containsKey(id))
                .toList();
        gone.forEach(this::remove);
        table.values().forEach(this::put);
    }

    private void put(QueueEntry entry) {
        QueueEntry old = waiting.get(entry.id());
        if (old != null && isSamePlace(old, entry)) return;
        remove(entry.id());
        waiting.put(entry.id(), entry);
        lines.computeIfAbsent(key(entry.departmentId()), _ -> new TreeSet<>(QueueEntry.ORDER))
                .add(entry);
    }

    private void remove(UUID id) {
        QueueEntry old = waiting.remove(id);
        positions.remove(id);
        if (old != null) line(old).remove(old);
    }

    private TreeSet<QueueEntry> line(QueueEntry entry) {
        return lines.get(key(entry.departmentId()));
    }

    private QueuePosition at(QueueEntry entry, int position) {
        boolean served = isServed.test(entry.departmentId());
        return new QueuePosition(position, served ? rate.waitAt(entry.departmentId(), position) : null);
    }

    private static boolean isSamePlace(QueueEntry a, QueueEntry b) {
        return QueueEntry.ORDER.compare(a, b) == 0 && java.util.Objects.equals(a.departmentId(), b.departmentId());
    }

    private static UUID key(UUID departmentId) {
        return departmentId == null ? NO_DEPARTMENT : departmentId;
    }

    static QueueEntry waiting(Conversation c) {
        return new QueueEntry(
                c.id(),
                c.topic().department() == null ? null : c.topic().department().id(),
                c.topic().priority().ordinal() + 1,
                c.replyClock().isOverdue(),
                c.times().requestedAgentAt(),
                null,
                c.service().previousAgentId());
    }
}
