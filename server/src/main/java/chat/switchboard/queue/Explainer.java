package chat.switchboard.queue;

import chat.switchboard.conversation.Activity.Candidate;
import chat.switchboard.conversation.Activity.Exclusion;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.Explanation.Why;
import chat.switchboard.queue.Explanation.Why.Code;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// Says why a conversation has the agent it has, or still none.
final class Explainer {
    private static final int MOST_EXPLAINED = 50;

    private final Database database;
    private final Conversations conversations;
    private final Presence presence;
    private final QueueBoard board;
    private final Supplier<AgentSelection.Policy> policy;

    Explainer(
            Database database,
            Conversations conversations,
            Presence presence,
            QueueBoard board,
            Supplier<AgentSelection.Policy> policy) {
        this.database = database;
        this.conversations = conversations;
        this.presence = presence;
        this.board = board;
        this.policy = policy;
    }

    Outcome<Explanation> explain(Actor.Staff staff, UUID conversationId) {
        return conversations.history().find(staff, conversationId).map(this::explain);
    }

    private Explanation explain(Conversation conversation) {
        if (conversation.status() != Status.WAITING) return settled(conversation);
        QueueEntry waiting = database.transaction(
                        Actor.SYSTEM, handle -> new QueueStore(handle).find(conversation.id()))
                .orElseGet(() -> QueueBoard.waiting(conversation));
        AgentSelection choice = AgentSelection.of(waiting, presence.staff(), policy.get());
        return new Explanation(
                conversation.status(),
                whyWaiting(waiting, choice),
                board.position(conversation.id()),
                choice.candidates().stream()
                        .limit(MOST_EXPLAINED)
                        .map(it -> new Candidate(it.person(), it.active(), it.most()))
                        .toList(),
                choice.excluded().stream()
                        .sorted(Comparator.comparing(it -> it.reason() == Exclusion.OTHER_DEPARTMENT))
                        .limit(MOST_EXPLAINED)
                        .toList());
    }

    private static Explanation settled(Conversation conversation) {
        Why why = switch (conversation.status()) {
            case AUTOMATED -> Why.of(Code.NOT_REQUESTED);
            case ACTIVE -> new Why(Code.ASSIGNED, conversation.assignedAgent(), null);
            case RESOLVED -> Why.of(Code.RESOLVED);
            case CLOSED -> Why.of(Code.CLOSED);
            case WAITING -> throw new IllegalStateException("Explained elsewhere");
        };
        return new Explanation(conversation.status(), why, null, List.of(), List.of());
    }

    private Why whyWaiting(QueueEntry waiting, AgentSelection choice) {
        if (!isAutomatic(waiting.departmentId())) return Why.of(Code.BY_HAND);
        if (choice.chosen() != null)
            return new Why(Code.ABOUT_TO_BE_GIVEN, choice.chosen().person(), null);
        long serving = choice.excluded().stream()
                .filter(it -> it.reason() == Exclusion.BUSY || it.reason() == Exclusion.FULL)
                .count();
        return serving == 0 ? Why.of(Code.NOBODY_ONLINE) : new Why(Code.ALL_BUSY, null, Math.toIntExact(serving));
    }

    private boolean isAutomatic(UUID departmentId) {
        if (departmentId == null) return true;
        return database.transaction(
                Actor.SYSTEM,
                handle -> new QueueStore(handle)
                        .departments().stream().anyMatch(it -> it.id().equals(departmentId) && it.automatic()));
    }
}
