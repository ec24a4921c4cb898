package chat.switchboard.presence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether somebody takes new conversations, only the ones they have, or none.
public enum Status {
    ONLINE,
    BUSY,
    OFFLINE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For names that come from outside.
    public static Optional<Status> named(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst();
    }

    public static Status of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
