package chat.switchboard.http;

import java.io.IOException;
import java.util.Locale;

/// The port is taken, or may not be used; the message tells the operator what to do.
public final class CannotListenException extends RuntimeException {
    private static final int FIRST_FREE_FOR_ALL = 1024;

    /// @param flag by which the operator chooses another port
    /// @param cause a `BindException`, or what the native transport has instead
    CannotListenException(String host, int port, String flag, IOException cause) {
        super(message(host, port, flag, cause.getMessage()), cause);
    }

    private static String message(String host, int port, String flag, String reason) {
        if (reason.contains("in use"))
            return String.format(
                    Locale.ROOT, "Port %d is in use; start with %s%d.", port, flag, port == 65_535 ? 0 : port + 1);
        if (reason.contains("ermission denied") && port < FIRST_FREE_FOR_ALL)
            return String.format(
                    Locale.ROOT,
                    "Port %d may not be used by this user; give the service CAP_NET_BIND_SERVICE (see docs/running.md), or start with %s%d.",
                    port,
                    flag,
                    8000 + port);
        return String.format(Locale.ROOT, "Cannot listen on %s, port %d: %s.", host, port, reason);
    }
}
