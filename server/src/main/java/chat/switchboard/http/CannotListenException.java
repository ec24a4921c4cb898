package chat.switchboard.http;

import java.io.IOException;

/// The port is taken, or may not be used; the message tells the operator what to do.
public final class CannotListenException extends RuntimeException {

    /// @param flag by which the operator chooses another port
    /// @param cause a `BindException`, or what the native transport has instead
    CannotListenException(String host, int port, String flag, IOException cause) {
        super(message(host, port, flag, cause.getMessage()), cause);
    }

    private static String message(String host, int port, String flag, String reason) {
        return reason.contains("in use")
                ? "Port %d is in use; start with %s%d.".formatted(port, flag, port == 65_535 ? 0 : port + 1)
                : "Cannot listen on %s, port %d: %s.".formatted(host, port, reason);
    }
}
