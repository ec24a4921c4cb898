package chat.switchboard.http;

/// Somebody else listens on the port.
public final class PortInUseException extends RuntimeException {
    PortInUseException(int port) {
        super("Port %d is in use; start with --port %d.".formatted(port, port == 65_535 ? 0 : port + 1));
    }
}
