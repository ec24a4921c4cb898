package chat.switchboard.audit;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.CursorText;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.postgres.Database;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The door to what the audit log holds, for admins. Blocks: call it on a virtual thread.
public final class AuditEntries {
    public static final int MOST_EXPORTED = 50_000;

    private final Database database;

    public AuditEntries(Database database) {
        this.database = database;
    }

    /// What to list; null means "any".
    ///
    /// @param action `account.created`, or its first part for all of them: `account`
    /// @param subject an id, a type, or a part of a name
    /// @param from not before this
    /// @param to before this
    public record Filter(UUID actorId, String action, String subject, Instant from, Instant to) {}

    /// @param nextCursor where the next page begins, or null at the end
    public record Page(List<AuditEntry> items, String nextCursor) {}

    /// Newest first.
    ///
    /// @param cursor as answered before, or null for the first page
    public Outcome<Page> list(Actor.Staff staff, Filter filter, String cursor, int limit) {
        return admin(staff).then(admin -> {
            Long before = cursor == null ? Long.valueOf(Long.MAX_VALUE) : position(cursor);
            if (before == null) return Outcome.refused(Refusal.invalid("cursor", Reason.NOT_A_CURSOR));
            List<AuditEntry> found =
                    database.transaction(admin, handle -> AuditStore.list(handle, filter, before, limit + 1));
            if (found.size() <= limit) return Outcome.done(new Page(found, null));
            return Outcome.done(new Page(
                    found.subList(0, limit), cursor(found.get(limit - 1).position())));
        });
    }

    /// All that the filter finds, newest first; refuses when there are more than 50,000. That it was exported becomes
    /// an entry of its own.
    public Outcome<List<AuditEntry>> export(Actor.Staff staff, AuditLog.Origin origin, Filter filter) {
        return admin(staff)
                .then(admin -> database.transaction(admin, handle -> {
                    List<AuditEntry> found = AuditStore.list(handle, filter, Long.MAX_VALUE, MOST_EXPORTED + 1);
                    if (found.size() > MOST_EXPORTED)
                        return Outcome.refused(
                                Refusal.of(Refusal.Code.VALIDATION_FAILED, Reason.TOO_MANY_TO_EXPORT, MOST_EXPORTED));
                    AuditLog.record(handle, origin, "audit.exported", AuditLog.Subject.only("audit"), null, null);
                    return Outcome.done(found);
                }));
    }

    /// Reads the whole log.
    public Outcome<Verification> verify(Actor.Staff staff) {
        return admin(staff).map(admin -> Verification.of(database, admin));
    }

    private static Outcome<Actor.Admin> admin(Actor.Staff staff) {
        return staff instanceof Actor.Admin admin
                ? Outcome.done(admin)
                : Outcome.refused(Refusal.of(Refusal.Code.FORBIDDEN, Reason.ADMINS_ONLY));
    }

    private static String cursor(long position) {
        return CursorText.of(Long.toString(position));
    }

    /// Null when it is not one of ours.
    private static Long position(String cursor) {
        try {
            return Long.valueOf(CursorText.read(cursor));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
