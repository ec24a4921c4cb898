package chat.switchboard.audit;

import chat.switchboard.kernel.Actor;
import chat.switchboard.postgres.Database;
import java.util.List;
import java.util.Optional;

/// What became of the chain of hashes.
///
/// @param entries how many were looked at: all, or those up to the first broken one
/// @param firstBroken that was changed, or stands behind one that was changed, removed or put in between
/// @param head hash of the last one that is whole. Kept elsewhere, it also shows later whether the end was cut off
public record Verification(long entries, Optional<AuditEntry> firstBroken, Hash head) {
    private static final int AT_ONCE = 1_000;

    public boolean valid() {
        return firstBroken.isEmpty();
    }

    /// Reads the whole log, in many short transactions.
    ///
    /// @param reader an admin or the server; for others the log is empty
    public static Verification of(Database database, Actor reader) {
        long position = 0;
        Hash head = Hash.NONE;
        while (true) {
            long from = position;
            List<AuditEntry> entries = database.transaction(reader, handle -> AuditStore.after(handle, from, AT_ONCE));
            for (AuditEntry entry : entries) {
                boolean whole = entry.position() == position + 1
                        && Hash.after(head, entry).equals(entry.hash());
                if (!whole) return new Verification(position + 1, Optional.of(entry), head);
                position = entry.position();
                head = entry.hash();
            }
            if (entries.size() < AT_ONCE) return new Verification(position, Optional.empty(), head);
        }
    }
}
