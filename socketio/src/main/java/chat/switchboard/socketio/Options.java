package chat.switchboard.socketio;

import chat.switchboard.socketio.engine.EngineOptions;

/// Limits of Socket.IO on top of those of the connection.
///
/// @param engine times and limits of connections
/// @param maxAttachments most binary attachments of one packet; together they may be as long as one payload (10)
/// @param maxNamespaces most namespaces one connection may be in (10)
/// @param maxAdmissions how often one connection may ask to join a namespace, refused or not; then it is closed and
///     may come back (100)
/// @param maxPendingRequests most server-sent events of one socket that wait for the client's acknowledgement (100)
public record Options(
        EngineOptions engine, int maxAttachments, int maxNamespaces, int maxAdmissions, int maxPendingRequests) {

    public static Options defaults() {
        return of(EngineOptions.defaults());
    }

    /// The defaults, with these times and limits of connections.
    public static Options of(EngineOptions engine) {
        return new Options(engine, 10, 10, 100, 100);
    }
}
