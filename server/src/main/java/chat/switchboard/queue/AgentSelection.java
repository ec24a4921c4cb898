package chat.switchboard.queue;

import chat.switchboard.conversation.Activity;
import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Activity.Exclusion;
import chat.switchboard.conversation.Activity.Rule;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.presence.StaffMember;
import chat.switchboard.presence.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Who gets one waiting conversation, and why: a pure decision with its reasons.
///
/// @param chosen null when nobody may have it now
/// @param rule what decided; null when nobody was chosen
/// @param candidates who may have it, the best first
/// @param excluded who may not, with the reason
public record AgentSelection(StaffMember chosen, Rule rule, List<StaffMember> candidates, List<Excluded> excluded) {
    private static final int MOST_NAMED = 10;

    public record Excluded(StaffMember member, Exclusion reason) {}

    /// @param previousAgentFirst whether the agent a customer knows is preferred while she has room
    public record Policy(boolean previousAgentFirst) {}

    static AgentSelection of(QueueEntry waiting, Collection<StaffMember> staff, Policy policy) {
        List<StaffMember> candidates = new ArrayList<>();
        List<Excluded> excluded = new ArrayList<>();
        for (StaffMember member : staff) {
            Exclusion reason = whyNot(waiting, member);
            if (reason == null) candidates.add(member);
            else excluded.add(new Excluded(member, reason));
        }
        if (candidates.isEmpty()) return new AgentSelection(null, null, candidates, excluded);
        candidates.sort(preference(waiting, policy));
        StaffMember chosen = candidates.getFirst();
        return new AgentSelection(chosen, rule(waiting, chosen, candidates, policy), candidates, excluded);
    }

    private static Exclusion whyNot(QueueEntry waiting, StaffMember member) {
        if (member.status() == Status.OFFLINE) return Exclusion.OFFLINE;
        if (!member.serves(waiting.departmentId())) return Exclusion.OTHER_DEPARTMENT;
        if (member.status() == Status.BUSY) return Exclusion.BUSY;
        return member.active() >= member.most() ? Exclusion.FULL : null;
    }

    /// The agent the customer knows, then who speaks the language, then who has least to do.
    static Comparator<StaffMember> preference(QueueEntry waiting, Policy policy) {
        return Comparator.<StaffMember>comparingInt(member -> isPrevious(waiting, member, policy) ? 0 : 1)
                .thenComparingInt(member -> speaks(waiting, member) ? 0 : 1)
                .thenComparingInt(StaffMember::active)
                .thenComparing(StaffMember::id);
    }

    private static boolean isPrevious(QueueEntry waiting, StaffMember member, Policy policy) {
        return policy.previousAgentFirst && member.id().equals(waiting.previousAgentId());
    }

    private static boolean speaks(QueueEntry waiting, StaffMember member) {
        return waiting.language() != null && member.languages().contains(waiting.language());
    }

    private static Rule rule(QueueEntry waiting, StaffMember chosen, List<StaffMember> candidates, Policy policy) {
        if (isPrevious(waiting, chosen, policy)) return new Rule(Rule.Code.PREVIOUS_AGENT, null, null);
        if (candidates.size() == 1) return new Rule(Rule.Code.ONLY_ONE, null, null);
        if (!speaks(waiting, chosen)) return new Rule(Rule.Code.LEAST_LOADED, candidates.size(), null);
        long speakers = candidates.stream().filter(it -> speaks(waiting, it)).count();
        return new Rule(Rule.Code.LEAST_LOADED, Math.toIntExact(speakers), waiting.language());
    }

    /// The decision's record, short enough to keep: the first candidates, the excluded by reason.
    Details.Routed record() {
        Map<Exclusion, List<NamedRef>> byReason = excluded.stream()
                .collect(Collectors.groupingBy(
                        Excluded::reason,
                        () -> new EnumMap<>(Exclusion.class),
                        Collectors.mapping(it -> it.member().person(), Collectors.toList())));
        List<Activity.Excluded> groups = new ArrayList<>();
        byReason.forEach(
                (reason, agents) -> groups.add(new Activity.Excluded(reason, firstOf(agents), moreThan(agents))));
        return new Details.Routed(
                chosen.person(),
                rule,
                firstOf(candidates).stream()
                        .map(it -> new Activity.Candidate(it.person(), it.active(), it.most()))
                        .toList(),
                moreThan(candidates),
                groups);
    }

    private static <T> List<T> firstOf(List<T> all) {
        return List.copyOf(all.subList(0, Math.min(all.size(), MOST_NAMED)));
    }

    private static Integer moreThan(List<?> all) {
        return all.size() > MOST_NAMED ? all.size() - MOST_NAMED : null;
    }
}
