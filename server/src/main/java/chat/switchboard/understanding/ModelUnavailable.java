package chat.switchboard.understanding;

/// The model cannot be used on this machine: no native library for it, or no room to unpack one. It stays so.
public final class ModelUnavailable extends RuntimeException {
    ModelUnavailable(Throwable cause) {
        super("The model of meanings could not be loaded: " + cause.getMessage(), cause);
    }
}
