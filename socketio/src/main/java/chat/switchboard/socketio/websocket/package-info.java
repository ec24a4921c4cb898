/// The server side of RFC 6455 on a Netty channel taken over from Vert.x: frames, close codes, nothing of
/// Engine.IO.
///
/// The way in is [WebSocket]: `seize` a request's channel, then `accept` or `refuse` it. From there bytes go
/// through [FrameReader] to a [WebSocketListener]; what is sent is written as it is given, headers included
/// ([FrameHeader]).
package chat.switchboard.socketio.websocket;
