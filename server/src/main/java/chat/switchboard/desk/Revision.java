package chat.switchboard.desk;

import java.time.Instant;
import java.util.UUID;

/// What every configured object has.
///
/// @param key its id in paths: a UUID, or a slug
/// @param version from 0; grows with every change
public record Revision(String key, Instant createdAt, Instant updatedAt, int version) {
    /// Of an object that is about to be stored; the database says when.
    static Revision first(String key) {
        return new Revision(key, Instant.EPOCH, Instant.EPOCH, 0);
    }

    public UUID id() {
        return UUID.fromString(key);
    }
}
