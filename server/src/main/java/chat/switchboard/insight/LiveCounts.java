package chat.switchboard.insight;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.Standing;
import chat.switchboard.conversation.Status;
import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The counts of every inbox, kept up to date by what is committed: one query for all agents at the start, and one now
/// and then as a check. Conversations that stand alike are counted together, so what one agent's counts cost does not
/// grow with the number of conversations.
///
/// Once started it holds a few bytes for each conversation that is neither resolved nor closed.
public final class LiveCounts {
    private final Database database;
    /// Taken for a whole reading; the other lock only for a moment.
    private final Object reading = new Object();

    private Map<UUID, Open> open;
    private Map<Standing, Tally> tallies;
    /// What was committed during a reading; null where a conversation is not open any more.
    private Map<UUID, Open> meanwhile;

    /// One conversation as far as it is counted.
    ///
    /// @param standing without the customer
    record Open(Standing standing, boolean escalated, boolean overdue) {
        /// Null when it is resolved or closed.
        static Open of(Conversation conversation) {
            Standing standing = conversation.standing();
            return switch (standing.status()) {
                case AUTOMATED, WAITING, ACTIVE ->
                    new Open(
                            new Standing(standing.status(), null, standing.agentId(), standing.departmentId()),
                            conversation.times().escalatedAt() != null,
                            conversation.replyClock().isOverdue());
                case RESOLVED, CLOSED -> null;
            };
        }
    }

    private record Tally(int all, int escalated, int overdue) {
        static final Tally NONE = new Tally(0, 0, 0);

        /// @param one 1 for a conversation that comes, -1 for one that goes
        Tally plus(Open counted, int one) {
            return new Tally(
                    all + one, escalated + (counted.escalated ? one : 0), overdue + (counted.overdue ? one : 0));
        }
    }

    public LiveCounts(Database database) {
        this.database = database;
    }

    /// From now on the counts are right. Blocks at the first time; costs nothing afterwards.
    public void start() {
        synchronized (reading) {
            if (!isStarted()) read();
        }
    }

    /// Counts anew, in case somebody else has changed conversations. Blocks.
    public void check() {
        synchronized (reading) {
            if (isStarted()) read();
        }
    }

    /// A conversation is like this now. To be called in the order of its commits.
    public synchronized void committed(Conversation conversation) {
        if (open == null && meanwhile == null) return;
        Open now = Open.of(conversation);
        if (meanwhile != null) meanwhile.put(conversation.id(), now);
        if (open != null) count(conversation.id(), now);
    }

    /// What an agent's tabs show, of what the agent may see.
    ///
    /// @throws IllegalStateException unless started
    public synchronized Inbox.Counts of(Actor.Staff staff) {
        if (open == null) throw new IllegalStateException("Not started");
        int automated = 0;
        int waiting = 0;
        int active = 0;
        int mine = 0;
        int escalated = 0;
        int overdue = 0;
        for (Map.Entry<Standing, Tally> entry : tallies.entrySet()) {
            Standing standing = entry.getKey();
            if (!standing.visibleTo(staff)) continue;
            Tally tally = entry.getValue();
            if (standing.status() == Status.AUTOMATED) automated += tally.all;
            if (standing.status() == Status.WAITING) waiting += tally.all;
            if (standing.status() == Status.ACTIVE) {
                active += tally.all;
                if (staff.id().equals(standing.agentId())) mine += tally.all;
            }
            escalated += tally.escalated;
            overdue += tally.overdue;
        }
        return new Inbox.Counts(automated, waiting, active, mine, escalated, overdue);
    }

    private synchronized boolean isStarted() {
        return open != null;
    }

    /// What is committed while the query runs is the query's or a later state, and is put over it.
    private void read() {
        synchronized (this) {
            meanwhile = new HashMap<>();
        }
        Map<UUID, Open> found = null;
        try {
            found = database.transaction(Actor.SYSTEM, handle -> new InboxStore(handle).open());
        } finally {
            begin(found);
        }
    }

    /// @param found null when it could not be read
    private synchronized void begin(Map<UUID, Open> found) {
        Map<UUID, Open> newer = meanwhile;
        meanwhile = null;
        if (found == null) return;
        open = found;
        tallies = new HashMap<>();
        for (Open each : found.values()) tally(each, 1);
        newer.forEach(this::count);
    }

    private void count(UUID id, Open now) {
        Open before = now == null ? open.remove(id) : open.put(id, now);
        if (before == null ? now == null : before.equals(now)) return;
        if (before != null) tally(before, -1);
        if (now != null) tally(now, 1);
    }

    private void tally(Open counted, int one) {
        tallies.compute(counted.standing, (_, before) -> {
            Tally after = (before == null ? Tally.NONE : before).plus(counted, one);
            return after.all == 0 ? null : after;
        });
    }
}
