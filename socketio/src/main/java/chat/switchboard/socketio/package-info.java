/// A Socket.IO 5 server on Engine.IO 4, Vert.x and Netty. Knows nothing of support chat.
///
/// An [Application] admits clients and names a [SocketListener] for each; a [Socket] is one client in one
/// namespace; what is sent is a [Frame], encoded once for all who get it. [SocketIoServer] is mounted on a path of
/// a Vert.x HTTP server.
///
/// The way of a client's event: [chat.switchboard.socketio.websocket.WebSocket] unmasks and checks a frame,
/// [chat.switchboard.socketio.engine.EngineSession] takes the Engine.IO packet off it, `Connection` reads the
/// Socket.IO packet with `PacketReader` and finds its `Socket`, whose listener is called. The way back is the same,
/// the other way round.
package chat.switchboard.socketio;
