package chat.switchboard.queue;

import chat.switchboard.conversation.NamedRef;
import chat.switchboard.presence.StaffMember;
import chat.switchboard.presence.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Who gets one waiting conversation, and why: a pure decision with its reasons.
///
/// @param chosen null when nobody may have it now
/// @param rule what decided, as a person would say it
/// @param candidates who may have it, the best first
/// @param excluded who may not, with the reason
public record AgentSelection(StaffMember chosen, String rule, List<StaffMember> candidates, List<Excluded> excluded) {
    private static final int MOST_NAMED = 10;

    public record Excluded(NamedRef agent, String reason) {}

    /// @param previousAgentFirst whether the agent a customer knows is preferred while she has room
    public record Policy(boolean previousAgentFirst) {}

    static AgentSelection of(QueueEntry waiting, Collection<StaffMember> staff, Policy policy) {
        List<StaffMember> candidates = new ArrayList<>();
        List<Excluded> excluded = new ArrayList<>();
        for (StaffMember member : staff) {
            String reason = whyNot(waiting, member);
            if (reason == null) candidates.add(member);
            else excluded.add(new Excluded(member.person(), reason));
        }
        if (candidates.isEmpty()) return new AgentSelection(null, "nobody is free", candidates, excluded);
        candidates.sort(preference(waiting, policy));
        StaffMember chosen = candidates.getFirst();
        return new AgentSelection(chosen, rule(waiting, chosen, candidates, policy), candidates, excluded);
    }

    private static String whyNot(QueueEntry waiting, StaffMember member) {
        if (member.status() == Status.OFFLINE) return "offline";
        if (!member.serves(waiting.departmentId())) return "another department";
        if (member.status() == Status.BUSY) return "busy";
        if (member.active() >= member.most()) return "full: " + member.active() + " of " + member.most();
        return null;
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

    private static String rule(QueueEntry waiting, StaffMember chosen, List<StaffMember> candidates, Policy policy) {
        if (isPrevious(waiting, chosen, policy)) return "knows the customer";
        if (candidates.size() == 1) return "the only one free";
        if (!speaks(waiting, chosen)) return "least loaded of " + candidates.size();
        long speakers = candidates.stream().filter(it -> speaks(waiting, it)).count();
        return "least loaded of " + speakers + " who speak " + waiting.language();
    }

    /// The decision's record, short enough to keep: the first candidates by name, the excluded by reason.
    Map<String, String> record() {
        Map<String, String> record = new TreeMap<>();
        record.put("agent", chosen.person().name());
        record.put("rule", rule);
        record.put(
                "candidates",
                firstOf(candidates.stream().map(AgentSelection::withLoad).toList()));
        excluded.stream()
                .collect(Collectors.groupingBy(
                        it -> it.reason().startsWith("full") ? "full" : it.reason(),
                        TreeMap::new,
                        Collectors.mapping(it -> it.agent().name(), Collectors.toList())))
                .forEach((reason, names) -> record.put("excluded: " + reason, firstOf(names)));
        return record;
    }

    private static String withLoad(StaffMember member) {
        return member.person().name() + " " + member.active() + "/" + member.most();
    }

    private static String firstOf(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMED ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
    }
}
