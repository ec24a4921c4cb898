package chat.switchboard.queue;

import chat.switchboard.conversation.Command;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.presence.Presence;
import chat.switchboard.presence.StaffMember;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the policy out: reads, plans, and hands each assignment to the ledger.
///
/// The ledger decides it in the conversation's own writer, under the locks of the conversation and of the agent's
/// account: only there is it known for sure that the one still waits and the other still has room. So any number
/// of routers may run at the same time, on any number of nodes, without a leader.
final class Assigner {
    private static final Logger LOG = LoggerFactory.getLogger(Assigner.class);
    /// A round is short, so that what changes meanwhile is seen soon.
    private static final int MOST_IN_A_ROUND = 1_000;
    private static final int SECONDS_FOR_A_ROUND = 30;

    private final Database database;
    private final Presence presence;
    private final Conversations conversations;
    private final Supplier<AgentSelection.Policy> policy;

    Assigner(
            Database database, Presence presence, Conversations conversations, Supplier<AgentSelection.Policy> policy) {
        this.database = database;
        this.presence = presence;
        this.conversations = conversations;
        this.policy = policy;
    }

    /// Gives out what can be given out, until nothing more can. Answers how many were given.
    int run() {
        int given = 0;
        int last;
        do {
            last = round();
            given += last;
        } while (last > 0);
        return given;
    }

    private int round() {
        List<StaffMember> staff = presence.staff();
        List<StaffMember> free =
                staff.stream().filter(it -> AssignmentPlan.room(it) > 0).toList();
        if (free.isEmpty()) return 0;
        List<QueueEntry> front = database.transaction(Actor.SYSTEM, handle -> {
            QueueStore queue = new QueueStore(handle);
            return queue.front(mostByDepartment(queue.departments(), free));
        });
        // All of the staff, so that the record says who was not free and why.
        return front.isEmpty() ? 0 : carryOut(AssignmentPlan.of(front, staff, policy.get(), MOST_IN_A_ROUND));
    }

    /// As many of each line as those who serve it could take.
    private static Map<UUID, Integer> mostByDepartment(List<Department> departments, List<StaffMember> free) {
        Map<UUID, Integer> most = new HashMap<>();
        Set<UUID> automatic = new HashSet<>();
        departments.stream().filter(Department::automatic).map(Department::id).forEach(automatic::add);
        for (StaffMember member : free) {
            most.merge(null, AssignmentPlan.room(member), Integer::sum);
            for (UUID department : member.departmentIds())
                if (automatic.contains(department)) most.merge(department, AssignmentPlan.room(member), Integer::sum);
        }
        most.replaceAll((_, room) -> Math.min(room, MOST_IN_A_ROUND));
        return most;
    }

    private int carryOut(List<AssignmentPlan.Step> plan) {
        List<CompletableFuture<Outcome<Committed>>> answers =
                plan.stream().map(this::submit).toList();
        int given = 0;
        for (CompletableFuture<Outcome<Committed>> answer : answers) if (happened(answer)) given++;
        return given;
    }

    private CompletableFuture<Outcome<Committed>> submit(AssignmentPlan.Step step) {
        Command.Route route = new Command.Route(step.choice().record());
        return conversations.submit(Actor.SYSTEM, step.waiting().id(), route);
    }

    /// Refused or unchanged means that the world moved on since the plan; the next round sees how.
    private static boolean happened(CompletableFuture<Outcome<Committed>> answer) {
        return answer.orTimeout(SECONDS_FOR_A_ROUND, TimeUnit.SECONDS)
                .handle((outcome, fault) -> {
                    if (fault != null) LOG.error("An assignment failed", fault);
                    return outcome instanceof Outcome.Done<Committed>(Committed committed)
                            && !committed.events().isEmpty();
                })
                .join();
    }
}
