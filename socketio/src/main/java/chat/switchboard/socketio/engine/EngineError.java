package chat.switchboard.socketio.engine;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The refusals of HTTP requests, with the numbers and words the reference server uses.
enum EngineError {
    UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
    UNKNOWN_SESSION(400, 1, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(400, 2, "Bad handshake method"),
    BAD_REQUEST(400, 3, "Bad request"),
    FORBIDDEN(403, 4, "Forbidden"),
    UNSUPPORTED_PROTOCOL(400, 5, "Unsupported protocol version"),
    TOO_SLOW(408, 3, "Request took too long"),
    TOO_LARGE(413, 3, "Payload too large"),
    TOO_MANY_CONNECTIONS(429, 4, "Too many connections from this address"),
    WEBSOCKET_VERSION(426, 3, "Only WebSocket version 13 is spoken here"),
    CLOSING(503, 4, "Server is closing");

    final int status;
    final byte[] body;

    EngineError(int status, int code, String message) {
        this.status = status;
        this.body = String.format(Locale.ROOT, "{\"code\":%d,\"message\":\"%s\"}", code, message)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
