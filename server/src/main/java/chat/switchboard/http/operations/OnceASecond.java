package chat.switchboard.http.operations;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// A value that is worked out at most once a second, on a virtual thread, however many ask for it.
final class OnceASecond<T> {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Executor virtualThread;
    private final Supplier<T> work;
    private CompletableFuture<T> latest;
    private long begun;

    OnceASecond(String name, Supplier<T> work) {
        this.virtualThread = task -> Thread.ofVirtual().name(name).start(task);
        this.work = work;
    }

    /// Completes on the virtual thread, or is complete.
    synchronized CompletableFuture<T> get() {
        long now = System.nanoTime();
        if (latest == null || (latest.isDone() && now - begun > FRESH)) {
            begun = now;
            latest = CompletableFuture.supplyAsync(work, virtualThread);
        }
        return latest;
    }
}
