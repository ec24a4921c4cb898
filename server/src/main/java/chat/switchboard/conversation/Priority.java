package chat.switchboard.conversation;

import java.util.Locale;

/// How urgent a conversation is, from least to most.
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    URGENT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Priority of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
