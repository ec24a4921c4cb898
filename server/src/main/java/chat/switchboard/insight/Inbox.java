package chat.switchboard.insight;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.postgres.Database;
import java.util.List;
import java.util.UUID;

/// Lists of conversations, newest activity first. Row-level security decides what an actor finds in them.
/// Blocks: call it on a virtual thread.
public final class Inbox {
    public static final int MOST_A_PAGE = 100;

    private final Database database;

    public Inbox(Database database) {
        this.database = database;
    }

    /// What to list; null means "any".
    ///
    /// @param assigneeId an agent's id
    /// @param unassigned only conversations nobody has
    /// @param search words that stand in the subject, the customer's name or the number
    public record Filter(
            List<String> statuses,
            UUID assigneeId,
            boolean unassigned,
            String priority,
            String category,
            UUID departmentId,
            String label,
            Boolean escalated,
            Boolean overdue,
            String search) {

        public static final Filter EVERYTHING = new Filter(null, null, false, null, null, null, null, null, null, null);
    }

    /// @param nextCursor where the next page begins, or null at the end
    public record Page(List<Conversation> items, String nextCursor) {}

    public record Counts(int automated, int waiting, int active, int mine, int escalated, int overdue) {}

    /// @param cursor as answered before, or null for the first page
    public Outcome<Page> list(Actor actor, Filter filter, String cursor, int limit) {
        if (filter.label() != null && actor instanceof Actor.Requester) return Outcome.refused(Refusal.staffOnly());
        Cursor from;
        try {
            from = Cursor.parse(cursor);
        } catch (IllegalArgumentException malformed) {
            return Outcome.refused(Refusal.invalid("cursor", Refusal.Reason.NOT_A_CURSOR));
        }
        List<Conversation> found =
                database.transaction(actor, handle -> new InboxStore(handle).list(actor, filter, from, limit + 1));
        if (found.size() <= limit) return Outcome.done(new Page(found, null));
        return Outcome.done(new Page(
                found.subList(0, limit), Cursor.after(found.get(limit - 1)).toString()));
    }

    /// Counts that follow every commit.
    public LiveCounts liveCounts() {
        return new LiveCounts(database);
    }

    /// What an agent's tabs show.
    public Counts counts(Actor.Staff staff) {
        return database.transaction(staff, handle -> new InboxStore(handle).counts(staff.id()));
    }
}
