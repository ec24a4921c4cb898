package chat.switchboard.ledger;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Preconditions.Assignee;
import chat.switchboard.conversation.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// How the agents stand to whom a batch may assign something. Their accounts are locked, so the counts hold until the
/// commit, whatever other nodes do meanwhile.
final class AgentCapacities {
    private final Map<UUID, Assignee> agents = new HashMap<>();

    void add(Map<UUID, Assignee> locked) {
        agents.putAll(locked);
    }

    /// @param agent null for nobody, which answers null
    Assignee of(NamedRef agent) {
        if (agent == null) return null;
        Assignee known = agents.get(agent.id());
        return known == null ? Assignee.gone(agent) : known;
    }

    void moved(Conversation before, Conversation after) {
        UUID from = busyWith(before);
        UUID to = busyWith(after);
        if (Objects.equals(from, to)) return;
        agents.computeIfPresent(from, (_, agent) -> agent.withActive(agent.active() - 1));
        agents.computeIfPresent(to, (_, agent) -> agent.withActive(agent.active() + 1));
    }

    private static UUID busyWith(Conversation conversation) {
        return conversation.status() == Status.ACTIVE
                ? conversation.assignedAgent().id()
                : null;
    }
}
