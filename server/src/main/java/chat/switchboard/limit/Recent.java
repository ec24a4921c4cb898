package chat.switchboard.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the entries used last, up to a bound: whoever was pushed out had tens of thousands of others after him.
final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final int MOST = 20_000;

    Recent() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
    }
}
