package chat.switchboard.routing;

import chat.switchboard.presence.StaffMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who gets what, for a whole queue at once: each conversation in its turn gets the best who is still free.
///
/// Pure. It holds for the moment its inputs were read; whether it still does is decided under locks, one
/// assignment at a time, by the ledger.
final class Plan {
    /// One assignment of the plan.
    record Step(Waiting waiting, Choice choice) {}

    private final Map<UUID, StaffMember> staff = new LinkedHashMap<>();
    private final Choice.Policy policy;
    private int room;

    private Plan(Collection<StaffMember> members, Choice.Policy policy) {
        this.policy = policy;
        for (StaffMember member : members) staff.put(member.id(), member);
        this.room = members.stream().mapToInt(Plan::room).sum();
    }

    /// @param most steps
    static List<Step> of(Collection<Waiting> queue, Collection<StaffMember> staff, Choice.Policy policy, int most) {
        return new Plan(staff, policy).steps(queue, most);
    }

    /// How many more the desk would give this one.
    static int room(StaffMember member) {
        boolean takes = member.status() == chat.switchboard.presence.Status.ONLINE;
        return takes ? Math.max(0, member.most() - member.active()) : 0;
    }

    private List<Step> steps(Collection<Waiting> queue, int most) {
        List<Step> steps = new ArrayList<>();
        for (Waiting waiting : queue.stream().sorted(Waiting.TURN).toList()) {
            if (room == 0 || steps.size() == most) break;
            Choice choice = Choice.of(waiting, staff.values(), policy);
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
