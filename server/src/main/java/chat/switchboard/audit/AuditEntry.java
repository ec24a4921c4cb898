package chat.switchboard.audit;

import java.time.Instant;
import java.util.UUID;

/// One thing that was done.
///
/// @param position from 1, without gaps
/// @param at to the microsecond
/// @param actor `unknown` by type where nobody was logged in
/// @param before JSON, or null
/// @param after JSON, or null
/// @param sessionId the log-in it was done with, or null
/// @param network the key of the network address, or null
/// @param hash SHA-256 of the entry before and of this one
public record AuditEntry(
        long position,
        UUID id,
        Instant at,
        Who actor,
        String action,
        AuditLog.Subject subject,
        String before,
        String after,
        UUID sessionId,
        String network,
        Hash hash) {

    /// @param id null where the server did it itself, and where nobody was logged in
    /// @param name at that time, or null
    public record Who(String type, UUID id, String name) {}
}
