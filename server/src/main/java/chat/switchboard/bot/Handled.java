package chat.switchboard.bot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The messages this node is dealing with, or dealt with lately: none is begun twice.
final class Handled {
    private static final int MOST = 20_000;

    private final Map<Pending.Key, CompletableFuture<Void>> byKey = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pending.Key, CompletableFuture<Void>> eldest) {
            return size() > MOST;
        }
    };

    /// What failed is begun anew by whoever asks next.
    synchronized CompletableFuture<Void> of(Pending.Key key, Supplier<CompletableFuture<Void>> begin) {
        CompletableFuture<Void> known = byKey.get(key);
        if (known != null && !known.isCompletedExceptionally()) return known;
        CompletableFuture<Void> begun = begin.get();
        byKey.put(key, begun);
        return begun;
    }
}
