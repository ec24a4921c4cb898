package chat.switchboard.languagemodel;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The circuit of this node.
final class CircuitBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageModel.class);
    /// A wrong key does not become right by itself.
    private static final Duration AFTER_A_REFUSED_KEY = Duration.ofMinutes(1);

    private final Clock clock;
    private final AtomicReference<Circuit> circuit = new AtomicReference<>(Circuit.NEW);

    CircuitBreaker(Clock clock) {
        this.clock = clock;
    }

    Circuit now() {
        return circuit.get();
    }

    /// Zero: the call may be made, and its end has to be told. Otherwise how long to wait.
    Duration ask() {
        while (true) {
            Circuit before = circuit.get();
            Circuit.Admission admission = before.ask(clock.instant());
            if (!admission.isGiven() || circuit.compareAndSet(before, admission.after())) return admission.delay();
        }
    }

    /// How long nobody is let through from now on; zero while somebody is.
    Duration pause() {
        return circuit.get().ask(clock.instant()).delay();
    }

    void abandoned() {
        circuit.updateAndGet(before -> before.abandoned(clock.instant()));
    }

    void ended(Reply reply) {
        Circuit before = circuit.getAndUpdate(now -> after(now, reply));
        boolean opens = circuit.get() instanceof Circuit.Open;
        if (opens && before instanceof Circuit.Closed)
            LOG.warn(
                    "The language model is left alone for a while: {}.",
                    reply.result().wireName());
        if (!opens && before instanceof Circuit.HalfOpen) LOG.info("The language model answers again.");
    }

    private Circuit after(Circuit now, Reply reply) {
        return switch (reply.result()) {
            case ANSWERED, UNUSABLE -> now.succeeded();
            case KEY_REFUSED -> now.failed(clock.instant(), AFTER_A_REFUSED_KEY);
            case SENT, TIMED_OUT, UNREACHABLE, RATE_LIMITED, REJECTED, BROKEN, TOO_LARGE ->
                now.failed(clock.instant(), reply instanceof Reply.Failed failed ? failed.retryAfter() : null);
        };
    }
}
