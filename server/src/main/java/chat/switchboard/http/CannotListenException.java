package chat.switchboard.http;

import java.io.IOException;

/// The port is taken, or may not be used; the message tells the operator what to do.
public final class CannotListenException extends RuntimeException {

    /// @param cause a `BindException`, or what the native transport has instead
    CannotListenException(HttpSettings settings, IOException cause) {
        super(message(settings, cause.getMessage()), cause);
    }

    private static String message(HttpSettings settings, String reason) {
        int port = settings.port();
        return reason.contains("in use")
                ? "Port %d is in use; start with --port %d.".formatted(port, port == 65_535 ? 0 : port + 1)
                : "Cannot listen on %s, port %d: %s.".formatted(settings.host(), port, reason);
    }
}
