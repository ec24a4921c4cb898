package chat.switchboard.queue;

import chat.switchboard.conversation.Activity.Details;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// An agent takes the next conversation by hand. The department's mode does not matter.
final class TakeNext {
    /// Conversations tried before it gives up against colleagues who are faster.
    private static final int MOST_TRIES = 20;

    private static final Refusal NOT_SERVED = Refusal.invalid("departmentId", Refusal.Reason.DEPARTMENT_NOT_SERVED);

    private final Database database;
    private final Conversations conversations;

    TakeNext(Database database, Conversations conversations) {
        this.database = database;
        this.conversations = conversations;
    }

    /// @param departmentId null: any department that `staff` serves, and none
    Outcome<Optional<Conversation>> run(Actor.Staff staff, UUID departmentId) {
        return front(staff, departmentId).then(front -> take(staff, front));
    }

    private Outcome<List<QueueEntry>> front(Actor.Staff staff, UUID departmentId) {
        return database.transaction(Actor.SYSTEM, handle -> {
            QueueStore store = new QueueStore(handle);
            Collection<UUID> served = departmentsOf(staff, store);
            if (departmentId != null && !served.contains(departmentId)) return Outcome.refused(NOT_SERVED);
            Map<UUID, Integer> most = new HashMap<>();
            if (departmentId == null) {
                most.put(null, MOST_TRIES);
                served.forEach(department -> most.put(department, MOST_TRIES));
            } else most.put(departmentId, MOST_TRIES);
            return Outcome.done(store.front(most).stream()
                    .sorted(QueueEntry.ORDER)
                    .limit(MOST_TRIES)
                    .toList());
        });
    }

    private static Collection<UUID> departmentsOf(Actor.Staff staff, QueueStore store) {
        return switch (staff) {
            case Actor.Agent agent -> agent.departmentIds();
            case Actor.Admin _ ->
                store.departments().stream().map(Department::id).toList();
        };
    }

    private Outcome<Optional<Conversation>> take(Actor.Staff staff, List<QueueEntry> front) {
        Command.Route route = new Command.Route(Details.Routed.takenByHand(new NamedRef(staff.id(), staff.name())));
        for (QueueEntry waiting : front) {
            Outcome<Committed> outcome =
                    conversations.submit(staff, waiting.id(), route).join();
            if (outcome instanceof Outcome.Refused<Committed>(Refusal refusal)
                    && refusal.code() != Refusal.Code.NOT_FOUND) return Outcome.refused(refusal);
            if (outcome instanceof Outcome.Done<Committed>(Committed committed)
                    && !committed.events().isEmpty()) return Outcome.done(Optional.of(committed.conversation()));
        }
        return Outcome.done(Optional.empty());
    }
}
