package chat.switchboard.socketio.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// How many connections each [ClientAddress] has, and how much it sends over all of them.
final class AddressLimit {
    /// What a packet costs beside its bytes.
    private static final int BYTES_A_PACKET = 256;
    /// So much may come at once, in seconds of the rate.
    private static final int BURST_SECONDS = 4;
    /// Nobody waits longer, whatever others of the same address have sent.
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(5);

    /// @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">GCRA</a>
    private static final class Account {
        private int connections;
        private long due = System.nanoTime();

        synchronized long charge(long nanos) {
            long now = System.nanoTime();
            long burst = TimeUnit.SECONDS.toNanos(BURST_SECONDS);
            due = now + Math.min(Math.max(due - now, 0) + nanos, burst + LONGEST_WAIT);
            return Math.max(0, due - now - burst);
        }
    }

    private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();
    private final int connections;
    private final int bytesPerSecond;

    /// @param bytesPerSecond 0: any
    AddressLimit(int connections, int bytesPerSecond) {
        this.connections = connections;
        this.bytesPerSecond = bytesPerSecond;
    }

    /// Takes one of the address's places; false if there is none.
    boolean acquire(String address) {
        boolean[] acquired = {false};
        accounts.compute(address, (_, before) -> {
            Account account = before == null ? new Account() : before;
            acquired[0] = account.connections < connections;
            if (acquired[0]) account.connections++;
            return account.connections == 0 ? null : account;
        });
        return acquired[0];
    }

    void release(String address) {
        accounts.computeIfPresent(address, (_, account) -> --account.connections == 0 ? null : account);
    }

    /// Counts a packet that has come.
    ///
    /// @return nanoseconds for which nothing more should be taken in from the connection it came by
    long charge(String address, int bytes) {
        if (bytesPerSecond == 0) return 0;
        Account account = accounts.get(address);
        if (account == null) return 0;
        return account.charge((long) (bytes + BYTES_A_PACKET) * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
    }
}
