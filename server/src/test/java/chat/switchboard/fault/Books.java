package chat.switchboard.fault;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What the writers sent and what they were told: the server's word, which [Oracle] holds against its deeds.
final class Books {
    /// A message before it has a place; `content` is like no other's.
    record Draft(UUID conversationId, UUID id, String content) {}

    private final Set<Draft> sent = ConcurrentHashMap.newKeySet();
    private final Map<Draft, Integer> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

    /// To be noted before the first byte goes out.
    void sent(Draft draft) {
        sent.add(draft);
    }

    /// @param seq the place the server says it has
    void acknowledged(Draft draft, int seq) {
        Integer before = acknowledged.putIfAbsent(draft, seq);
        if (before != null && before != seq)
            contradictions.add("%s was acknowledged as %d and as %d".formatted(draft, before, seq));
    }

    /// Something a reader was shown and must not have been.
    void contradiction(String what) {
        contradictions.add(what);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    Set<Draft> sent() {
        return sent;
    }

    Map<Draft, Integer> places() {
        return acknowledged;
    }

    Queue<String> contradictions() {
        return contradictions;
    }
}
