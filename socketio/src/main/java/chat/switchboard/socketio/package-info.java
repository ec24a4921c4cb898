/// An Engine.IO 4 / Socket.IO 5 server on Netty. Knows nothing of support chat.
package chat.switchboard.socketio;
