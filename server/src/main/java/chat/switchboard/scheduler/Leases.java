package chat.switchboard.scheduler;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.postgres.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The leases that this node holds.
final class Leases {
    /// @param until by [System#nanoTime], counted from before the database was asked: never later than there
    private record Held(FencingToken token, long until) {}

    private final Database database;
    private final Duration length;
    private final String holder = UUID.randomUUID().toString();
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    Leases(Database database, Duration length) {
        this.database = database;
        this.length = length;
    }

    /// Two may fail before a lease ends.
    Duration renewalInterval() {
        return length.dividedBy(3);
    }

    Optional<FencingToken> find(String name) {
        Held found = held.get(name);
        return found == null || System.nanoTime() - found.until > 0 ? Optional.empty() : Optional.of(found.token);
    }

    /// Takes or renews these, and answers which of them are new here.
    List<String> renew(List<String> names) {
        long until = System.nanoTime() + length.toNanos();
        List<FencingToken> tokens = database.transaction(
                Actor.SYSTEM,
                handle -> names.stream()
                        .sorted()
                        .flatMap(name -> LeaseStore.take(handle, name, holder, length).stream())
                        .toList());
        List<String> taken = new ArrayList<>();
        for (FencingToken token : tokens) {
            Held before = held.put(token.lease(), new Held(token, until));
            if (before == null || !before.token.equals(token)) taken.add(token.lease());
        }
        return taken;
    }

    /// Leaves them to others at once.
    void leave() {
        held.clear();
        database.transaction(Actor.SYSTEM, handle -> {
            LeaseStore.leave(handle, holder);
            return null;
        });
    }
}
