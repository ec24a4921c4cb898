/// The server side of RFC 6455 on a Netty channel taken over from Vert.x: frames, close codes, nothing of
/// Engine.IO.
///
/// The way in is [SeizedChannel]: it takes the channel of a request and turns it into a [WebSocket]. From there
/// bytes go through [FrameReader] to a [WebSocketListener]; what is sent is written as it is given, headers
/// included ([FrameHeader]).
package chat.switchboard.socketio.websocket;
