package chat.switchboard.identity;

import chat.switchboard.identity.Notice.Event;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What a change of a department's members does to their accounts. Every method works inside a transaction of the
/// caller.
public final class MembershipStore {
    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());

    private MembershipStore() {}

    /// Members are part of their accounts: until the transaction's end nobody else changes any.
    ///
    /// @return why this person may not either, who was an admin when the request came; or null
    public static Refusal lock(Handle handle, Actor.Staff by) {
        AccountStore.lockChanges(handle);
        return AccountStore.isActiveAdmin(handle, by.id()) ? null : Refusal.unauthenticated();
    }

    /// Locks the accounts of those who come into a department or leave it: their rows change with it. By id, like
    /// whoever assigns conversations to them, so that nobody waits in a circle.
    public static void lockChanged(Handle handle, UUID department, Collection<UUID> members) {
        handle.createQuery("""
                        SELECT id FROM account
                        WHERE (id = ANY (:members))
                              <> (id IN (SELECT account_id FROM account_department WHERE department_id = :department))
                        ORDER BY id FOR NO KEY UPDATE""")
                .bindArray("members", UUID.class, List.copyOf(members))
                .bind("department", department)
                .mapTo(UUID.class)
                .list();
    }

    /// Whether all of them may be in a department. Call it after [#lock].
    public static boolean areStaff(Handle handle, List<UUID> accounts) {
        return handle.createQuery("""
                                SELECT count(*) FROM account
                                WHERE id = ANY (:ids) AND role IN ('agent', 'admin') AND deleted_at IS NULL""")
                        .bindArray("ids", UUID.class, accounts)
                        .mapTo(Integer.class)
                        .one()
                == accounts.size();
    }

    /// Tells those who came or left, except whoever did it.
    public static void tell(Handle handle, Actor.Staff by, Collection<UUID> accounts) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (UUID account : accounts)
            if (!account.equals(by.id()))
                NoticeStore.insert(
                        handle,
                        account,
                        null,
                        new Notice(IDS.next(), Event.DEPARTMENTS_CHANGED, now, Map.of("by", by.name())));
    }
}
