/// The official clients, unmodified.
package chat.switchboard.socketio.clients;
