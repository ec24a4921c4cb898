package chat.switchboard.bot;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Activity.Details.BotDecided;
import chat.switchboard.conversation.Event;
import chat.switchboard.ledger.EventConsumer;
import chat.switchboard.ledger.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// Follows the event log: no message is left out, whichever process ended before it was answered, and every decision
/// is kept for lists and figures.
///
/// Its position moves on only when what it read was dealt with. Nearly always that was done already, right after the
/// commit.
final class BotDecisions implements EventConsumer {
    private static final int DEALT_WITH_WITHIN_SECONDS = 60;

    private final Bot bot;

    BotDecisions(Bot bot) {
        this.bot = bot;
    }

    @Override
    public String name() {
        return "bot";
    }

    @Override
    public Start start() {
        return Start.NEWEST;
    }

    @Override
    public Interest interest() {
        return bot.isAwake() ? Interest.QUESTIONS_AND_DECISIONS : Interest.NOTHING;
    }

    /// Answers do not wait for it.
    @Override
    public boolean isUrgent() {
        return false;
    }

    /// Nothing is written before the waiting is over: no answer waits for what this transaction holds.
    @Override
    public void handle(List<LoggedEvent> events, Handle handle) {
        List<CompletableFuture<Void>> dealings = new ArrayList<>();
        for (LoggedEvent logged : events) pending(logged).ifPresent(pending -> dealings.add(bot.about(pending)));
        CompletableFuture.allOf(dealings.toArray(CompletableFuture[]::new))
                .orTimeout(DEALT_WITH_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
        var store = new DecisionStore(handle);
        for (LoggedEvent logged : events)
            if (logged.event() instanceof Event.ActivityCreated(Activity activity)
                    && activity.details() instanceof BotDecided decided)
                store.add(logged.conversationId(), logged.at(), decided);
    }

    private static Optional<Pending> pending(LoggedEvent logged) {
        return logged.event() instanceof Event.Opened
                ? Optional.of(Pending.opening(logged.conversationId()))
                : Pending.of(logged.event());
    }

    /// Nobody waits any more for answers to what was said so long ago.
    @Override
    public void missedEvents(Handle handle) {}
}
