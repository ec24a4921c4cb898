package chat.switchboard.socketio.engine;

/// What carries a session at the moment. Belongs to the session's event loop, except [#unsentBytes].
sealed interface Transport permits PollingTransport, WebSocketTransport {
    /// Sends what the session has queued, as far as it can be sent now.
    void flush();

    /// Bytes that have left the session's queue and not the machine.
    long unsentBytes();

    /// Takes nothing more in for so many nanoseconds.
    void pause(long nanos);

    /// The session has ended. What is queued is sent if the end was orderly, then [EngineSession#discard] is
    /// called.
    void end(CloseReason reason);
}
