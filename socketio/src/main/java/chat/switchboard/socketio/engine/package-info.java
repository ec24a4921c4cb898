/// Engine.IO protocol 4, server side: sessions that live on HTTP long-polling, on a WebSocket, or move from one to
/// the other; heartbeats, limits, errors. Knows nothing of Socket.IO.
///
/// [EngineServer] turns a request into a session or hands it to one; [EngineSession] is the connection whatever
/// carries it; [PollingTransport] and [WebSocketTransport] carry it; [Upgrade] moves it from the first to the
/// second.
///
/// **Threads.** A session belongs to one event loop, its home; all its state is touched there only, save the queue
/// of unsent packets, which any thread may fill. A WebSocket's home is its channel's loop. A polling session keeps
/// the loop of its first request until a WebSocket for it arrives: then it moves to that channel's loop *before*
/// the WebSocket is accepted, so that from the first frame on nothing has to cross threads.
package chat.switchboard.socketio.engine;
