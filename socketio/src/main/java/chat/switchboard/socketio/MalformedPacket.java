package chat.switchboard.socketio;

/// A client sent something that is no Socket.IO packet, or over a limit. Ends its connection, unless it is an
/// [OverLimit]; expected, so it has no stack.
sealed class MalformedPacket extends Exception permits OverLimit {
    MalformedPacket(String message) {
        super(message, null, false, false);
    }
}
