package chat.switchboard.socketio.engine;

/// Why a connection, or one namespace of it, ended.
public enum CloseReason {
    /// The client left the namespace.
    CLIENT_LEFT,
    /// The server put it out of the namespace.
    SERVER_LEFT,
    /// The client closed the connection in an orderly way.
    CLIENT_CLOSED,
    /// The server closed the connection.
    SERVER_CLOSED,
    /// The transport went away: tab closed, network lost, poll abandoned.
    TRANSPORT_LOST,
    /// No pong in time.
    PING_TIMEOUT,
    /// No namespace joined in time.
    CONNECT_TIMEOUT,
    /// It sent something the protocol does not allow, or over a limit.
    MALFORMED,
    /// It read so slowly that unsent bytes passed their limit.
    SLOW_READER
}
