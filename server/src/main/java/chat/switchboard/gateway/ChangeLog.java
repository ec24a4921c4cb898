package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Conversation.Standing;
import chat.switchboard.kernel.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Which conversations changed lately, each once as it is now, in the order of their last changes. One for all who
/// follow; each of them remembers the number of the last change it was told.
final class ChangeLog {
    private final int most;
    private final Map<UUID, Change> changes = new LinkedHashMap<>();
    private long last;
    private long forgotten;

    /// @param number of the last change
    /// @param stood where it stood before each change that is remembered here
    record Change(long number, Conversation conversation, Standing standing, Set<Standing> stood) {
        boolean isVisibleTo(Actor actor) {
            return standing.visibleTo(actor);
        }

        boolean wasVisibleTo(Actor actor) {
            for (Standing before : stood) if (before.visibleTo(actor)) return true;
            return false;
        }
    }

    /// @param changes the oldest first
    /// @param forgotten who was not told up to this number has missed something
    record Snapshot(List<Change> changes, long forgotten) {}

    /// @param most conversations remembered; beyond that those are forgotten that have not changed for longest
    ChangeLog(int most) {
        this.most = most;
    }

    synchronized void add(Conversation before, Conversation after) {
        Change earlier = changes.remove(after.id());
        Set<Standing> stood = earlier == null ? Set.of(before.standing()) : with(earlier.stood, before.standing());
        changes.put(after.id(), new Change(++last, after, after.standing(), stood));
        if (changes.size() > most) forgetOldest();
    }

    /// The number of the last change.
    synchronized long last() {
        return last;
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(new ArrayList<>(changes.values()), forgotten);
    }

    /// Everybody was told up to this number.
    synchronized void forget(long told) {
        Iterator<Change> oldest = changes.values().iterator();
        while (oldest.hasNext() && oldest.next().number <= told) oldest.remove();
    }

    private void forgetOldest() {
        Iterator<Change> oldest = changes.values().iterator();
        forgotten = oldest.next().number;
        oldest.remove();
    }

    private static Set<Standing> with(Set<Standing> stood, Standing one) {
        if (stood.contains(one)) return stood;
        Set<Standing> more = new HashSet<>(stood);
        more.add(one);
        return more;
    }
}
