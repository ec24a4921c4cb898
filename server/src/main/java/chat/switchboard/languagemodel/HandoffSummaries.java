package chat.switchboard.languagemodel;

import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.log.LogText;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A conversation that passes from the bot to people, or from one agent to another, is summed up for whoever
/// gets it: an activity, by the system. The node that committed the handoff does it; where that fails, there
/// is none.
public final class HandoffSummaries {
    private static final Logger LOG = LoggerFactory.getLogger(HandoffSummaries.class);
    /// Fewer lines are read sooner than their summary.
    private static final int LEAST_LINES = 4;
    /// Beyond it there is no summary.
    private static final int MOST_WAITING = 50;

    private final Assistant assistant;
    private final Conversations conversations;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    public HandoffSummaries(Assistant assistant, Conversations conversations) {
        this.assistant = assistant;
        this.conversations = conversations;
    }

    /// Never blocks: call it right after the commit.
    public void committed(Committed committed) {
        Conversation after = committed.conversation();
        if (!isHandoff(committed.before(), after)
                || committed.repeated()
                || !assistant.model().isSummaryWanted()) return;
        if (!waiting.tryAcquire()) return;
        Thread.ofVirtual().name("handoff-summary").start(() -> {
            try {
                sumUp(after);
            } catch (RuntimeException fault) {
                LOG.debug("No summary: {}", LogText.line(fault));
            } finally {
                waiting.release();
            }
        });
    }

    private void sumUp(Conversation conversation) {
        assistant
                .summaryForTakeover(conversation, LEAST_LINES)
                .ifPresent(summary ->
                        conversations.submit(Actor.SYSTEM, conversation.id(), new Command.Summarise(summary)));
    }

    private static boolean isHandoff(Conversation before, Conversation after) {
        if (after.status() != Status.WAITING && after.status() != Status.ACTIVE) return false;
        if (before.status() == Status.AUTOMATED) return after.status() == Status.WAITING;
        return before.assignedAgent() != null && !isTheSame(before.assignedAgent(), after.assignedAgent());
    }

    private static boolean isTheSame(NamedRef agent, NamedRef other) {
        return other != null && agent.id().equals(other.id());
    }
}
