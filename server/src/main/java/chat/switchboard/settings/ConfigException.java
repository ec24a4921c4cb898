package chat.switchboard.settings;

/// The settings cannot be used; the message tells the operator which and what is allowed.
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message);
    }
}
