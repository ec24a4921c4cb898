package chat.switchboard.conversation;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Everything a decision depends on beside the conversation, the actor and the command. Whoever asks for a decision has
/// read it under locks, so it holds until the decision is committed.
///
/// @param botActive whether a bot answers until somebody asks for a person
/// @param attended whether the assigned agent has the conversation open, or had a moment ago
/// @param burst customer messages within so long of the first of them count as one; zero: each counts
/// @param leaseHeld whether the server still holds the lease under which it does this; true where none is needed
/// @param assignee how the agent stands whom the command would make responsible; null where it names nobody
public record Preconditions(
        Instant now, boolean botActive, boolean attended, Duration burst, boolean leaseHeld, Assignee assignee) {

    /// Without a bot, with nobody looking, each message counts, and whoever is named has room.
    public static Preconditions at(Instant now) {
        return new Preconditions(now, false, false, Duration.ZERO, true, null);
    }

    public Preconditions withBot() {
        return new Preconditions(now, true, attended, burst, leaseHeld, assignee);
    }

    public Preconditions whileAttended() {
        return new Preconditions(now, botActive, true, burst, leaseHeld, assignee);
    }

    public Preconditions countingBursts(Duration length) {
        return new Preconditions(now, botActive, attended, length, leaseHeld, assignee);
    }

    public Preconditions withoutLease() {
        return new Preconditions(now, botActive, attended, burst, false, assignee);
    }

    public Preconditions withAssignee(Assignee agent) {
        return new Preconditions(now, botActive, attended, burst, leaseHeld, agent);
    }

    /// Why the agent who would get the conversation by this may not have it; null if nobody does, or the agent may.
    Refusal refuses(Actor actor, Command command, Conversation before, Conversation after) {
        boolean gained = assignee != null && isServed(after) && !isServed(before);
        return gained ? assignee.refuses(actor, command, after) : null;
    }

    /// Whether it counts towards the limit of the assignee.
    private boolean isServed(Conversation conversation) {
        return conversation.status() == Status.ACTIVE && conversation.isAssignedTo(assignee.agentId);
    }

    /// Whether an agent may get one more conversation.
    ///
    /// The limit and the presence protect people from what is given to them. Self-assignment is exempt
    /// from both: an agent who accepts by hand may exceed the limit.
    ///
    /// @param exists whether there is an active account of the staff
    /// @param online said so, and has shown signs of life since
    /// @param here has shown signs of life, and did not say "offline"
    /// @param active active conversations now
    /// @param most how many there may be
    public record Assignee(
            UUID agentId,
            String name,
            boolean exists,
            boolean admin,
            boolean online,
            boolean here,
            int active,
            int most,
            Set<UUID> departments) {

        /// Somebody whose account was closed or switched off.
        public static Assignee gone(NamedRef agent) {
            return new Assignee(agent.id(), agent.name(), false, false, false, false, 0, 0, Set.of());
        }

        public Assignee withActive(int count) {
            return new Assignee(agentId, name, exists, admin, online, here, count, most, departments);
        }

        /// Why the conversation may not be given to this agent; null if it may.
        Refusal refuses(Actor actor, Command command, Conversation after) {
            if (command instanceof Command.Route) return refusesRouted(actor, after);
            boolean own = actor instanceof Actor.Staff staff && staff.id().equals(agentId);
            if (own) return null;
            if (!exists) return Refusal.invalid("agentId", Reason.NO_SUCH_THING);
            if (!admin && !serves(after))
                return Refusal.invalid("agentId", Reason.AGENT_NOT_IN_DEPARTMENT, name, departmentOf(after));
            if (!here) return Refusal.conflict(Reason.AGENT_OFFLINE, name);
            return isFull() ? full() : null;
        }

        private Refusal refusesRouted(Actor actor, Conversation after) {
            boolean byRouter = actor instanceof Actor.System;
            if (byRouter && !online) return Refusal.conflict(Reason.AGENT_NOT_ONLINE, name);
            if (!serves(after) && (byRouter || !admin))
                return Refusal.conflict(Reason.AGENT_NOT_IN_DEPARTMENT, name, departmentOf(after));
            return isFull() ? full() : null;
        }

        private boolean isFull() {
            return active >= most;
        }

        private boolean serves(Conversation conversation) {
            NamedRef department = conversation.topic().department();
            return department == null || departments.contains(department.id());
        }

        private static String departmentOf(Conversation conversation) {
            return conversation.topic().department().name();
        }

        private Refusal full() {
            return Refusal.conflict(Reason.AGENT_FULL, name, active, most);
        }
    }
}
