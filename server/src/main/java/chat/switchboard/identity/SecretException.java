package chat.switchboard.identity;

/// There is no usable secret; the message tells the operator what to do.
public final class SecretException extends RuntimeException {
    SecretException(String message) {
        super(message);
    }
}
