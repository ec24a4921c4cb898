package chat.switchboard.queue;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Says why a conversation has the agent it has, or still none.
final class Explainer {
    private static final int MOST_EXPLAINED = 50;

    private final Database database;
    private final Conversations conversations;
    private final Presence presence;
    private final QueueBoard board;
    private final AgentSelection.Policy policy;

    Explainer(
            Database database,
            Conversations conversations,
            Presence presence,
            QueueBoard board,
            AgentSelection.Policy policy) {
        this.database = database;
        this.conversations = conversations;
        this.presence = presence;
        this.board = board;
        this.policy = policy;
    }

    Outcome<Explanation> explain(Actor.Staff staff, UUID conversationId) {
        return conversations.find(staff, conversationId).map(this::explain);
    }

    private Explanation explain(Conversation conversation) {
        if (conversation.status() != Status.WAITING) return settled(conversation);
        QueueEntry waiting = database.transaction(
                        Actor.SYSTEM, handle -> new QueueStore(handle).find(conversation.id()))
                .orElseGet(() -> QueueBoard.waiting(conversation));
        AgentSelection choice = AgentSelection.of(waiting, presence.staff(), policy);
        return new Explanation(
                conversation.status().wireName(),
                whyWaiting(waiting, choice),
                board.position(conversation.id()),
                choice.candidates().stream()
                        .limit(MOST_EXPLAINED)
                        .map(it -> new Explanation.Candidate(it.person(), it.active(), it.most()))
                        .toList(),
                choice.excluded().stream()
                        .sorted(Comparator.comparing(it -> it.reason().equals("another department")))
                        .limit(MOST_EXPLAINED)
                        .toList());
    }

    private static Explanation settled(Conversation conversation) {
        String summary = switch (conversation.status()) {
            case AUTOMATED -> "Nobody has asked for a person.";
            case ACTIVE -> conversation.assignedAgent().name() + " has it; the activity says why.";
            case RESOLVED -> "It is resolved.";
            case CLOSED -> "It is closed.";
            case WAITING -> throw new IllegalStateException("Explained elsewhere");
        };
        return new Explanation(conversation.status().wireName(), summary, null, List.of(), List.of());
    }

    private String whyWaiting(QueueEntry waiting, AgentSelection choice) {
        if (!isAutomatic(waiting.departmentId())) return "Its department takes conversations by hand.";
        if (choice.chosen() != null)
            return "It is about to be given to " + choice.chosen().person().name() + ".";
        long serving = choice.excluded().stream()
                .filter(it -> !it.reason().equals("another department")
                        && !it.reason().equals("offline"))
                .count();
        if (serving == 0) return "Nobody who serves it is online.";
        return String.format(Locale.ROOT, "All %d who serve it are busy or full.", serving);
    }

    private boolean isAutomatic(UUID departmentId) {
        if (departmentId == null) return true;
        return database.transaction(
                Actor.SYSTEM,
                handle -> new QueueStore(handle)
                        .departments().stream().anyMatch(it -> it.id().equals(departmentId) && it.automatic()));
    }
}
