package chat.switchboard.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;

/// Maps that keep the entries used most and last, up to a bound. A flood of keys that are seen once pushes each other
/// out, not those in use.
final class Recent {
    private static final int MOST = 20_000;

    private Recent() {}

    static <K, V> ConcurrentMap<K, V> map() {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .executor(Runnable::run)
                .<K, V>build()
                .asMap();
    }
}
