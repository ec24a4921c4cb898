package chat.switchboard.ledger;

import chat.switchboard.conversation.AgentCapacity;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The seats a batch may fill. Their accounts are locked, so what is counted here stays true until the commit,
/// whatever other nodes do meanwhile.
final class AgentCapacities {
    private final Map<UUID, AgentCapacity> seats = new HashMap<>();

    void add(Map<UUID, AgentCapacity> locked) {
        seats.putAll(locked);
    }

    /// Why the agent who would get the conversation by this may not; null if nobody does or she may.
    Refusal refuses(Actor actor, Command command, Conversation before, Conversation after) {
        UUID gains = busyWith(after);
        if (gains == null || gains.equals(busyWith(before))) return null;
        AgentCapacity seat = seats.get(gains);
        return seat == null ? null : seat.refuses(actor, command, after);
    }

    void moved(Conversation before, Conversation after) {
        UUID from = busyWith(before);
        UUID to = busyWith(after);
        if (java.util.Objects.equals(from, to)) return;
        seats.computeIfPresent(from, (_, seat) -> seat.with(-1));
        seats.computeIfPresent(to, (_, seat) -> seat.with(+1));
    }

    private static UUID busyWith(Conversation conversation) {
        return conversation.status() == Status.ACTIVE
                ? conversation.assignedAgent().id()
                : null;
    }
}
