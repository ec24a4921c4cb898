package chat.switchboard.socketio.engine;

/// What happens to an [EngineSession]; called on its event loop, one at a time, and must not block.
public interface EngineListener {
    /// A text message: `utf8[from, to)`, valid UTF-8. The array is the listener's from here on.
    void text(byte[] utf8, int from, int to);

    /// A binary message. The array is the listener's from here on.
    void binary(byte[] bytes);

    /// The end, once; nothing comes after it.
    void closed(CloseReason reason);
}
