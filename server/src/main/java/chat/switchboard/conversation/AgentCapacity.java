package chat.switchboard.conversation;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import java.util.Set;
import java.util.UUID;

/// Whether somebody has room for one more conversation: how a staff member stands within one transaction.
///
/// @param online said so, and has shown signs of life since
/// @param here has shown signs of life, and did not say "offline"
/// @param active active conversations now
/// @param most how many there may be
public record AgentCapacity(
        UUID agentId,
        String name,
        boolean admin,
        boolean online,
        boolean here,
        int active,
        int most,
        Set<UUID> departments) {

    /// Why `actor` may not put the conversation here; null if that is all right.
    ///
    /// The limit and the presence protect people from what is given to them, not from what they take: who
    /// accepts a conversation by her own hand may have one more than the desk would give her.
    public Refusal refuses(Actor actor, Command command, Conversation after) {
        if (command instanceof Command.Route) return refusesRouted(actor, after);
        boolean own = actor instanceof Actor.Staff staff && staff.id().equals(agentId);
        if (own) return null;
        if (!admin && !serves(after))
            return Refusal.invalid(
                    "agentId",
                    Reason.AGENT_NOT_IN_DEPARTMENT,
                    name,
                    after.topic().department().name());
        if (!here) return Refusal.conflict(Reason.AGENT_OFFLINE, name);
        return active >= most ? full() : null;
    }

    private Refusal refusesRouted(Actor actor, Conversation after) {
        if (actor instanceof Actor.System && !online) return Refusal.conflict(Reason.AGENT_NOT_ONLINE, name);
        boolean takes = !(actor instanceof Actor.System);
        if (!serves(after) && !(admin && takes))
            return Refusal.conflict(
                    Reason.AGENT_NOT_IN_DEPARTMENT,
                    name,
                    after.topic().department().name());
        return active >= most ? full() : null;
    }

    public AgentCapacity with(int change) {
        return new AgentCapacity(agentId, name, admin, online, here, active + change, most, departments);
    }

    private boolean serves(Conversation conversation) {
        NamedRef department = conversation.topic().department();
        return department == null || departments.contains(department.id());
    }

    private Refusal full() {
        return Refusal.conflict(Reason.AGENT_FULL, name, active, most);
    }
}
