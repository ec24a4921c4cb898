/// Clients that can say anything, right or wrong, byte for byte; and a server to say it to.
package chat.switchboard.socketio.raw;
