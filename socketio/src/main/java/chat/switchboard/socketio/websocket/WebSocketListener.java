package chat.switchboard.socketio.websocket;

/// What happens to a [WebSocket]; called on its event loop, one at a time.
public interface WebSocketListener {
    /// A whole text message: `utf8[0, length)` is valid UTF-8 and belongs to the listener from here on.
    void text(byte[] utf8, int length);

    /// A whole binary message: `bytes[0, length)` belongs to the listener from here on.
    void binary(byte[] bytes, int length);

    /// What was written has gone out far enough that more may be written.
    void writable();

    /// A pause is over: see [WebSocket#pause].
    ///
    /// @return nanoseconds for which it is to go on, or 0
    default long pauseMore() {
        return 0;
    }

    /// The end, once, whoever wanted it; nothing is received after it.
    void closed(int code);
}
