package chat.switchboard.escalation;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.ReplyClock.Level;
import chat.switchboard.escalation.TargetStore.DueClock;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.FencingToken;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Tells of replies that are due or late: a warning, then the agent, the department, the admins.
public final class Reminders {
    private final Database database;
    private final Conversations conversations;
    private final Clock clock;
    private final Supplier<Chain> chain;

    /// @param departmentAfter how long after it was due the department is told
    /// @param adminsAfter how long after that all admins are told
    public record Chain(Duration departmentAfter, Duration adminsAfter) {}

    /// @param chain asked for each time, so that it may change
    public Reminders(Database database, Conversations conversations, Clock clock, Supplier<Chain> chain) {
        this.database = database;
        this.conversations = conversations;
        this.clock = clock;
        this.chain = chain;
    }

    public Job job() {
        return Job.onOneNode("reminders", Duration.ofSeconds(1), this::sweep);
    }

    /// One sweep; answers how many clocks moved on.
    public int sweep(FencingToken token) {
        Instant now = clock.instant();
        List<DueClock> due = database.transaction(Actor.SYSTEM, handle -> new TargetStore(handle).due(now));
        List<CompletableFuture<Outcome<Committed>>> answers = due.stream()
                .map(it -> conversations.submit(token, it.conversationId(), remind(it, now)))
                .toList();
        return (int) answers.stream().filter(Reminders::happened).count();
    }

    /// After a stop several levels may have come: the loudest is said, the others with it.
    private Command.Remind remind(DueClock clock, Instant now) {
        Level level = Level.of(clock.level());
        Instant next;
        do {
            level = Level.values()[level.ordinal() + 1];
            next = nextAfter(level, clock.dueAt());
        } while (next != null && !next.isAfter(now));
        return new Command.Remind(level, clock.since(), next);
    }

    private Instant nextAfter(Level level, Instant dueAt) {
        return switch (level) {
            case NONE -> throw new IllegalStateException("Nothing is said at this level");
            case WARNING -> dueAt;
            case AGENT -> dueAt.plus(chain.get().departmentAfter());
            case DEPARTMENT -> {
                Chain now = chain.get();
                yield dueAt.plus(now.departmentAfter()).plus(now.adminsAfter());
            }
            case ADMINS -> null;
        };
    }

    private static boolean happened(CompletableFuture<Outcome<Committed>> answer) {
        return answer.join() instanceof Outcome.Done<Committed>(Committed committed)
                && !committed.events().isEmpty();
    }
}
