package chat.switchboard.conversation;

import java.util.Locale;

/// Where a conversation is in its life. `CLOSED` is terminal.
public enum Status {
    AUTOMATED,
    WAITING,
    ACTIVE,
    RESOLVED,
    CLOSED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
