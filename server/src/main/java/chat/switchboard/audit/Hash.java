package chat.switchboard.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;

/// The hash of an entry, in hexadecimal: SHA-256 of the hash before it and of the entry's canonical form.
///
/// Worked out here to verify what the database worked out when the entry was added (`audit_append` in V19).
public record Hash(String hex) {
    /// Before the first entry.
    public static final Hash NONE = new Hash("0".repeat(64));

    static Hash of(byte[] bytes) {
        return new Hash(HexFormat.of().formatHex(bytes));
    }

    static Hash after(Hash previous, AuditEntry entry) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous.hex));
            return of(digest.digest(canonical(entry).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /// Each field is its length in bytes, a colon and itself; a missing one is a hyphen.
    private static String canonical(AuditEntry entry) {
        StringBuilder form = new StringBuilder();
        Object[] fields = {
            entry.position(),
            entry.id(),
            ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()),
            entry.actor().type(),
            entry.actor().id(),
            entry.actor().name(),
            entry.action(),
            entry.subject().type(),
            entry.subject().id(),
            entry.subject().name(),
            entry.before(),
            entry.after(),
            entry.sessionId(),
            entry.network()
        };
        for (Object field : fields) append(form, Objects.toString(field, null));
        return form.toString();
    }

    private static void append(StringBuilder form, String field) {
        if (field == null) form.append('-');
        else
            form.append(field.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(field);
    }
}
