package chat.switchboard.ledger;

import chat.switchboard.conversation.Command;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// What happens to conversations because time passed and nobody did anything. Blocks until it has happened.
public final class AutomaticChanges {
    private static final int MOST_AT_ONCE = 500;
    private static final Duration BOT_ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final Database database;
    private final Conversations conversations;

    public AutomaticChanges(Database database, Conversations conversations) {
        this.database = database;
        this.conversations = conversations;
    }

    /// Closes what has been resolved since `before` or earlier; answers how many.
    public int closeResolved(FencingToken token, Instant before) {
        return each(
                store -> store.resolvedBefore(before, MOST_AT_ONCE),
                id -> conversations.submit(token, id, new Command.Expire(before)));
    }

    /// Where no bot is active (any more), or it has not answered in time, puts into the queue what
    /// waits for its answer; answers how many. Idempotent, so it needs no token.
    public int queueWhatNoBotAnswers() {
        boolean answers = conversations.surroundings().isBotActive();
        return each(
                store -> answers
                        ? store.automatedInSilence(BOT_ANSWERS_WITHIN, MOST_AT_ONCE)
                        : store.automatedUnanswered(MOST_AT_ONCE),
                id -> conversations.submit(Actor.SYSTEM, id, new Command.Handoff()));
    }

    private int each(
            Function<ConversationStore, List<UUID>> find,
            Function<UUID, CompletableFuture<Outcome<Committed>>> change) {
        List<UUID> found = database.transaction(Actor.SYSTEM, handle -> find.apply(new ConversationStore(handle)));
        List<CompletableFuture<Outcome<Committed>>> answers =
                found.stream().map(change).toList();
        return (int) answers.stream().filter(AutomaticChanges::hasHappened).count();
    }

    private static boolean hasHappened(CompletableFuture<Outcome<Committed>> answer) {
        return answer.join() instanceof Outcome.Done<Committed>(Committed committed)
                && !committed.events().isEmpty();
    }
}
