package chat.switchboard.languagemodel;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.postgres.Database;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The only way to the model. Blocks until there is an answer, a refusal, or the time is over: call it on a virtual
/// thread, in no transaction.
public final class LanguageModel implements AutoCloseable {
    /// At least.
    private static final int ANOTHER_TRY_SECONDS = 5;
    /// Beside the time of the call itself.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(2);

    private final Optional<Endpoint> endpoint;
    private final int atOnce;
    private final Semaphore places;
    private final ChatClient client;
    private final CircuitBreaker circuit;
    private final RequestBook book;
    private final Supplier<LanguageModelSettings> settings;
    private volatile boolean closing;

    /// An answer that may be shown.
    ///
    /// @param cut whether the model would have gone on
    public record Answer(String text, boolean cut) {}

    /// @param model null where there is none
    /// @param endpoint where it is, without the path; null where there is none
    public record State(
            boolean isOn, String model, String endpoint, Circuit circuit, Usage usedToday, Usage mostADay) {}

    /// @param settings asked for each time; where the model is does not change
    public LanguageModel(Vertx vertx, Database database, Supplier<LanguageModelSettings> settings, Clock clock) {
        this.settings = settings;
        this.endpoint = settings.get().endpoint();
        this.atOnce = settings.get().languageModelAtOnce();
        this.places = new Semaphore(atOnce, true);
        this.client = new ChatClient(vertx, atOnce, clock);
        this.circuit = new CircuitBreaker(clock);
        this.book = new RequestBook(database, clock);
    }

    public boolean isOn() {
        return endpoint.isPresent() && settings.get().isOn();
    }

    public boolean isSummaryWanted() {
        return isOn() && settings.get().languageModelSummaryAtHandoff();
    }

    public State state() {
        return new State(
                isOn(),
                endpoint.map(Endpoint::model).orElse(null),
                endpoint.map(Endpoint::origin).orElse(null),
                circuit.now(),
                book.usedToday(),
                mostADay());
    }

    /// Questions that are on their way, for metrics.
    public int waiting() {
        return atOnce - places.availablePermits();
    }

    /// @param patience how long to wait for a place among the calls of this node
    Outcome<Answer> ask(Prompt prompt, RequestBook.About about, Duration patience) {
        if (!isOn()) return Outcome.refused(Refusal.conflict(Reason.LANGUAGE_MODEL_OFF));
        if (!isPlaceFree(patience)) return Outcome.refused(Refusal.busy(ANOTHER_TRY_SECONDS));
        try {
            Duration wait = circuit.ask();
            return wait.isZero() ? call(prompt, about) : Outcome.refused(failed(wait));
        } finally {
            places.release();
        }
    }

    private Outcome<Answer> call(Prompt prompt, RequestBook.About about) {
        Reply reply = null;
        try {
            byte[] body = ChatProtocol.request(prompt, endpoint.orElseThrow());
            Optional<RequestBook.Entry> entry = book.begin(prompt, body.length, about, endpoint.get(), mostADay());
            if (entry.isEmpty())
                return Outcome.refused(Refusal.retryLater(
                        Code.RATE_LIMITED, book.secondsUntilTomorrow(), Reason.LANGUAGE_MODEL_BUDGET));
            reply = send(body);
            circuit.ended(reply);
            return ended(prompt, entry.get(), reply);
        } finally {
            if (reply == null) circuit.abandoned();
        }
    }

    private Reply send(byte[] body) {
        try {
            Duration longest = endpoint.orElseThrow().timeout().plus(GRACE);
            return client.ask(endpoint.get(), body).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Reply.Failed.of(Result.TIMED_OUT);
        } catch (Exception fault) {
            return Reply.Failed.of(Result.UNREACHABLE);
        }
    }

    private Outcome<Answer> ended(Prompt prompt, RequestBook.Entry entry, Reply reply) {
        String text = reply instanceof Reply.Said said
                ? UntrustedText.clean(said.content(), prompt.task().mostCharacters())
                : null;
        book.end(entry, reply, text);
        boolean isCut = reply instanceof Reply.Said said && said.cut();
        return text == null || text.isBlank()
                ? Outcome.refused(failed(circuit.pause()))
                : Outcome.done(new Answer(text, isCut));
    }

    static Refusal failed(Duration wait) {
        int seconds = (int) Math.max(ANOTHER_TRY_SECONDS, wait.plusMillis(999).toSeconds());
        return Refusal.retryLater(Code.UNAVAILABLE, seconds, Reason.LANGUAGE_MODEL_FAILED);
    }

    private boolean isPlaceFree(Duration patience) {
        try {
            return !closing && places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Usage mostADay() {
        return new Usage(
                settings.get().languageModelCallsPerDay(), settings.get().languageModelTokensPerDay());
    }

    /// Asks nothing more. Calls on their way break off.
    @Override
    public void close() {
        closing = true;
        client.close();
        try {
            if (!places.tryAcquire(atOnce, CLOSES_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) return;
            places.release(atOnce);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
