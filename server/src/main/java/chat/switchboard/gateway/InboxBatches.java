package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.gateway.ChangeLog.Change;
import chat.switchboard.insight.Inbox;
import chat.switchboard.insight.LiveCounts;
import chat.switchboard.kernel.Actor;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.wire.Audience;
import chat.switchboard.wire.Json;
import chat.switchboard.wire.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// Staff who watch the list in batches: at most one frame in each pause, with every row that changed
/// for them. No query is made for it, rows are encoded once for all, and nothing is kept per socket but
/// a number. Who does not take what it is sent is told later, as things are by then.
final class InboxBatches {
    static final Duration PAUSE = Duration.ofMillis(250);

    /// Conversations that may have changed since the slowest was told.
    private static final int MOST_CHANGES = 20_000;

    private final LiveCounts counts;
    private final Function<UUID, QueuePosition> positionInQueue;
    private final int mostBytes;
    private final Clock clock;
    private final ChangeLog log = new ChangeLog(MOST_CHANGES);
    private final Map<Client, Watcher> watchers = new ConcurrentHashMap<>();
    private long flushedAt;

    /// @param told the number of the last change; written where batches are flushed
    private static final class Watcher {
        private long told;

        Watcher(long told) {
            this.told = told;
        }
    }

    /// @param positionInQueue of conversations that wait
    /// @param mostBytes of rows in one frame; the rest comes with the next
    InboxBatches(LiveCounts counts, Function<UUID, QueuePosition> positionInQueue, int mostBytes, Clock clock) {
        this.counts = counts;
        this.positionInQueue = positionInQueue;
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.flushedAt = clock.millis();
    }

    /// What changes from now on is told; joining once more changes nothing. Answers how things are now. Blocks.
    Inbox.Counts join(Client client, Actor.Staff staff) {
        counts.start();
        watchers.computeIfAbsent(client, _ -> new Watcher(log.last()));
        return counts.of(staff);
    }

    void leave(Client client) {
        watchers.remove(client);
    }

    boolean isEmpty() {
        return watchers.isEmpty();
    }

    void forEach(Consumer<Client> each) {
        watchers.keySet().forEach(each);
    }

    void changed(Conversation before, Conversation after) {
        counts.committed(after);
        if (!watchers.isEmpty()) log.add(before, after);
    }

    /// Tells what has changed, unless the last time is too short ago.
    synchronized void flush() {
        long now = clock.millis();
        if (now >= flushedAt && now - PAUSE.toMillis() < flushedAt) return;
        ChangeLog.Snapshot snapshot = log.snapshot();
        if (snapshot.changes().isEmpty()) return;
        flushedAt = now;
        Rows rows = new Rows(snapshot.changes());
        long toldAll = snapshot.changes().getLast().number();
        for (Map.Entry<Client, Watcher> entry : watchers.entrySet()) {
            tell(entry.getKey(), entry.getValue(), rows, snapshot.forgotten());
            toldAll = Math.min(toldAll, entry.getValue().told);
        }
        log.forget(toldAll);
    }

    private void tell(Client client, Watcher watcher, Rows rows, long forgotten) {
        if (watcher.told < forgotten) {
            client.close();
            return;
        }
        if (client.isBehind() || !(client.actor() instanceof Actor.Staff staff)) return;
        List<byte[]> changed = new ArrayList<>();
        List<UUID> removed = new ArrayList<>();
        int bytes = 0;
        for (int i = rows.after(watcher.told); i < rows.count() && bytes < mostBytes; i++) {
            Change change = rows.change(i);
            watcher.told = change.number();
            if (change.isVisibleTo(staff)) {
                byte[] row = rows.row(i);
                changed.add(row);
                bytes += row.length;
            } else if (change.wasVisibleTo(staff))
                removed.add(change.conversation().id());
        }
        if (!changed.isEmpty() || !removed.isEmpty())
            client.send(Frames.inboxChanged(changed, removed, counts.of(staff)));
    }

    /// The changes of one round, each encoded when it is first needed.
    private final class Rows {
        private final List<Change> changes;
        private final byte[][] rows;

        Rows(List<Change> changes) {
            this.changes = changes;
            this.rows = new byte[changes.size()][];
        }

        int count() {
            return rows.length;
        }

        Change change(int index) {
            return changes.get(index);
        }

        byte[] row(int index) {
            if (rows[index] == null) {
                Conversation conversation = changes.get(index).conversation();
                QueuePosition place = positionInQueue.apply(conversation.id());
                rows[index] = Json.bytes(json -> Views.conversation(json, conversation, place, Audience.STAFF));
            }
            return rows[index];
        }

        /// Where the changes after this number begin.
        int after(long told) {
            int low = 0;
            int high = rows.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (changes.get(middle).number() <= told) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }
}
