package chat.switchboard.queue;

import chat.switchboard.presence.StaffMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who gets what, for a whole queue at once: each conversation, in order, gets the best agent who is still free.
///
/// Pure. It holds for the moment its inputs were read; whether it still does is decided under locks, one
/// assignment at a time, by the ledger.
final class AssignmentPlan {
    /// One assignment of the plan.
    record Step(QueueEntry waiting, AgentSelection choice) {}

    private final Map<UUID, StaffMember> staff = new LinkedHashMap<>();
    private final AgentSelection.Policy policy;
    private int room;

    private AssignmentPlan(Collection<StaffMember> members, AgentSelection.Policy policy) {
        this.policy = policy;
        for (StaffMember member : members) staff.put(member.id(), member);
        this.room = members.stream().mapToInt(AssignmentPlan::room).sum();
    }

    /// @param most steps
    static List<Step> of(
            Collection<QueueEntry> queue, Collection<StaffMember> staff, AgentSelection.Policy policy, int most) {
        return new AssignmentPlan(staff, policy).steps(queue, most);
    }

    /// How many more the desk would give this one.
    static int room(StaffMember member) {
        boolean takes = member.status() == chat.switchboard.presence.Status.ONLINE;
        return takes ? Math.max(0, member.most() - member.active()) : 0;
    }

    private List<Step> steps(Collection<QueueEntry> queue, int most) {
        List<Step> steps = new ArrayList<>();
        for (QueueEntry waiting : queue.stream().sorted(QueueEntry.ORDER).toList()) {
            if (room == 0 || steps.size() == most) break;
            AgentSelection choice = AgentSelection.of(waiting, staff.values(), policy);
            if (choice.chosen() == null) continue;
            steps.add(new Step(waiting, choice));
            staff.computeIfPresent(choice.chosen().id(), (_, member) -> oneMore(member));
            room--;
        }
        return steps;
    }

    private static StaffMember oneMore(StaffMember m) {
        return new StaffMember(
                m.person(),
                m.admin(),
                m.status(),
                m.since(),
                m.active() + 1,
                m.most(),
                m.departmentIds(),
                m.languages(),
                m.seenAt());
    }
}
