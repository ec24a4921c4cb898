package chat.switchboard.conversation;

import java.util.Locale;

/// How urgent a conversation is, from least to most.
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    URGENT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    public static Priority of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
