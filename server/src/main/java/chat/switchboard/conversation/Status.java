package chat.switchboard.conversation;

import java.util.Locale;

/// Where a conversation is in its life. `CLOSED` is terminal.
public enum Status {
    AUTOMATED,
    WAITING,
    ACTIVE,
    RESOLVED,
    CLOSED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    public static Status of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
