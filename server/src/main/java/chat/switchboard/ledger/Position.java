package chat.switchboard.ledger;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// A place in the event log: after one event and before the next. Readers keep it as [#text], which is opaque.
///
/// @param epoch of the ledger; positions of another epoch mean nothing here
/// @param xid the writing transaction
/// @param ordinal within that transaction, from 0
public record Position(UUID epoch, long xid, int ordinal) {
    private static final int BYTES = 2 * Long.BYTES + Long.BYTES + Integer.BYTES;

    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(epoch.getMostSignificantBits())
                .putLong(epoch.getLeastSignificantBits())
                .putLong(xid)
                .putInt(ordinal);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// Empty when this is no position.
    public static Optional<Position> of(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.capacity() != BYTES) return Optional.empty();
            Position position =
                    new Position(new UUID(bytes.getLong(), bytes.getLong()), bytes.getLong(), bytes.getInt());
            return position.xid < 0 || position.ordinal < 0 ? Optional.empty() : Optional.of(position);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
