package chat.switchboard.socketio.websocket;

/// Close status codes (RFC 6455 §7.4) that this server sends or has to judge.
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    /// Never on the wire: the peer's close frame had no code.
    public static final int NONE = 1005;
    /// Never on the wire: the connection ended without a close frame.
    public static final int ABNORMAL = 1006;
    public static final int NOT_UTF8 = 1007;
    public static final int POLICY = 1008;
    public static final int TOO_BIG = 1009;
    private static final int LAST_REGISTERED = 1014;

    private CloseCode() {}

    /// Whether a peer may put this code into a close frame: registered, or in the ranges of libraries and
    /// applications.
    private static boolean allowedFromPeer(int code) {
        return code >= 3000 && code <= 4999
                || code >= NORMAL && code <= LAST_REGISTERED && code != 1004 && code != NONE && code != ABNORMAL;
    }

    /// The code in a peer's close frame; [#NONE] if it is empty.
    static int read(byte[] payload) throws Violation {
        if (payload.length == 0) return NONE;
        Violation.unless(payload.length > 1, "close frame with half a code");
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        Violation.unless(allowedFromPeer(code), "close code not allowed");
        if (!Utf8.isValid(payload, 2, payload.length)) throw new Violation(NOT_UTF8, "close reason is not UTF-8");
        return code;
    }
}
