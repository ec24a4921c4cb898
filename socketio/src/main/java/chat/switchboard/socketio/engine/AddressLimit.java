package chat.switchboard.socketio.engine;

import java.util.concurrent.ConcurrentHashMap;

/// How many connections each [ClientAddress] has.
final class AddressLimit {
    private final ConcurrentHashMap<String, Integer> connections = new ConcurrentHashMap<>();
    private final int limit;

    AddressLimit(int limit) {
        this.limit = limit;
    }

    /// Takes one of the address's places; false if there is none.
    boolean acquire(String address) {
        boolean[] acquired = {false};
        connections.compute(address, (_, taken) -> {
            int before = taken == null ? 0 : taken;
            acquired[0] = before < limit;
            return acquired[0] ? Integer.valueOf(before + 1) : taken;
        });
        return acquired[0];
    }

    void release(String address) {
        connections.computeIfPresent(address, (_, taken) -> taken == 1 ? null : taken - 1);
    }
}
