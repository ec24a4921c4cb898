package chat.switchboard.languagemodel;

import java.time.Duration;
import java.time.Instant;

/// Whether the endpoint is asked at all. Pure: the time is passed in.
///
/// After five failures in a row it is left alone for 15 seconds, then one call tries it; each time that
/// one fails too, the pause is twice as long, five minutes at most. An endpoint that says how long to wait,
/// or refuses the key, is left alone at once.
public sealed interface Circuit {
    int FAILURES = 5;
    Duration FIRST_REST = Duration.ofSeconds(15);
    Duration LONGEST_REST = Duration.ofMinutes(5);
    /// Whatever the endpoint asks for.
    Duration LONGEST_WISH = Duration.ofHours(1);
    /// A trial that was not heard of for so long does not keep others from trying.
    Duration TRIAL_WITHIN = Duration.ofMinutes(3);

    Circuit NEW = new Closed(0);

    /// @param failures in a row
    record Closed(int failures) implements Circuit {}

    /// @param times how often it has opened since it was last closed
    record Open(Instant until, int times) implements Circuit {}

    /// One call is trying.
    record HalfOpen(Instant since, int times) implements Circuit {}

    /// @param after the circuit with this call in it
    /// @param delay zero: it may be made
    record Admission(Circuit after, Duration delay) {
        boolean isGiven() {
            return delay.isZero();
        }
    }

    default Admission ask(Instant now) {
        return switch (this) {
            case Closed _ -> new Admission(this, Duration.ZERO);
            case Open(Instant until, int _)
            when now.isBefore(until) -> new Admission(this, Duration.between(now, until));
            case Open(Instant _, int times) -> new Admission(new HalfOpen(now, times), Duration.ZERO);
            case HalfOpen(Instant since, int times) -> {
                Duration left = Duration.between(now, since.plus(TRIAL_WITHIN));
                yield left.isPositive()
                        ? new Admission(this, left.compareTo(FIRST_REST) < 0 ? left : FIRST_REST)
                        : new Admission(new HalfOpen(now, times), Duration.ZERO);
            }
        };
    }

    /// A call that began before it opened closes nothing.
    default Circuit succeeded() {
        return switch (this) {
            case Closed _, HalfOpen _ -> NEW;
            case Open _ -> this;
        };
    }

    /// @param wish how long to leave it alone at least, beginning now; null: the failure counts as one of several
    default Circuit failed(Instant now, Duration wish) {
        return switch (this) {
            case Closed(int failures) when wish == null && failures + 1 < FAILURES -> new Closed(failures + 1);
            case Closed _ -> opened(now, wish, 1);
            case HalfOpen(Instant _, int times) -> opened(now, wish, times + 1);
            case Open(Instant until, int times) -> {
                Open again = opened(now, wish, times);
                yield wish != null && again.until.isAfter(until) ? again : this;
            }
        };
    }

    /// The call that was admitted was not made: another one may try at once.
    default Circuit abandoned(Instant now) {
        return this instanceof HalfOpen(Instant _, int times) ? new Open(now, times) : this;
    }

    private static Open opened(Instant now, Duration wish, int times) {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(times - 1, 10));
        if (rest.compareTo(LONGEST_REST) > 0) rest = LONGEST_REST;
        if (wish != null && wish.compareTo(rest) > 0) rest = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        return new Open(now.plus(rest), times);
    }
}
