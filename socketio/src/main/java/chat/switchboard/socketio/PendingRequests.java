package chat.switchboard.socketio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Events sent to one client that wait for its acknowledgement. Any thread.
final class PendingRequests {
    record Pending(long id, CompletableFuture<ArrayNode> answer) {
        void gone() {
            answer.completeExceptionally(new IllegalStateException("the client is not connected"));
        }
    }

    private final Map<Long, Pending> pending = new HashMap<>();
    private final int limit;
    private long lastId;

    PendingRequests(int limit) {
        this.limit = limit;
    }

    Pending add(Duration timeout) {
        Pending added = new Pending(register(), new CompletableFuture<>());
        synchronized (this) {
            if (pending.size() < limit) pending.put(added.id, added);
            else
                added.answer.completeExceptionally(new IllegalStateException("too many requests wait for this client"));
        }
        added.answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, _) -> remove(added.id));
        return added;
    }

    private synchronized long register() {
        return ++lastId;
    }

    private synchronized Pending remove(long id) {
        return pending.remove(id);
    }

    /// An acknowledgement; one that nobody waits for is ignored.
    void answered(long id, ArrayNode args) {
        Pending answered = remove(id);
        if (answered != null) answered.answer.complete(args);
    }

    /// The client has left: nothing will be answered.
    void gone() {
        List<Pending> all;
        synchronized (this) {
            all = List.copyOf(pending.values());
        }
        all.forEach(Pending::gone);
    }
}
