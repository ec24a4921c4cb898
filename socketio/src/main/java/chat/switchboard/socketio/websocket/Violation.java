package chat.switchboard.socketio.websocket;

/// The peer broke RFC 6455 or a limit. It ends this connection only, with this close code; expected, so it has no
/// stack.
final class Violation extends Exception {
    private final int code;

    Violation(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static Violation protocol(String message) {
        return new Violation(CloseCode.PROTOCOL_ERROR, message);
    }

    /// Throws a protocol error unless the rule is kept.
    static void unless(boolean kept, String rule) throws Violation {
        if (!kept) throw protocol(rule);
    }

    int code() {
        return code;
    }
}
