package chat.switchboard.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// What a client, an attacker or a slow network does between two things. Tests wait with
/// [chat.switchboard.kernel.Eventually] instead.
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
