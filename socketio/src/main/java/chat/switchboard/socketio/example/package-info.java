/// A server to point protocol test suites at.
package chat.switchboard.socketio.example;
