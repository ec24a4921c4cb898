package chat.switchboard.gateway;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.limit.RateLimiter.Rate;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// How often one socket gives commands: a rate for each kind, by the generic cell rate algorithm, which needs one
/// number for each. On the socket's event loop.
final class CommandRates {
    /// Commands that cost alike.
    enum Kind {
        /// Messages have rates of their own, by person: see [chat.switchboard.ledger.Conversations].
        MESSAGE,
        READ,
        CHANGE,
        TYPING;

        static Kind of(String command) {
            return switch (command) {
                case "message.send" -> MESSAGE;
                case "message.read", "conversation.join", "conversation.leave", "inbox.join" -> READ;
                case "typing.start", "typing.stop" -> TYPING;
                default -> CHANGE;
            };
        }
    }

    private final long[] nextDueMicros = new long[Kind.values().length];

    /// Counts one command.
    ///
    /// @param rate null: any number
    /// @return why it may not be done now, or null
    Refusal refuses(Kind kind, Rate rate, long nowMillis) {
        if (rate == null) return null;
        long now = TimeUnit.MILLISECONDS.toMicros(nowMillis);
        long period = TimeUnit.NANOSECONDS.toMicros(rate.per().toNanos());
        long interval = period / rate.times();
        long due = Math.max(nextDueMicros[kind.ordinal()], now);
        long wait = due - now - (period - interval);
        if (wait > 0) return tooFast(1 + TimeUnit.MICROSECONDS.toSeconds(wait));
        nextDueMicros[kind.ordinal()] = due + interval;
        return null;
    }

    private static Refusal tooFast(long seconds) {
        return Refusal.retryLater(
                Refusal.Code.RATE_LIMITED,
                String.format(Locale.ROOT, "Too many commands of this kind. Try again in %d seconds.", seconds),
                Math.toIntExact(seconds));
    }
}
