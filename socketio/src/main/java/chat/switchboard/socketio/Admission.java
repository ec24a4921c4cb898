package chat.switchboard.socketio;

import com.fasterxml.jackson.databind.JsonNode;

/// The answer to a client that asks to join a namespace.
public sealed interface Admission {
    /// It is in; `listener` is told all that happens to this one socket. Not even `connected`, if the client has
    /// left before the answer.
    record Accepted(SocketListener listener) implements Admission {}

    /// It gets a `connect_error` with this message and, unless null, this data.
    record Refused(String message, JsonNode data) implements Admission {}

    /// What the reference server says of a namespace that does not exist.
    static Admission unknownNamespace() {
        return new Refused("Invalid namespace", null);
    }
}
