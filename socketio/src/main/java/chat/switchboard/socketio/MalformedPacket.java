package chat.switchboard.socketio;

/// A client sent something that is no Socket.IO packet, or over a limit. Ends its connection; expected, so it has
/// no stack.
final class MalformedPacket extends Exception {
    MalformedPacket(String message) {
        super(message, null, false, false);
    }
}
