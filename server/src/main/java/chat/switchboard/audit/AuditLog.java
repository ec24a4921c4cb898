package chat.switchboard.audit;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.UuidV7;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Writes the audit log.
public final class AuditLog {
    /// Bytes of what was or is; more of it is left out.
    private static final int MOST_BYTES = 64 * 1024;

    private static final UuidV7 IDS = new UuidV7(Clock.systemUTC());

    private AuditLog() {}

    /// Who does something, and from where.
    ///
    /// @param actor null for somebody who is not known, such as one who tries to log in
    /// @param sessionId the log-in it is done with, or null
    /// @param address the key of the network address, or null
    public record Origin(Actor actor, UUID sessionId, String address) {
        /// The server itself, and whoever works at its machine.
        public static final Origin SYSTEM = new Origin(Actor.SYSTEM, null, null);
    }

    /// What it is done to.
    ///
    /// @param type such as `account`
    /// @param id null where there is only one
    /// @param name as it is called at that time, or null
    public record Subject(String type, String id, String name) {
        /// What there is only one of.
        public static Subject only(String type) {
            return new Subject(type, (String) null, null);
        }

        public Subject(String type, UUID id, String name) {
            this(type, id.toString(), name);
        }
    }

    /// Adds an entry in the transaction of the change, so that there is never one without the other.
    ///
    /// From here to the commit nobody else can add one: make it the last statement of the transaction.
    ///
    /// @param action what was done to what: `department.updated`
    /// @param before the JSON of what was changed, or null; no secrets
    /// @param after the JSON of what it is now, or null; no secrets
    public static void record(
            Handle handle, Origin origin, String action, Subject subject, String before, String after) {
        AuditStore.insert(handle, IDS.next(), origin, action, subject, bounded(before), bounded(after));
    }

    private static String bounded(String json) {
        if (json == null) return null;
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MOST_BYTES ? json : String.format(Locale.ROOT, "{\"leftOutBytes\":%d}", bytes);
    }
}
