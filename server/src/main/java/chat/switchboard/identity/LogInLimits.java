package chat.switchboard.identity;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.limit.GrowingDelay;
import chat.switchboard.limit.GrowingDelay.Turn;
import chat.switchboard.limit.RateLimiter;
import chat.switchboard.log.SecurityLog;
import chat.switchboard.log.SecurityLog.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// How often passwords and one-time codes may be tried.
///
/// - A known device has a limit of its own, and no other: what strangers do never keeps it out.
/// - Everybody else: a limit for each network, a limit for each account and network, and for the account alone a delay
///   that grows with the attempts on it from anywhere. It ends by itself, so the right password from a network that did
///   nothing wrong always gets in.
///
/// An e-mail address without an account is treated like one with an account. A good log-in counts nowhere.
final class LogInLimits {
    /// Attempts that are held back at the same time; the rest is told how long to wait.
    private static final int MOST_HELD = 64;

    private final RateLimiter<UUID> devices;
    private final RateLimiter<String> networks;
    private final RateLimiter<FromNetwork> accountsFromNetworks;
    private final GrowingDelay<AccountKey, String> accounts;
    private final RateLimiter<Guesser> codes;
    private final Semaphore held = new Semaphore(MOST_HELD);

    /// @param device null for an unknown one
    /// @param network the key of the address
    record Attempt(AccountKey account, Devices.Known device, String network) {
        boolean known() {
            return device != null;
        }
    }

    private record FromNetwork(AccountKey account, String network) {}

    private record Guesser(UUID account, UUID device) {}

    /// @param limits asked for each time, so that they may change
    LogInLimits(Supplier<IdentitySettings.Limits> limits, Clock clock) {
        devices = perMinute(() -> limits.get().logInsPerDevice(), clock);
        networks = perMinute(() -> limits.get().logInsPerAddress(), clock);
        accountsFromNetworks = perMinute(() -> limits.get().logInsPerEmail(), clock);
        accounts = new GrowingDelay<>(() -> limits.get().accountDelay(), clock);
        codes = new RateLimiter<>(
                () -> List.of(new RateLimiter.Rate(limits.get().codesPerHour(), Duration.ofHours(1))), clock);
    }

    /// Counts the attempt, or refuses it with `rate_limited`. May hold it back for as long as the longest delay: call
    /// it on a virtual thread.
    Outcome<Attempt> attempt(Attempt attempt) {
        if (attempt.known()) return devices.attempt(attempt.device.id()).map(_ -> attempt);
        return networks.attempt(attempt.network)
                .then(_ -> accountsFromNetworks.attempt(new FromNetwork(attempt.account, attempt.network)))
                .then(_ -> afterDelay(attempt));
    }

    void succeeded(Attempt attempt) {
        if (attempt.known()) {
            devices.giveBack(attempt.device.id());
            return;
        }
        networks.giveBack(attempt.network);
        accountsFromNetworks.giveBack(new FromNetwork(attempt.account, attempt.network));
        accounts.giveBack(attempt.account);
    }

    /// A hard limit: only who has the password gets here.
    ///
    /// @param device null for an unknown one
    Outcome<UUID> guessCode(UUID accountId, UUID device) {
        return codes.attempt(new Guesser(accountId, device)).map(_ -> accountId);
    }

    void codeWasRight(UUID accountId, UUID device) {
        codes.giveBack(new Guesser(accountId, device));
    }

    private Outcome<Attempt> afterDelay(Attempt attempt) {
        return switch (accounts.attempt(attempt.account, attempt.network)) {
            case Turn.Now() -> Outcome.done(attempt);
            case Turn.Waiting(Duration rest) -> later(rest);
            case Turn.After(Duration wait) -> held(attempt, wait);
        };
    }

    private Outcome<Attempt> held(Attempt attempt, Duration wait) {
        SecurityLog.address(Event.LOG_IN_DELAYED, attempt.network, "createSession");
        if (!held.tryAcquire()) return later(wait);
        try {
            Thread.sleep(wait);
            accounts.go(attempt.account, attempt.network);
            return Outcome.done(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later(wait);
        } finally {
            held.release();
        }
    }

    private static Outcome<Attempt> later(Duration wait) {
        int seconds = Math.toIntExact(1 + wait.toSeconds());
        return Outcome.refused(
                Refusal.retryLater(Refusal.Code.RATE_LIMITED, seconds, Refusal.Reason.TOO_OFTEN, seconds));
    }

    private static <K> RateLimiter<K> perMinute(IntSupplier times, Clock clock) {
        return new RateLimiter<>(() -> List.of(new RateLimiter.Rate(times.getAsInt(), Duration.ofMinutes(1))), clock);
    }
}
