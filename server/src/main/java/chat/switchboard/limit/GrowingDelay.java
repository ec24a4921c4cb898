package chat.switchboard.limit;

import chat.switchboard.settings.Setting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/// Slows down attempts that come from everywhere, without ever shutting anybody out.
///
/// The delay of a subject grows with the attempts on it and has an upper bound. Each origin waits by itself and once
/// for each attempt: what others do meanwhile makes no wait longer that has begun.
///
/// Remembers the subjects and the waits used last, up to a bound.
///
/// @param <S> what is attempted, such as an account
/// @param <O> where attempts come from, such as a network
public final class GrowingDelay<S, O> {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 20;

    /// @param free attempts before there is any delay
    /// @param longest upper bound of the delay
    /// @param forgottenAfter so long after the last attempt the next one counts as the first
    public record Settings(
            @Setting(
                    name = "SWITCHBOARD_LOG_INS_BEFORE_DELAY",
                    says =
                            "Log-in attempts for one e-mail address, from anywhere, after which each further one is delayed: by 1 second, then 2, 4, 8 and so on.",
                    fallback = "10",
                    desk = "identity.logInsBeforeDelay",
                    deskLeast = "3",
                    deskMost = "1000")
            int free,

            @Setting(
                    name = "SWITCHBOARD_LONGEST_LOG_IN_DELAY",
                    says = "Longest such delay.",
                    fallback = "8s",
                    desk = "identity.longestLogInDelay",
                    deskMost = "1m")
            Duration longest,

            @Setting(
                    name = "SWITCHBOARD_LOG_INS_FORGOTTEN_AFTER",
                    says = "So long after the last attempt there is no such delay any more.",
                    fallback = "15m",
                    desk = "identity.logInsForgottenAfter",
                    deskLeast = "1m",
                    deskMost = "1d")
            Duration forgottenAfter) {}

    public sealed interface Turn {
        /// The attempt may be made and was counted.
        record Now() implements Turn {}

        /// A wait begins. After it, [#go] counts the attempt; so does the next [#attempt] of this origin.
        record After(Duration delay) implements Turn {}

        /// A wait of this origin has begun before.
        record Waiting(Duration rest) implements Turn {}
    }

    private record Wait<S, O>(S subject, O origin) {}

    private record Attempts(int count, Instant last) {}

    private final Supplier<Settings> settings;
    private final Clock clock;
    private final Map<S, Attempts> attempts = Recent.map();
    private final Map<Wait<S, O>, Instant> waits = Recent.map();

    /// @param settings asked for each time, so that they may change
    public GrowingDelay(Supplier<Settings> settings, Clock clock) {
        this.settings = settings;
        this.clock = new PassedTime(clock);
    }

    public synchronized Turn attempt(S subject, O origin) {
        Instant now = clock.instant();
        var wait = new Wait<>(subject, origin);
        Instant until = waits.get(wait);
        if (until != null && until.isAfter(now)) return new Turn.Waiting(Duration.between(now, until));
        Duration delay = until == null ? delay(count(subject, now)) : Duration.ZERO;
        if (delay.isZero()) {
            go(subject, origin);
            return new Turn.Now();
        }
        waits.put(wait, now.plus(delay));
        return new Turn.After(delay);
    }

    /// Counts the attempt of an origin that has waited.
    public synchronized void go(S subject, O origin) {
        Instant now = clock.instant();
        waits.remove(new Wait<>(subject, origin));
        attempts.put(subject, new Attempts(count(subject, now) + 1, now));
    }

    /// The attempt was a good one and does not count.
    public synchronized void giveBack(S subject) {
        attempts.computeIfPresent(subject, (_, known) -> new Attempts(Math.max(0, known.count - 1), known.last));
    }

    private int count(S subject, Instant now) {
        Attempts known = attempts.get(subject);
        boolean forgotten =
                known == null || known.last.plus(settings.get().forgottenAfter).isBefore(now);
        return forgotten ? 0 : known.count;
    }

    private Duration delay(int count) {
        Settings now = settings.get();
        if (count < now.free) return Duration.ZERO;
        Duration grown = FIRST.multipliedBy(1L << Math.min(count - now.free, MOST_DOUBLINGS));
        return grown.compareTo(now.longest) < 0 ? grown : now.longest;
    }
}
