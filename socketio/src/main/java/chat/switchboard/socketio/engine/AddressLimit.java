package chat.switchboard.socketio.engine;

import java.util.concurrent.ConcurrentHashMap;

/// How many connections each remote address has. One household or server owns a whole IPv6 /64, so that is one
/// address.
final class AddressLimit {
    private final ConcurrentHashMap<String, Integer> connections = new ConcurrentHashMap<>();
    private final int limit;

    AddressLimit(int limit) {
        this.limit = limit;
    }

    /// Takes one of the address's places; false if there is none.
    boolean acquire(String address) {
        boolean[] acquired = {false};
        connections.compute(key(address), (_, taken) -> {
            int before = taken == null ? 0 : taken;
            acquired[0] = before < limit;
            return acquired[0] ? Integer.valueOf(before + 1) : taken;
        });
        return acquired[0];
    }

    void release(String address) {
        connections.computeIfPresent(key(address), (_, taken) -> taken == 1 ? null : taken - 1);
    }

    static String key(String address) {
        boolean ipv4 = address.indexOf(':') < 0 || address.indexOf('.') >= 0;
        if (ipv4) return address;
        String full = address;
        int gap = address.indexOf("::");
        if (gap >= 0) {
            // Only the groups before the gap can matter if there are four of them; otherwise the rest is zeros.
            full = address.substring(0, gap) + ":0:0:0:0";
        }
        String[] groups = full.split(":");
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < Math.min(4, groups.length); i++) {
            network.append(groups[i].isEmpty() ? "0" : groups[i]).append(':');
        }
        return network.append("/64").toString();
    }
}
